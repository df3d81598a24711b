"""What an edition without a model promises of each story."""

import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.findings.bygone import is_planned
from digest.grounding.evidence import Evidence
from digest.language.passage import Passage
from digest.language.self_contained import stands_alone
from digest.language.titles import clean
from digest.model import Article, Citation, Summary
from digest.telling.antecedents import needs
from digest.telling.centrality import Candidate, choose
from digest.telling.extractive import extract, fit_sentences
from digest.telling.headline import headline
from digest.telling.latest import Latest
from digest.telling.unaided import Asked, told_or_fault
from tests.hash_seeds import printed
from tests.summary_stories import FERRY, article


def test_every_point_is_a_sentence_of_its_source() -> None:
    """What is printed stands word for word in the sentence that is cited."""
    summary = extract(FERRY, words=60)

    assert "extractive" == summary.method
    assert summary.points
    for point in summary.points:
        assert point.text in FERRY.text(point.citations[0])


def test_the_budget_of_words_is_kept() -> None:
    """A reader who asked for forty words gets no more."""
    summary = extract(FERRY, words=40)

    assert sum(len(point.text.split()) for point in summary.points) <= 40


def test_a_story_is_told_even_when_its_only_sentence_is_longer_than_the_budget() -> None:
    """A tight budget leaves no story untold."""
    lone = Evidence(
        [
            article(
                "Harbour Post",
                "The bridge of Velmouth was closed to traffic by its owner on Monday.",
            )
        ]
    )

    assert 1 == len(extract(lone, words=3).points)


def test_of_a_language_that_is_not_known_the_opening_alone_is_told() -> None:
    """Any later sentence may go on from another, like `That decision was met with protest`."""
    text = (
        "벨머스 시의회는 월요일 카로 다리를 6월까지 폐쇄하기로 결정했다. "
        "그러나 이 결정은 시장 상인들의 거센 반발을 불러일으켰다. "
        "상인들은 다리가 닫히면 손님이 절반으로 줄어들 것이라고 말했다."
    )
    korean = replace(article("Harbour Post", text), language="ko")

    assert [0] == [point.citations[0].sentence for point in extract(Evidence([korean])).points]


def test_no_two_points_say_the_same() -> None:
    """The grounding is told once, though three outlets lead with it."""
    summary = extract(FERRY, words=60)

    assert 1 == sum("aground" in point.text for point in summary.points)


def test_what_most_outlets_report_comes_first() -> None:
    """The first sentence is the event, not a detail of one outlet."""
    first = extract(FERRY, words=60).points[0]

    assert "ran aground off" in first.text
    assert "Tarn" in first.text


def test_points_can_be_read_alone() -> None:
    """No point opens with a word that speaks of a sentence the reader cannot see."""
    summary = extract(FERRY, words=200)

    openings = {point.text.split()[0] for point in summary.points}
    assert set() == openings & {"She", "He", "But", "It", "What"}


def test_the_order_of_the_other_articles_does_not_matter() -> None:
    """The same articles give the same points, whichever came in first."""
    lead, *others = FERRY.articles

    expected = [point.text for point in extract(FERRY, words=60).points]
    assert expected == [
        point.text for point in extract(Evidence([lead, *others[::-1]]), words=60).points
    ]


def test_a_single_article_is_told_by_its_lead() -> None:
    """With one outlet there is no agreement to measure; its first sentence leads."""
    lone = Evidence([FERRY.articles[0]])

    assert Citation("harbour-post", 0) == extract(lone, words=40).points[0].citations[0]


def test_a_story_of_fragments_is_still_told() -> None:
    """Where no sentence stands alone, what there is gets printed rather than nothing."""
    summary = extract(Evidence([article("Daily Lantern", "But he stayed in Velmouth.")]), words=40)

    assert ["But he stayed in Velmouth."] == [point.text for point in summary.points]


def test_a_round_up_is_a_headline_alone() -> None:
    """Its sentences tell of several events; points, quotations and days of one it has not."""
    asked = Asked(
        articles=(
            article(
                "Harbour Post",
                "The review of the opera praised the singing of Carl Lund on Tuesday 3 March.",
                "“The part was sung by somebody else on that night,” said Ada Lund, the director.",
                title="Corrections and clarifications",
            ),
        ),
        told_before=frozenset(),
        words=60,
        quotes=2,
    )
    told = told_or_fault(asked)
    report = told_or_fault(
        replace(asked, articles=(replace(asked.articles[0], title="Wrong singer praised"),))
    )

    assert isinstance(told, Summary)
    assert isinstance(report, Summary)
    assert ((), (), "Corrections and clarifications") == (told.points, told.quotes, told.headline)
    assert report.points
    assert report.quotes


def test_a_story_whose_only_point_stands_over_it_keeps_what_is_found_in_it() -> None:
    """No point is left below its headline, and yet it is no round-up."""
    said = "But Ada Lund, the mayor, said: “The old walls have stood there for a hundred years.”"
    told = told_or_fault(
        Asked(
            articles=(article("Harbour Post", STATEMENT, said, title="Lava layers"),),
            told_before=frozenset(),
            words=12,
            quotes=2,
        )
    )

    assert isinstance(told, Summary)
    assert (STATEMENT.removesuffix("."), ()) == (told.headline, told.points)
    assert told.quotes


