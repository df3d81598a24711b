"""What an edition without a model promises of each story."""

import random

from hypothesis import given
from hypothesis import strategies as st

from digest.grounding.evidence import Evidence
from digest.language.self_contained import stands_alone, without_dateline
from digest.language.titles import clean
from digest.model import Article, Citation
from digest.telling.extractive import extract
from digest.telling.headline import headline
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


def test_a_dateline_is_not_printed() -> None:
    """`VELMOUTH (NNA) — ` says where the reporter sat, and is left out."""
    assert "The mayor resigned." == without_dateline("VELMOUTH (NNA) — The mayor resigned.")
    assert "The mayor resigned." == without_dateline(
        "Velmouth, March 3 (NNA) - The mayor resigned."
    )
    assert "NATO — the alliance — met." == without_dateline("NATO — the alliance — met.")


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


def test_an_article_without_sentences_gives_no_points() -> None:
    """Nothing is made up for an empty article."""
    empty = Evidence([article("Daily Lantern", title="Mayor of Velmouth resigns over harbour")])

    summary = extract(empty, words=40)

    assert () == summary.points
    assert "Mayor of Velmouth resigns over harbour" == summary.headline


def test_the_headline_is_neither_bait_nor_shouted() -> None:
    """A plain headline wins over a label in capitals and over "What we know"."""
    assert "Ferry runs aground off Tarn, nine injured" == extract(FERRY, words=60).headline


def test_the_headline_loses_the_outlets_name() -> None:
    """The outlet stands beside the story already."""
    post = article("Harbour Post", "The mayor resigned.")

    assert "Mayor resigns" == clean("Mayor resigns | Harbour Post", post)
    assert "Mayor resigns – and leaves" == clean("BREAKING: Mayor resigns – and leaves", post)


def test_a_story_without_titles_is_headed_by_its_lead() -> None:
    """Three untitled texts still make a story with a headline."""
    untitled = Evidence([article("Harbour Post", "The mayor of Velmouth resigned on Monday.")])

    assert "The mayor of Velmouth resigned on Monday" == extract(untitled, words=40).headline


def test_a_long_lead_is_cut_at_a_word() -> None:
    """A headline made from a lead ends with a whole word and says that it was cut."""
    lead = "The mayor of Velmouth resigned on Monday after " + "a long " * 20 + "inquiry."
    found = headline(Evidence([article("Harbour Post", lead)]), ())

    assert found.endswith(" …")
    assert found.removesuffix(" …") in lead
    assert len(found) <= 92


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
    ]
    accepted = [
        "“We will rebuild the harbour,” Mayor Ada Lund said.",
        "The US has closed its consulate in Velmouth.",
        "US officials left Velmouth on Monday.",
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
        sentences = [f"The {' '.join(rng.choices(vocabulary, k=20))}." for _ in range(40)]
        return article(f"Outlet {outlet}", *sentences)

    assert extract(Evidence([told(outlet) for outlet in range(30)]), words=90).points
