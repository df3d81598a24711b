"""What a printed quotation promises: these words, said by this person, whole."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.findings import with_findings
from digest.findings.quotes import find_quotes
from digest.findings.reported_speech import quotations
from digest.grounding.evidence import Evidence
from digest.grounding.prove import prove
from digest.model import Quote, Summary
from digest.telling.extractive import extract
from tests.summary_stories import FERRY, article


def quotes(*sentences: str, language: str = "en") -> tuple[Quote, ...]:
    return find_quotes(Evidence([article("Harbour Post", *sentences, language=language)]))


def said(*sentences: str, language: str = "en") -> list[tuple[str, str | None, str]]:
    return [(q.speaker, q.role, q.text) for q in quotes(*sentences, language=language)]


STORM = "The harbour will be rebuilt before the winter storms come back"
HAMNEN = "Hamnen ska byggas upp igen innan vinterns stormar kommer tillbaka"
HAVNEN = "Havnen bliver bygget op igen, før vinterens storme vender tilbage"
PORT = "Port zostanie odbudowany jeszcze przed nadejściem zimowych sztormów"
HAVEN = "Přístav bude obnoven ještě před příchodem zimních bouří"
SATAMA = "Satama rakennetaan uudelleen ennen kuin talven myrskyt palaavat tänne"
HAFEN = "Der Hafen wird noch vor den Stürmen wieder aufgebaut"
KAIEN = "Kaien skal bygges opp igjen før vinterens stormer kommer tilbake"


def test_a_quotation_is_a_slice_of_its_article() -> None:
    """`article.text[start:end]` is the quotation, to the letter."""
    (quote,) = find_quotes(FERRY)

    assert "The ship hit the rocks with a terrible noise" == quote.text
    assert quote.text == FERRY.article(quote.article).text[quote.start : quote.end]


OLD = f"“{STORM},” said Ada Lund, mayor of Velmouth."


@pytest.mark.parametrize(
    "told",
    [
        (f"As recently as June last year, Ada Lund, mayor of Velmouth, said: “{STORM}.”",),
        ("The mayor lost a vote over the harbour last year.", OLD),
        ("The mayor spoke on the quay in December.", OLD),
        ("The mayor spoke on the quay on 3 May 2021.", OLD),
    ],
)
def test_what_was_said_long_before_is_not_printed_as_if_it_were_said_now(
    told: tuple[str, ...],
) -> None:
    """In an article of March a promise of last year may be broken by now."""
    assert [] == said(*told)


@pytest.mark.parametrize(
    "told",
    [
        ("The mayor spoke on the quay in February.", OLD),
        ("The mayor spoke on the quay on 11 March.", OLD),
        ("The harbour will close in May.", OLD),
        ("The mayor is due to speak on 3 June.", OLD),
        ("The mayor lost a vote over the harbour last year.", f"\n{OLD}"),
        (f"“{STORM},” said Ada Lund, mayor of Velmouth, who was elected last year.",),
        (f"“{STORM},” said April Lund, mayor of Velmouth.",),
    ],
)
def test_what_was_said_of_late_is_printed(told: tuple[str, ...]) -> None:
    """However old it is what the speaker is or has done."""
    assert [STORM] == [text for _, _, text in said(*told)]


@pytest.mark.parametrize(
    ("behind", "role"),
    [
        ("who trains the keepers.", "who trains the keepers"),
        ("who runs the St. Ivel shelter, on Monday.", "who runs the St. Ivel shelter"),
        ("who had not seen the boat.", None),
        ("who lost his boat.", None),
        ("which is in Tarn.", None),
    ],
)
def test_what_somebody_does_is_told_in_the_words_of_the_article(
    behind: str, role: str | None
) -> None:
    assert [role] == [found for _, found, _ in said(f"“{STORM},” said Ada Lund, {behind}")]


def test_a_post_in_capitals_is_no_part_of_a_name() -> None:
    """So two people of one surname are known for two."""
    one = "The founder of Pony is James Peng, a man of the port."
    other = "Co-founder and CTO Peng Zhihui expects a profit at the port."

    assert [] == said(one, other, f"“{STORM},” Peng told the Courier.")
    assert ["Peng Zhihui"] == [name for name, _, _ in said(f"“{STORM},” said CTO Peng Zhihui.")]


def test_speaker_and_role_are_told() -> None:
    """The teacher who was on board is named in full, with what she is."""
    (quote,) = find_quotes(FERRY)

    assert ("Ines Calder", "teacher") == (quote.speaker, quote.role)


def test_what_stands_as_a_quotation_is_no_point_besides() -> None:
    """The reader is told who said it once; alone, or with no room for quotations, it is a point."""
    lead = "Velmouth will rebuild its harbour after the storm of last week."
    words = f"“{STORM},” said Ada Lund, a keeper who has worked there since 1996."
    ground = Evidence([article("Harbour Post", lead, words)])
    cited = zip((lead, words), ground.citations, strict=True)
    points = tuple(filter(None, (prove(text, (at,), ground).point for text, at in cited)))
    both = Summary(method="extractive", headline="Harbour", points=points)

    assert [lead] == [point.text for point in with_findings(both, ground).points]
    assert [STORM] == [quote.text for quote in with_findings(both, ground).quotes]
    assert points == with_findings(both, ground, quotes=0).points
    alone = replace(both, points=points[1:])
    assert points[1:] == with_findings(alone, ground).points


@pytest.mark.parametrize(
    ("speaker", "title", "is_told"),
    [
        ("Ada Lund", "Velmouth rebuilds its harbour", False),
        ("Ada Lund, the mayor of Velmouth", "Velmouth rebuilds its harbour", True),
        ("Ada Lund", "Lund rebuilds harbour of Velmouth", True),
        ("Ada Lund, as Ole Lund listened", "Lund rebuilds harbour of Velmouth", False),
        ("Ada Lund Jr", "Ole Quay Jr rebuilds harbour of Velmouth", False),
    ],
)
def test_a_speaker_is_known(speaker: str, title: str, *, is_told: bool) -> None:
    """By a role, or by what the story tells; "we" of somebody unknown says nothing."""
    words = "We shall not sleep one night until every stone is laid"
    story = article(
        "Harbour Post",
        "Velmouth will rebuild its harbour after the storm of last week.",
        f"“{words},” said {speaker}.",
        title=title,
    )
    ground = Evidence([story])

    assert is_told == bool(with_findings(extract(ground, words=20), ground).quotes)


@pytest.mark.parametrize(
    ("opening", "is_told"),
    [
        ("No harbour of", True),
        ("She and", True),
        ("When harbours of", True),
        ("Those harbours and", False),
        ("Then the harbour of", False),
        ("It and", False),
        ("Their harbour and", False),
        ("If they rebuild", False),
        ("When she and", False),
        ("Moreover, the harbour of", False),
    ],
)
def test_what_takes_up_something_unsaid_is_no_quotation(opening: str, *, is_told: bool) -> None:
    """`She` is whom the story is about; `It` is what was asked."""
    sentence = f"“{opening} the whole coast of Tarn will be rebuilt,” said Ada Lund, the mayor."
    assert is_told == bool(said(sentence))


def test_a_scrap_is_no_quotation_without_what_follows() -> None:
    """`He has a plan for all of us` is none; with the plan behind it, it is."""
    scrap, plan = "He has a plan for all of us", "Every stone of the quay is laid by hand"

    assert [] == said(f"“{scrap},” said Ada Lund, the mayor.")
    assert 1 == len(said(f"“{scrap},” said Ada Lund, the mayor. “{plan}.”"))


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "We are excited to have Ole Brandt join our team of divers in Tarn"),
        ("en", "It is an exciting time for the divers and for all who dive in Tarn"),
        ("de", "Wir freuen uns auf die Arbeit mit Ole Brandt und seinen Tauchern in Tarn"),
        ("fr", "Nous sommes ravis de pouvoir travailler avec les plongeurs de Tarn"),
        ("es", "Estamos encantados de trabajar con todos los buzos del puerto de Tarn"),
        ("it", "Siamo lieti di lavorare con i sommozzatori e con il porto di Tarn"),
        ("nl", "We zijn blij met de duikers en met iedereen die in Tarn wil duiken"),
        ("pt", "Estamos felizes em trabalhar com os mergulhadores do porto de Tarn"),
        ("sv", "Vi är glada över att dykarna och alla andra vill arbeta med oss i Tarn"),
    ],
)
def test_courtesies_of_a_release_are_no_quotation(language: str, words: str) -> None:
    """Who is glad to announce something has announced it already."""
    verbs = {"en": "said", "de": "sagte", "fr": "a dit", "es": "dijo", "it": "ha detto"}
    verbs |= {"nl": "zei", "pt": "disse"}
    behind = f"{verbs.get(language, 'säger')} Ada Lund."

    assert [] == said(f"“{words}”, {behind}", language=language)
    assert said(f"“Nobody dives there but for eels, {words[-30:]}”, {behind}", language=language)


def test_the_rest_of_one_quotation_is_not_another() -> None:
    """Of two outlets one has both pairs of marks, the other the second alone."""
    one, other = (
        "The quay will be closed to the fishermen of Tarn",
        "It will cost them a whole year",
    )
    both = article("Harbour Post", f"“{one},” said Ada Lund, the mayor. “{other} of work in Tarn.”")
    alone = article("Wire", f"“{other.replace('It', 'This quay')} of work in Tarn,” said Ada Lund.")

    assert 1 == len(find_quotes(Evidence([both, alone])))


def test_all_places_of_the_speaker() -> None:
    """Before the words, behind them, turned round, with a comma or a colon."""
    expected = [("Ada Lund", None, STORM)]
    for sentence in (
        f"“{STORM},” Ada Lund said on Monday.",
        f"“{STORM},” said Ada Lund.",
        f"“{STORM},” Ada Lund told the Harbour Post.",
        f"Ada Lund said: “{STORM}.”",
        f"On Monday, Ada Lund told reporters: “{STORM}.”",
        f"Ada Lund tweeted, “{STORM}.”",
        f"“{STORM},” Ada Lund later added.",
    ):
        assert expected == said(sentence), sentence


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("sv", f"”{HAMNEN}”, sade Ada Lund på måndagen."),
        ("sv", f"”{HAMNEN}”, säger Ada Lund till Hamnposten."),
        ("sv", f"Ada Lund skrev i ett mejl: ”{HAMNEN}.”"),
        ("sv", f"På måndagen sade Ada Lund: ”{HAMNEN}.”"),
        ("da", f"»{HAVNEN},« sagde Ada Lund mandag."),
        ("da", f"»{HAVNEN},« siger Ada Lund til Havneposten."),
        ("da", f"Ada Lund skrev i en mail: »{HAVNEN}.«"),
        ("da", f"Mandag sagde Ada Lund: »{HAVNEN}.«"),
        ("sv", f"På en presskonferens i Velmouth sade Ada Lund: ”{HAMNEN}.”"),
        ("de", f"Am Montag sagte Ada Lund: „{HAFEN}.“"),
        ("no", f"«{KAIEN}», sa Ada Lund mandag."),
        ("no", f"«{KAIEN}», sier Ada Lund til Havneposten."),
        ("no", f"Ada Lund skrev i en e-post: «{KAIEN}.»"),
        ("no", f"Mandag sa Ada Lund: «{KAIEN}.»"),
        ("pl", f"„{PORT}” – powiedziała Ada Lund."),
        ("pl", f"„{PORT}”, powiedziała w poniedziałek Ada Lund."),
        ("pl", f"W poniedziałek Ada Lund powiedziała: „{PORT}”."),
        ("cs", f"„{HAVEN},“ řekla v pondělí Ada Lund."),
        ("cs", f"Ada Lund řekla: „{HAVEN}.“"),
        ("fi", f"”{SATAMA}”, Ada Lund kertoo."),
        ("fi", f"”{SATAMA}”, kertoi Ada Lund maanantaina."),
    ],
)
def test_all_places_of_the_speaker_in_other_languages(language: str, sentence: str) -> None:
    (quote,) = quotes(sentence, language=language)

    assert ("Ada Lund", None) == (quote.speaker, quote.role)
    assert quote.text in (HAFEN, HAMNEN, HAVEN, HAVNEN, KAIEN, PORT, SATAMA)


def test_roles_before_and_behind_the_name() -> None:
    """A title, an office in small letters, and one between commas."""
    for sentence, role in (
        (f"“{STORM},” said Prime Minister Ada Lund.", "Prime Minister"),
        (f"“{STORM},” said police chief Ada Lund.", "police chief"),
        (f"“{STORM},” said Ada Lund, the mayor of Velmouth.", "mayor of Velmouth"),
        (f"“{STORM},” said Ada Lund, a lecturer in rocketry.", "lecturer in rocketry"),
        (f"Ada Lund, 45, a spokeswoman for Tarnline, said: “{STORM}.”", "spokeswoman for Tarnline"),
        (f"“{STORM},” said Ada Lund, a night porter at St. Ivel’s.", "night porter at St. Ivel’s"),
        (f"“{STORM},” said Ada Lund, a lawyer for Jo Ade.", "lawyer for Jo Ade"),
        (f"“{STORM},” said Ada Lund, a glass artist from Tarn.", "glass artist from Tarn"),
        (
            f"“{STORM},” said Ada Lund, a cook at Brill Bros. Foundry.",
            "cook at Brill Bros. Foundry",
        ),
        (f"“{STORM},” said Ada Lund, a day after the vote.", None),
        (f"“{STORM},” said Ada Lund, a sign of hope for Tarn.", None),
        (
            f"The secretary of the Harl Union, Ada Lund, said: “{STORM}.”",
            "secretary of the Harl Union",
        ),
        (f"The town of Harl, Ada Lund said: “{STORM}.”", None),
    ):
        assert [("Ada Lund", role, STORM)] == said(sentence), sentence


def test_a_surname_is_resolved_to_the_full_name() -> None:
    """Lund is the Ada Lund that the article introduced."""
    lead = "The mayor of Velmouth, Ada Lund, visited the harbour on Monday."

    assert ["Ada Lund"] == [quote.speaker for quote in quotes(lead, f"“{STORM},” Lund said.")]


def test_a_surname_of_two_people_names_nobody() -> None:
    """With two Lunds in the article, who spoke is not guessed."""
    lead = "The brothers Carl Lund and Emil Lund own the ferry company in Velmouth."

    assert () == quotes(lead, f"“{STORM},” Lund said.")


def test_a_pronoun_means_the_speaker_before() -> None:
    """“...,” Lund said. “...,” she added."""
    found = said(
        f"“{STORM},” said Ada Lund.",
        "\n“The money for the new quay has been set aside by the council,” she added.",
    )

    assert [("Ada Lund", None)] * 2 == [(speaker, role) for speaker, role, _ in found]


@pytest.mark.parametrize(
    ("language", "first", "then"),
    [
        ("sv", f"”{HAMNEN}”, säger Ada Lund.", "”Pengarna till kajen har redan avsatts av staden”, säger hon."),
        ("da", f"»{HAVNEN},« siger Ada Lund.", "»Pengene til kajen er allerede sat af i byens budget,« siger hun."),
        ("no", f"«{KAIEN}», sier Ada Lund.", "«Pengene til kaien er allerede satt av i byens budsjett», sier hun."),
    ],
)  # fmt: skip
def test_she_is_the_speaker_before_in_nordic_languages(
    language: str, first: str, then: str
) -> None:
    """In the next sentence and in the next paragraph; nobody, where nobody spoke before."""
    for told in (then, f"\n{then}"):
        assert ["Ada Lund"] * 2 == [q.speaker for q in quotes(first, told, language=language)]
    assert () == quotes(then, language=language)


def test_a_pronoun_with_two_people_before_it_names_nobody() -> None:
    """After a sentence with two names `he` could be either."""
    found = quotes(
        "Former minister Carl Brandt spoke hours after Mayor Emil Lund, who had “doubts”, said he left.",
        f"\nHe tweeted: “{STORM}.”",
    )

    assert () == found


def test_a_quotation_goes_on_in_the_next_paragraph() -> None:
    """An opening mark that is repeated without a closing one keeps its speaker."""
    found = said(
        f"Ada Lund said: “{STORM}.",
        "\n“The money for the new quay has been set aside by the council.”",
    )

    assert {"Ada Lund"} == {speaker for speaker, _, _ in found}
    assert 2 == len(found)


REST = "The money for the new quay has been set aside by the council."


def test_the_next_sentence_keeps_its_speaker() -> None:
    """“...,” Lund said, and then “...” without a word more."""
    told = Evidence([article("Harbour Post", f"“{STORM},” Ada Lund said.", f"“{REST}”")])

    assert ["Ada Lund", "Ada Lund"] == [said.speaker.name for said in quotations(told)]


def test_what_goes_on_is_printed_with_its_beginning() -> None:
    """“...,” Lund said. “...”: either half alone is half a thought."""
    story = Evidence([article("Harbour Post", f"“{STORM},” Ada Lund said.", f"“{REST}”")])
    (found,) = find_quotes(story)

    assert found.rest is not None
    words = REST.removesuffix(".")
    assert words == story.articles[0].text[found.rest.start : found.rest.end]
    assert f"{STORM} … {words}" == found.printed


def test_the_rest_of_a_scrap_is_not_printed_alone() -> None:
    scrap = "“They will see,” Ada Lund said."

    assert () == quotes(scrap, f"“{REST}”")
    assert 1 == len(quotes(scrap, f"“{REST},” she added."))


@pytest.mark.parametrize(
    "then",
    ["“and so will the quay.”", "“The quay,” he wrote, “is another matter.”", f"“{'No. ' * 60}”"],
)
def test_a_quotation_goes_on_by_whole_sentences_alone(then: str) -> None:
    """Without a half sentence behind it, and it does not become a speech."""
    (found, *_) = quotes(f"“{STORM},” Ada Lund said.", then)

    assert found.rest is None


def test_scraps_are_no_quotations() -> None:
    """Scare quotes, single words and halves of sentences are not printed."""
    for sentence in (
        "Ada Lund called the plan for the harbour “a very bad idea for us all in the end”.",
        "Ada Lund said the “harbour” was safe.",
        f"“{STORM},” Ada Lund said, “but only if the council finds the money for it.”",
        "“No,” said Ada Lund.",
    ):
        assert () == quotes(sentence), sentence
    halved = f"”{HAMNEN}”, säger Ada Lund, ”men bara om kommunen hittar pengarna till det.”"
    assert () == quotes(halved, language="sv")


def test_nobody_is_made_a_speaker() -> None:
    """No quotation without a person who is named as the speaker."""
    for sentence in (
        f"“{STORM},” said a fisherman who did not want to be named.",
        f"“{STORM},” a Tarnline official said.",
        f"“{STORM},” a spokesman for Ada Lund said.",
        f"“{STORM},” it says on a wall in Velmouth.",
        f"A banner near Ada Lund read: “{STORM}.”",
        f"“{STORM}.”",
        f"Ada Lund heard a man telling the crowd: “{STORM}.”",
    ):
        assert () == quotes(sentence), sentence


def test_the_marks_of_other_languages() -> None:
    """Also those of Swedes and Finns, whose marks face the same way, and of Danes, who turn them."""
    for language, sentence, speaker in (
        (
            "de",
            "„Der Hafen wird noch vor den Stürmen wieder aufgebaut“, sagte Ada Lund.",
            "Ada Lund",
        ),
        (
            "de",
            "»Der Hafen wird noch vor den Stürmen wieder aufgebaut«, sagte Ada Lund.",
            "Ada Lund",
        ),
        ("fr", "« Le port sera reconstruit avant les tempêtes », a déclaré Ada Lund.", "Ada Lund"),
        ("es", "«El puerto será reconstruido antes de las tormentas», dijo Ada Lund.", "Ada Lund"),
        ("it", "«Il porto sarà ricostruito prima delle tempeste», ha detto Ada Lund.", "Ada Lund"),
        ("pt", "“O porto será reconstruído antes das tempestades”, disse Ada Lund.", "Ada Lund"),
        ("nl", "‘De haven wordt voor de stormen weer opgebouwd,’ zei Ada Lund.", "Ada Lund"),
        ("en", "'The harbour will be rebuilt before the storms,' said Ada Lund.", "Ada Lund"),
        ("sv", f"”{HAMNEN}”, säger Ada Lund.", "Ada Lund"),
        ("sv", f"»{HAMNEN}», säger Ada Lund.", "Ada Lund"),
        ("da", f"»{HAVNEN},« siger Ada Lund.", "Ada Lund"),
        ("da", f"”{HAVNEN},” siger Ada Lund.", "Ada Lund"),
        ("no", f"«{KAIEN}», sier Ada Lund.", "Ada Lund"),
    ):
        assert [speaker] == [q.speaker for q in quotes(sentence, language=language)], sentence


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("sv", f"– {HAMNEN}, säger Ada Lund till Hamnposten."),
        ("sv", f"– {HAMNEN}! säger Ada Lund."),
        ("da", f"– {HAVNEN}, siger Ada Lund."),
        ("no", f"- {KAIEN}, sier Ada Lund mandag."),
        ("fi", f"– {SATAMA}, sanoo Ada Lund."),
        ("pl", f"– {PORT} – powiedziała Ada Lund."),
    ],
)
def test_a_dash_opens_a_quotation(language: str, line: str) -> None:
    """As the press of Sweden, Norway, Finland and Poland mostly writes it."""
    (quote,) = quotes("Så.", f"\n{line}", language=language)

    assert "Ada Lund" == quote.speaker
    assert line[2:].startswith(quote.text)
    assert quote.text.rstrip("!") in (HAMNEN, HAVNEN, KAIEN, PORT, SATAMA)


def test_a_dash_gives_nobody_words_of_others() -> None:
    """Nor without a speaker, nor what goes on behind one; `she` is who spoke before."""
    line = f"\n– {HAMNEN}, säger Ada Lund."
    money = "Pengarna till kajen har redan avsatts av staden"
    for told, found in (
        ([f"\n– {HAMNEN}, säger en fiskare."], 0),
        ([f"\n– {HAMNEN}, sade att Ada Lund kommer."], 0),
        ([f"\n– Vi hörde ”{HAMNEN}” av Carl Brandt, uppger polisen."], 0),
        ([line, f"{money}."], 1),
        ([line, f"\n– {money}."], 1),
        ([line, f"\n– {money}, säger hon."], 2),
    ):
        assert ["Ada Lund"] * found == [q.speaker for q in quotes(*told, language="sv")], told
    assert () == quotes(f"\n– {STORM}, said Ada Lund.")


def test_words_behind_a_dash_are_no_facts() -> None:
    """Where the article has speakers behind dashes, a line without one is speech, too."""
    alone, behind = "– Bron vid Tarn är farlig för alla.", "Bron vid Tarn är dyr för alla."
    told = article(
        "Hamnposten", f"\n– {HAMNEN}, säger Ada Lund.", behind, f"\n{alone}", language="sv"
    )
    listed = article("Hamnposten", "Detta har hänt.", f"\n{alone}", language="sv")

    for text in (alone, behind):
        assert prove(text, (), Evidence([told])).point is None
    assert prove(alone, (), Evidence([listed])).point is not None


def test_each_speaker_has_a_turn() -> None:
    """A second quotation of one speaker comes after the first ones of the others."""
    found = quotes(
        f"“{STORM},” said Ada Lund.",
        "\n“The money for the new harbour has been set aside before the winter,” said Ada Lund.",
        "\n“Nobody has asked the fishermen what they think of it,” said Carl Brandt.",
    )

    assert {"Ada Lund", "Carl Brandt"} == {quote.speaker for quote in found[:2]}


def test_a_quotation_in_two_outlets_is_printed_once() -> None:
    """The press conference that everybody attended gives one quotation."""
    sentence = f"“{STORM},” said Ada Lund."

    found = find_quotes(
        Evidence([article("Harbour Post", sentence), article("Tarn Times", sentence)])
    )

    assert 1 == len(found)


MARKS = st.sampled_from(
    ["“", "”", '"', "‘", "’", "«", "»", "„", "\n", "Lund", "said", "She", " ", "."]
)


@given(st.lists(MARKS, max_size=60).map("".join))
def test_no_text_breaks_the_search(text: str) -> None:
    """However marks are opened and never closed, every quotation found is a slice."""
    ground = Evidence([article("Harbour Post", *([text] if text.strip() else []))])

    for quote in find_quotes(ground):
        assert quote.text == ground.article(quote.article).text[quote.start : quote.end]


def test_a_long_line_of_marks_is_read_in_time() -> None:
    """A hundred thousand opening marks take no minutes."""
    assert () == quotes("“ said ' " * 11000 + "end.")