def test_an_article_without_sentences_gives_no_points() -> None:
    """Nothing is made up for an empty article."""
    empty = Evidence([article("Daily Lantern", title="Mayor of Velmouth resigns over harbour")])

    summary = extract(empty, words=40)

    assert () == summary.points
    assert "Mayor of Velmouth resigns over harbour" == summary.headline


def test_the_headline_is_neither_bait_nor_shouted() -> None:
    """A plain headline wins over a label in capitals and over "What we know"."""
    sentence = "The ferry from Velmouth ran aground off Tarn."
    told = Evidence(
        [
            article("Harbour Post", sentence, title="What we know about the ferry off Tarn"),
            article("Northern Wire", sentence, title="LIVE: FERRY DRAMA"),
            article("Daily Lantern", sentence, title="Velmouth ferry runs aground"),
        ]
    )

    assert "Velmouth ferry runs aground" == extract(told, words=60).headline


def test_a_lead_that_was_cut_is_no_headline_beside_one() -> None:
    """Of two that are long, the one that an outlet wrote stands."""
    lead = "The ferry from Velmouth to Tarn ran aground on the sands off Tarn late on Monday night"
    told = Evidence(
        [
            article("Harbour Post", f"{lead} in fog.", title=f"{lead}…"),
            article(
                "Daily Lantern",
                "Nobody was hurt.",
                title="Nobody hurt as the night ferry runs aground on sands that pilots had asked "
                "the board to mark since spring",
            ),
        ]
    )

    assert extract(told, words=60).headline.startswith("Nobody hurt")


STATEMENT = "The old harbour of Velmouth will be rebuilt in granite by a company from Tarn."


@pytest.mark.parametrize(
    ("title", "is_kept"),
    [
        ("Will the harbour of Velmouth be rebuilt?", False),
        ("Lava layers", False),
        ("“I lost the harbour of Velmouth”", False),
        ("‘I didn’t see the harbour of Velmouth’", False),
        ("What we learned from the harbour of Velmouth", False),
        ("How Tarn won the harbour of Velmouth", True),
        ("Velmouth rebuilds harbour", True),
        ("Company from Tarn rebuilds harbour of Velmouth", True),
    ],
)
def test_a_statement_stands_over_a_story_that_asks(title: str, *, is_kept: bool) -> None:
    """Of a question, a label or a teaser the first point takes the place, and is told once."""
    story = article(
        "Harbour Post",
        STATEMENT,
        "Ten boats sank in the storm of last March, and two hundred fishermen have no place since.",
        "Every fisherman pays eighty crowns a year until 2040 for the new walls and the new light.",
        title=title,
    )

    summary = extract(Evidence([story]), words=200)

    assert is_kept == (title == summary.headline)
    assert is_kept or summary.headline == STATEMENT.removesuffix(".")
    assert is_kept == (STATEMENT in [point.text for point in summary.points])


def test_what_stands_in_the_place_of_a_question_answers_it() -> None:
    """Any sentence that is short and whole would be about another matter."""
    story = article(
        "Harbour Post",
        "The penalty for arson is not known in Velmouth.",
        "A prosecutor told the jury on Wednesday that the boatyard owner had lit the fire in Tarn.",
        title="Did the boatyard owner light the fire? What the jury in Tarn heard",
    )

    told = extract(Evidence([story]), words=60)

    assert told.headline.startswith("A prosecutor told the jury")


def test_the_only_statement_stands_over_its_story_alone() -> None:
    """It is not told again below itself."""
    story = article("Harbour Post", STATEMENT, title="Lava layers")

    summary = extract(Evidence([story]), words=60)

    assert (STATEMENT.removesuffix("."), ()) == (summary.headline, summary.points)


def test_a_statement_that_needs_its_headline_does_not_replace_it() -> None:
    story = article("Harbour Post", "The harbour will be rebuilt.", title="Velmouth harbour?")

    assert "Velmouth harbour?" == extract(Evidence([story]), words=60).headline


def test_the_headline_loses_the_outlets_name() -> None:
    """The outlet stands beside the story already."""
    post = article("Harbour Post", "The mayor resigned.")

    assert "Mayor resigns" == clean("Mayor resigns | Harbour Post", post)
    slug = replace(post, source="Notes", url="https://notes.example/2031/lava-the-valley-review")
    assert "Lava - The Valley Review" == clean("Lava - The Valley Review", slug)
    assert "Lava" == clean("Lava - Notes.example", slug)
    assert "Mayor resigns – and leaves" == clean("BREAKING: Mayor resigns – and leaves", post)


def test_a_story_without_titles_is_headed_by_its_lead() -> None:
    """Three untitled texts still make a story with a headline."""
    untitled = Evidence([article("Harbour Post", "The mayor of Velmouth resigned on Monday.")])

    assert "The mayor of Velmouth resigned on Monday" == extract(untitled, words=40).headline


def test_a_lead_over_a_story_is_whole() -> None:
    """What a cut would lose may take back all the rest."""
    lead = "The mayor of Velmouth fled abroad on Monday" + ", with a bag" * 9 + ", says a hoax."
    cut = f"{lead[:60].rpartition(' ')[0]}…"
    untitled = Evidence([article("Harbour Post", lead)])
    broken_off = Evidence([article("Harbour Post", lead, title=cut)])

    assert lead.removesuffix(".") == headline(untitled, ()) == headline(broken_off, ())
    assert not broken_off.is_own_headline(cut)
    apart = Evidence([article("Harbour Post", lead, title=cut.replace(" ", " . ", 1))])
    assert extract(apart, words=60).headline == lead.removesuffix(".")


def test_an_unproven_lead_asks_for_no_money_over_a_story() -> None:
    """Without points and titles the outlet's name is left."""
    begging = Evidence([article("Harbour Post", "Pay to account NL91 ABNA 0417 1643 00.")])

    assert "Harbour Post" == headline(begging, ())


def test_sentences_that_need_their_neighbours_are_known() -> None:
    """Questions, open quotations and openings that point back are refused; plain news is not."""
    refused = [
        "He said the report was late.",
        "“We will rebuild the harbour.",
        "“We will rebuild the harbour,” he said.",
        "“We will rebuild the harbour.”",
        "Will the harbour be rebuilt?",
        "Read more about the harbour here.",
        "and the harbour was rebuilt.",
        "In this March 3, 2026, file photo, the ferry lies in the harbour of Velmouth.",
        "The harbour, the mayor said, would be",
        "The council of Velmouth closed them.",
        "In theory, this opened the harbour to all.",
        "The mayor had the figures from these sources.",
        "Hopefully the harbour will be rebuilt.",
        "The harbour will undoubtedly be rebuilt.",
        "One would hope that the harbour is rebuilt.",
        "These are the key events of the week in Velmouth.",
        "The old harbour of Velmouth and its two quays also closed.",
        "Reporting by Ada Lund in Velmouth; editing by Emil Brandt.",
        "For more information call the harbour master of Velmouth.",
        "Do you know more about the harbour of Velmouth?",
        "The two closed the harbour of Velmouth.",
    ]
    accepted = [
        "“We will rebuild the harbour,” Mayor Ada Lund said.",
        "The US has closed its consulate in Velmouth.",
        "US officials left Velmouth on Monday.",
        "Fishermen say they lost a boat.",
        "The mayor thanked those who helped at the harbour.",
        "The two ferries that left Velmouth on Sunday were found.",
    ]

    assert [] == [sentence for sentence in refused if stands_alone(sentence, "en")]
    assert accepted == [sentence for sentence in accepted if stands_alone(sentence, "en")]
    assert stands_alone("Das Parlament stimmte am Montag zu.", "de")


WORDS = st.sampled_from(
    ["The", "ferry", "harbour", "mayor", "“", "”", '"', "214", "said", "He", ".", "\x00", "\u202e"]
)


@given(st.lists(st.lists(WORDS, max_size=12).map(" ".join), max_size=6), st.integers(1, 60))
def test_no_text_breaks_the_telling(sentences: list[str], words: int) -> None:
    """Whatever an article holds, its story is told or left without points."""
    ground = Evidence([article("Harbour Post", *[s for s in sentences if s.strip()])])

    for point in extract(ground, words=words).points:
        assert point.citations


def test_a_large_story_is_told_in_time() -> None:
    """Thirty long articles on one event take seconds, not minutes."""
    rng = random.Random(7)
    vocabulary = [f"word{number}" for number in range(400)]

    def told(outlet: int) -> Article:
        sentences = [f"The {' '.join(rng.choices(vocabulary, k=20))} said." for _ in range(40)]
        return article(f"Outlet {outlet}", *sentences)

    assert extract(Evidence([told(outlet) for outlet in range(30)]), words=90).points


def first_of(*articles: Article, words: int = 60) -> str:
    return extract(Evidence(list(articles)), words=words).points[0].text


def test_what_has_happened_is_not_announced() -> None:
    """Once an outlet reports the vote, "is due to vote" is no point, and no headline."""
    before = article(
        "Harbour Post",
        "The council of Velmouth is due to vote on Wednesday on a toll for the Carrow Bridge.",
        "A toll for the bridge would bring two million crowns a year.",
        title="Velmouth council to vote on toll for Carrow Bridge",
        published="2026-03-10T18:00",
    )
    after = article(
        "Northern Wire",
        "The council of Velmouth voted on Wednesday against a toll for the Carrow Bridge.",
        title="Velmouth council rejects toll for Carrow Bridge",
        published="2026-03-11T18:00",
    )

    for articles in ([before, after], [after, before]):
        summary = extract(Evidence(articles), words=60)
        assert "voted on Wednesday against" in summary.points[0].text
        assert [] == [point.text for point in summary.points if "due to" in point.text]
        assert "Velmouth council rejects toll for Carrow Bridge" == summary.headline


def test_a_day_that_is_over_is_not_to_come() -> None:
    """A plan for Thursday is stale on Saturday, whatever else was reported."""
    plan = article(
        "Harbour Post",
        "The circus Orlando will open its tent in Velmouth on Thursday.",
        "The circus Orlando has forty horses and its own band.",
        published="2026-03-10T18:00",
    )
    later = article(
        "Northern Wire",
        "Two horses of the circus Orlando ran through Velmouth on Friday.",
        published="2026-03-14T18:00",
    )

    told = [point.text for point in extract(Evidence([plan, later]), words=90).points]
    assert [] == [text for text in told if "will open" in text]


def test_what_no_edition_has_told_of_leads() -> None:
    """An hour later or not: what readers had yesterday stands behind it."""
    known = article(
        "Harbour Post",
        "Voters in Velmouth are choosing a mayor, and turnout was 21 per cent by noon.",
        title="Polls open in Velmouth as voters choose a mayor",
        published="2026-03-10T18:00",
    )
    new = article(
        "Northern Wire",
        "Ada Lund was elected mayor of Velmouth.",
        title="Lund elected mayor of Velmouth",
        published="2026-03-10T19:00",
    )

    summary = extract(Evidence([known, new], {known.id}), words=60)

    assert "Ada Lund was elected mayor of Velmouth." == summary.points[0].text
    assert "Lund elected mayor of Velmouth" == summary.headline


@pytest.mark.parametrize(("hours", "is_told"), [("07", False), ("23", True)])
def test_how_things_stood_a_day_before_is_not_told(hours: str, *, is_told: bool) -> None:
    """The road is open again, as the report of the next day may not even say."""
    state = "Highway 9 is closed between Tarn and Velmouth after a crash of thirty cars in fog."
    early = article(
        "Harbour Post",
        state,
        title="Highway 9 closed between Tarn and Velmouth after crash of thirty cars",
        published=f"2026-03-09T{hours}:00",
    )
    late = article(
        "Northern Wire",
        "Three people died and nine were hurt when cars collided in fog on Highway 9 near Tarn.",
        "The patrol named the dead on Tuesday as Ada Lund, Oskar Brandt and Carl Quay of Mossel.",
        title="Three dead in crash on Highway 9",
        published="2026-03-10T07:00",
    )

    told = [point.text for point in extract(Evidence([early, late]), words=200).points]
    assert is_told == (state in told)


def test_instead_of_goes_on_from_nothing() -> None:
    """Only `instead` alone does."""
    assert stands_alone("Velmouth will empty bins every third week instead of two.", "en")
    assert not stands_alone("Velmouth will instead empty the bins every third week.", "en")


@pytest.mark.parametrize(
    ("language", "plan"),
    [
        ("pl", "Rada miasta Velmouth zagłosuje w środę nad budową mostu."),
        ("cs", "Zastupitelé města Velmouth rozhodnou ve středu o stavbě mostu."),
    ],
)
def test_a_verb_of_the_future_is_a_plan(language: str, plan: str) -> None:
    """Where a tense of its own says so, and no `will`."""
    assert is_planned(Passage.read(plan, language))


def test_a_day_of_next_year_is_to_come() -> None:
    """`On January 5`, written two days before the year ends, is no day of its beginning."""
    plan = article(
        "Harbour Post",
        "The council of Velmouth will vote on the toll for the bridge on January 5.",
        published="2025-12-30T18:00",
    )
    later = article("Northern Wire", "A storm closed the quays.", published="2025-12-31T18:00")
    ground = Evidence([plan, later])

    assert not ground.once(Latest).has_overtaken(Citation(plan.id, 0))


def test_a_preview_that_is_overtaken_tells_nothing_that_was_planned() -> None:
    """Neither its plan, however it says so, nor what was to come with it."""
    before = article(
        "Harbour Post",
        "A strike of the ferry pilots of Velmouth over pay is to begin on Friday.",
        "Two quays at Velmouth will stay shut.",
        "The ferry pilots of Velmouth are hoping for a rise of a tenth.",
        title="Ferry pilots of Velmouth to strike",
        published="2026-03-10T18:00",
    )
    after = article(
        "Northern Wire",
        "The ferry pilots of Velmouth called off their strike over pay, a day before it began.",
        title="Ferry pilots of Velmouth call off strike",
        published="2026-03-11T18:00",
    )

    told = [point.text for point in extract(Evidence([before, after]), words=60).points]

    assert told
    planned = ("is to begin", "stay shut", "are hoping")
    assert [] == [text for text in told if any(words in text for words in planned)]


def test_no_sidelight_of_a_later_day_stands_over_the_news_before_it() -> None:
    """However much of the day before can then be told: the later day's own news leads."""
    rows = {
        "known": ("Post", 0, "breach grocer names stolen from shop a b c d", True),
        "known too": ("Post", 1, "breach e f g h i j k", True),
        "news": ("Wire", 0, "breach listing put off l m n o p q r s t u v w x y z aa ab", False),
        "sidelight": ("Wire", 9, "breach ba bb bc bd be bf bg bh bi bj bk", False),
    }
    candidates = [
        Candidate(outlet, outlet, at, tuple(words.split()), is_old=is_old)
        for outlet, at, words, is_old in rows.values()
    ]
    known = ("breach", "grocer", "names", "stolen", "from", "shop")

    first, *_ = choose(candidates, [known, ("breach", "listing")], frozenset(), budget=30)

    assert "news" == list(rows)[first]


def test_the_report_of_a_later_day_leads() -> None:
    """What was known the day before stands behind it, and lends no headline."""
    before = article(
        "Harbour Post",
        "About 120 people and two dogs searched the hills of Velmouth for the Lund brothers.",
        title="Lund brothers missing in hills of Velmouth",
        published="2026-03-10T18:00",
    )
    after = article(
        "Northern Wire",
        "The Lund brothers were found alive in a cellar in Velmouth.",
        title="Lund brothers found alive in Velmouth",
        published="2026-03-11T18:00",
    )

    for articles in ([before, after], [after, before]):
        summary = extract(Evidence(articles), words=60)
        assert "found alive" in summary.points[0].text
        assert "Lund brothers found alive in Velmouth" == summary.headline


@pytest.mark.parametrize(
    ("title", "stands"),
    [
        ("Relief at convents, and a choir lets the bells ring", False),
        ("Teachers praise veto of school voucher bill", True),
    ],
)
def test_a_title_of_the_day_before_stands_over_a_mere_sidelight(
    title: str, *, stands: bool
) -> None:
    """The newest article's own headline has to tell nearly as much of the story."""
    before = article(
        "Harbour Post",
        "Governor Ada Lund vetoed the bill on school vouchers in Velmouth on Monday.",
        title="Governor Lund vetoes school voucher bill",
        published="2026-03-10T18:00",
    )
    after = article(
        "Northern Wire",
        "Teachers in Velmouth praised the veto of the school voucher bill by Governor Ada Lund.",
        title=title,
        published="2026-03-11T18:00",
    )

    assert stands == (title == extract(Evidence([before, after]), words=60).headline)


def test_what_is_still_to_come_is_told() -> None:
    """A plan that nobody has overtaken is news."""
    plan = article("Harbour Post", "Velmouth will open its tunnel on Friday.")

    assert "Velmouth will open its tunnel on Friday." == first_of(plan)


def test_a_later_count_takes_the_place_of_an_earlier_one() -> None:
    """Nine dead, later twelve: twelve is told, and stands in the headline."""
    early = article(
        "Harbour Post",
        "Nine people were killed when a crane fell on the market of Velmouth.",
        title="Nine killed as crane falls on market of Velmouth",
        published="2026-03-12T08:00",
    )
    late = article(
        "Northern Wire",
        "Twelve people were killed when a crane fell on the market of Velmouth, police said.",
        title="Market of Velmouth mourns twelve killed by crane",
        published="2026-03-12T20:00",
    )

    summary = extract(Evidence([early, late]), words=60)

    assert [] == [point.text for point in summary.points if "Nine" in point.text]
    assert "Market of Velmouth mourns twelve killed by crane" == summary.headline


def test_a_correction_takes_the_place_of_what_it_corrects() -> None:
    """Of two counts of one hour, the one that says it corrects is told."""
    wrong = article("Harbour Post", "Nine people were killed when a crane fell in Velmouth.")
    right = article(
        "Northern Wire",
        "Seven people were killed when a crane fell in Velmouth, police said in a revised count.",
    )

    told = [point.text for point in extract(Evidence([wrong, right]), words=60).points]
    assert [] == [text for text in told if "Nine" in text]


def test_the_headline_has_the_figures_of_the_points() -> None:
    """A headline is never against what stands below it."""
    odd = article(
        "Harbour Post",
        "A crane fell on the market of Velmouth and killed people who were buying fish.",
        title="47 killed as crane falls on market of Velmouth",
    )
    others = [
        article(
            source,
            f"Fifty-two people were killed when a crane fell on the market of Velmouth, {source} said.",
            title=title,
        )
        for source, title in (
            ("Northern Wire", "Rust blamed for crane on Velmouth market"),
            ("Daily Lantern", "Velmouth mourns victims of the crane"),
        )
    ]

    assert "47" not in extract(Evidence([odd, *others]), words=60).headline


def test_an_opinion_is_not_told_as_news() -> None:
    """What a columnist claims is no point, and a column no headline, while there is a report."""
    column = article(
        "Harbour Post",
        "The mayor of Velmouth has betrayed the fishermen of the harbour.",
        title="The mayor of Velmouth has betrayed the harbour",
    )
    column = replace(column, is_opinion=True)
    report = article(
        "Northern Wire",
        "The mayor of Velmouth closed the harbour to fishing boats on Monday.",
        title="Mayor of Velmouth closes harbour to fishing boats",
    )

    summary = extract(Evidence([column, report]), words=60)

    assert [] == [point.text for point in summary.points if "betrayed" in point.text]
    assert "Mayor of Velmouth closes harbour to fishing boats" == summary.headline
    assert () == extract(Evidence([column]), words=60).points


def test_a_column_of_the_next_day_silences_no_report() -> None:
    """Of the report nothing newer is known: how things stood in it is told."""
    state = "Highway 9 is closed between Tarn and Velmouth after a crash of thirty cars in fog."
    title = "Highway 9 closed between Tarn and Velmouth after crash of thirty cars"
    report = article("Harbour Post", state, title=title, published="2026-03-09T07:00")
    column = article(
        "Northern Wire",
        "The governor has forgotten Highway 9 between Tarn and Velmouth.",
        title="The governor has forgotten Highway 9",
        published="2026-03-10T07:00",
    )

    told = extract(Evidence([report, replace(column, is_opinion=True)]))
    assert [state] == [point.text for point in told.points]


def test_a_column_alone_is_its_headline() -> None:
    """Neither its claims nor whom it quotes stand below as news; it may ask, as columns do."""
    said = "“The old walls have stood there for a hundred years,” said Ada Lund, the mayor."
    column = article(
        "Harbour Post",
        "The mayor of Velmouth has betrayed the fishermen of the harbour of Velmouth on Monday.",
        said,
        title="Has the mayor of Velmouth betrayed the harbour?",
    )
    asked = Asked(articles=(column,), told_before=frozenset(), words=60, quotes=2)
    opinion = replace(asked, articles=(replace(column, is_opinion=True),))

    report, told = told_or_fault(asked), told_or_fault(opinion)
    assert isinstance(report, Summary)
    assert isinstance(told, Summary)
    assert report.quotes
    assert ((), ()) == (told.points, told.quotes)
    assert "Has the mayor of Velmouth betrayed the harbour?" == told.headline


def test_who_is_meant_has_been_told() -> None:
    """A bare "skipper" and a surname stand only behind a sentence that says who that is."""
    story = article(
        "Harbour Post",
        "A trawler sank off Tarn on Monday.",
        "The skipper, 47, swam to a buoy.",
        "Ines Calder is the owner of the trawler and of a cannery in Tarn.",
        "Calder promised a reward for the trawler's bell.",
        title="Trawler sinks off Tarn",
    )

    told = [point.text for point in extract(Evidence([story]), words=200).points]

    assert [] == [text for text in told if text.startswith("The skipper")]
    names = [text for text in told if "Calder" in text]
    assert names == sorted(names, key=lambda text: "Ines" not in text)


def test_what_is_pointed_at_has_been_told() -> None:
    """By the sentence itself, its headline or another one; a time is known to everybody."""
    story = article(
        "Harbour Post",
        "A cannery in Tarn burned down on Monday.",
        "Firemen blamed this pump for the damage.",
        "Nobody had sold the pump before this pump failed.",
        "This summer was the driest in Tarn, and these two weeks the hottest.",
        "Ada Quill read out “this letter” to the firemen.",
    )
    ground = Evidence([story])

    found = [needs(ground.passage(place), place, ground) for place in ground.citations]

    assert [(), ({"pump"},), (), (), ()] == found


@pytest.mark.parametrize(
    ("sentence", "known"),
    [
        ("The boat reached Tarn on Monday.", {"boat"}),
        ("The motor trawler Sarn sank on Monday.", None),
        ("The Tarn trawler sank on Monday.", None),
    ],
)
def test_a_name_behind_the_verb_names_nothing_before_it(sentence: str, known: set[str]) -> None:
    ground = Evidence([article("Harbour Post", "A boat sank.", sentence)])
    place = Citation("harbour-post", 1)

    assert ((frozenset(known),) if known else ()) == needs(ground.passage(place), place, ground)


def test_what_a_verb_follows_is_not_explained() -> None:
    """`The company confirmed that` is any company; the second name of two is a short one, too."""
    ground = Evidence(
        [
            article(
                "Harbour Post",
                "Oskar Brandt Jr sold the cannery.",
                "The company confirmed that it was sold.",
                "Brandt stays as its adviser.",
            )
        ]
    )
    places = [Citation("harbour-post", at) for at in (1, 2)]

    assert [({"company"},), ({"brandt"},)] == [
        tuple(set(stems) & {"company", "brandt"} or {"company"} for stems in found)
        for found in (needs(ground.passage(place), place, ground) for place in places)
    ]


@pytest.mark.parametrize(
    "odd",
    [
        "You should see the harbour at night.",
        "What is new in Velmouth?",
        "Upgrade the boat!",
        "$369,900 - The old harbour house of Velmouth has nine rooms and a view of Tarn.",
        "Lund, Ada et al. “Harbour walls of Velmouth after the flood of 1953.”",
    ],
)
def test_nobody_is_spoken_to(odd: str) -> None:
    """A story of nothing else has its headline, and no point."""
    story = article("Harbour Post", odd, title="Velmouth rebuilds its harbour")

    assert () == extract(Evidence([story]), words=60).points


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("Harbour Post", "Harbour Post sat down with Mayor Ada Lund of Velmouth in March."),
        ("Harbour Post", "HP sat down with Mayor Ada Lund of Velmouth in March."),
        ("KTMR 6 News", "KTMR 6 will stream the talk with Mayor Ada Lund of Velmouth."),
        ("CHNB News", "CHNB is following the talks of Mayor Ada Lund of Velmouth."),
    ],
)
def test_how_an_article_came_to_be_is_not_told(source: str, told: str) -> None:
    """That the outlet sat down with somebody is no news of the story."""
    story = article(
        source,
        told,
        "Mayor Ada Lund closes the harbour of Velmouth to fishing boats in May.",
    )

    assert "closes the harbour" in first_of(story)


def test_what_the_next_sentence_takes_back_is_not_told() -> None:
    story = article(
        "Harbour Post",
        "The season of the harbour league of Velmouth is over.",
        "Well, sort of.",
        "Velmouth and Tarn play for the last place of the harbour league on Sunday.",
    )

    assert "last place" in first_of(story)


@pytest.mark.parametrize(
    ("when", "day", "is_told"),
    [
        ("this morning", 9, False),
        ("this morning", 10, True),
        ("last night", 9, False),
        ("yesterday", 9, False),
        ("on Monday", 9, True),
        ("this week", 9, True),
    ],
)
def test_this_morning_is_past_on_the_next_day(when: str, day: int, *, is_told: bool) -> None:
    early = article(
        "Harbour Post",
        f"Eleven people were led out of the hotel Rathmoyle in Velmouth {when} as it burned.",
        title="Eleven led out of burning hotel Rathmoyle in Velmouth",
        published=f"2026-03-{day:02}T08:00",
    )
    late = article(
        "Northern Wire",
        "The owner of the hotel owes the town levies of ninety thousand crowns, the mayor said.",
        "A report by engineers in 2024 had called its roof, its wiring and both stairs unsafe.",
        "Neighbours in the Arms Court had asked the council four times to board its windows up.",
        title="Owner of burnt hotel Rathmoyle owes levies",
        published="2026-03-10T18:00",
    )

    told = [point.text for point in extract(Evidence([early, late]), words=200).points]
    assert is_told == any("Eleven people" in text for text in told)


def test_a_weekday_of_last_month_is_not_told() -> None:
    """It would be read as the last Saturday, or as this month."""
    old = article(
        "Harbour Post",
        "The mayor of Velmouth called for a new harbour board on Saturday.",
        "Ten boats of the harbour board of Velmouth sank this month.",
        published="2026-03-01T18:00",
    )
    new = article(
        "Northern Wire",
        "The harbour board of Velmouth was dissolved by its mayor.",
        published="2026-03-12T18:00",
    )

    told = [point.text for point in extract(Evidence([old, new]), words=90).points]
    assert ["The harbour board of Velmouth was dissolved by its mayor."] == told
    assert "Ten boats" in first_of(old)


_LEAPS = (
    "The ferry Orla of Tarn ran aground off the old lighthouse of Mossel on Monday.",
    "But nobody had checked the chart.",
    "Two lifeboats took nine passengers with bruises to the hospital of Velmouth.",
    "But nobody had called them.",
    "Tugs from both harbours pulled its hull off sharp rocks before the evening tide.",
    "But nobody had paid them.",
    "Insurers in four countries will share costs for a new keel among themselves.",
    "But nobody had asked them.",
    "Divers found another wreck below, perhaps a coal barge lost in winter storms.",
)


def test_an_article_is_told_in_its_own_order() -> None:
    """The drifting boat comes before the ferry that took "the boat" in tow."""
    sentences = [
        "A small boat drifted for nine days off the coast with nobody at its wheel.",
        "The ferry Orla took the boat in tow on Monday.",
        "Fishermen of three villages had reported an empty hull to the guard since last Thursday.",
        "Nothing on deck but a bucket, a coil of rope and two oars told where it had come from.",
    ]
    story = article("Harbour Post", *sentences, title="Ferry Orla takes drifting boat in tow")

    told = [point.text for point in extract(Evidence([story]), words=200).points]
    assert sentences[:2] == told[:2]


def test_a_single_article_is_told_with_one_leap_at_most() -> None:
    """What follows on a sentence that nobody reads is misunderstood, however much it says."""
    alone = extract(Evidence([article("Harbour Post", *_LEAPS, title="Ferry Orla aground")]))
    assert 2 == len(alone.points)

    both = [article(outlet, *_LEAPS, title="Ferry Orla aground") for outlet in ("Post", "Courier")]
    assert 2 < len(extract(Evidence(both), words=200).points)


def test_a_speaker_behind_the_sentence_is_no_introduction() -> None:
    """`Velmouth may close its quay, the mayor said` says all that has to be known."""
    story = article("Harbour Post", "Velmouth may close its old quay, the mayor said on Tuesday.")

    citation = Citation("harbour-post", 0)
    ground = Evidence([story])
    assert () == needs(ground.passage(citation), citation, ground)


def test_half_of_what_somebody_says_is_not_told() -> None:
    """Words whose quotation marks stand in other sentences are no statement of ours."""
    story = article(
        "Harbour Post",
        "The mayor of Velmouth spoke to the crowd at the harbour on Monday.",
        "“Velmouth harbour will be the pride of the coast.",
        "Every boat of Velmouth harbour will pay half.”",
    )

    told = [point.text for point in extract(Evidence([story]), words=200).points]
    assert ["The mayor of Velmouth spoke to the crowd at the harbour on Monday."] == told


def test_what_is_taken_back_in_the_next_pair_of_marks_is_not_told_alone() -> None:
    """What “But” takes back is no point: there are times when she disagrees, and he is needed."""
    lead = "Former mayor Ada Quill endorsed Oskar Lund at the harbour fair of Velmouth on Monday."
    half = "“There are times when I disagree with Lund on the harbour of Velmouth,” Quill said."
    rest = "“But the harbour of Velmouth needs him.”"

    for sentences, expected in (((lead, half, rest), [lead]), ((lead, half), [lead, half])):
        story = Evidence([article("Harbour Post", *sentences)])
        assert expected == [sentence.text for sentence in fit_sentences(story)]


def test_a_quotation_opens_no_story_that_has_another_sentence() -> None:
    """The longer sentence is worth more, and tells only what somebody thinks of the news."""
    launch = "The Tarn army launched a satellite from a barge on Sunday, the ministry said."
    words = "“The barge drifted two miles before the countdown, so the army had a difficult night"
    quotation = f"{words},” said Ada Quill, a lecturer in rocketry at the Port Tarn institute."

    title = "Army launches satellite, seen over three islands"
    for sentences, opening in (((launch, quotation), launch), ((quotation,), quotation)):
        told = extract(Evidence([article("Harbour Post", *sentences, title=title)]))
        assert opening == told.points[0].text


@pytest.mark.parametrize("odd", ["“We will not go”, “never again”, “ever.”", "“Yes”, “no”."])
def test_a_sentence_of_quotations_alone_stops_nothing(odd: str) -> None:
    """One that names nobody outside them needs nobody to be known."""
    citation = Citation("post", 0)
    ground = Evidence([article("Post", odd)])

    assert () == needs(Passage.read(odd, "en"), citation, ground)


@pytest.mark.parametrize(
    ("opening", "is_told"),
    [
        ("Through the windows of its tower there was only sky.", False),
        ("Retired signalman Oskar Brandt once worked the last shift of the old line.", False),
        ("Trains of the railway will stop at Velmouth from May.", True),
        (
            "Lorries with 400 new rails left Mossel on Tuesday; sixty men will lay nine miles of track.",
            True,
        ),
    ],
    ids=["a scene", "somebody's day", "words of the headline", "much is said"],
)
def test_a_lone_article_is_opened_by_what_it_is_about(opening: str, *, is_told: bool) -> None:
    """Else its headline alone tells more than a sentence that nobody can place."""
    past = "Trains last stopped at Velmouth, a town of nine thousand, in the autumn of 1966."
    title = "Velmouth railway: trains to stop there again"
    sentences = (opening,) if is_told else (opening, past)
    story = article("Harbour Post", *sentences, title=title)

    told = [point.text for point in extract(Evidence([story]), words=200).points]
    assert [opening if is_told else past] == told


def test_a_title_that_no_sentence_takes_up_measures_none() -> None:
    """A path or a page's name over a report hides no news."""
    news = "The library of Velmouth will open on Sundays from May."
    story = article("Harbour Post", news, title="Page 404 of the archive server")

    assert [news] == [point.text for point in extract(Evidence([story])).points]


def test_of_several_articles_one_is_told_whatever_opens_it() -> None:
    """A story that two outlets have is not left without a sentence."""
    scene = "Through its windows there was only sky on Monday, the guild said."
    both = [
        article(outlet, scene, title="Mill of Tarn burns down") for outlet in ("Post", "Courier")
    ]

    assert [scene] == [point.text for point in extract(Evidence(both)).points]


def test_a_scene_without_a_word_of_the_headline_is_not_told_behind_the_news() -> None:
    """News that opens with a scene says what happened in a later sentence."""
    scene = "A grey morning hung over the quay, and gulls fought for scraps beside the bollards."
    news = "The council of Velmouth closed its old ferry pier on Monday after cracks were found."
    title = "Velmouth closes ferry pier"
    story = article("Harbour Post", scene, "But nobody sang.", news, *_LEAPS[3:], title=title)

    assert [news] == [point.text for point in extract(Evidence([story]), words=200).points]


RANK = """
from digest.telling.centrality import Candidate, ranked
words = [[f"word{report}{place}" for place in range(18)] for report in range(8)]
reports = [Candidate(outlet=f"o{at}", article=f"a{at}", position=0, terms=tuple(own)) for at, own in enumerate(words)]
print(ranked(reports, [], frozenset()))
"""


def test_the_same_sentence_leads_under_any_hash_seed() -> None:
    """Sentences that are worth the same stand in their order, on every machine."""
    assert {f"{tuple(range(8))}\n"} == printed(RANK)
