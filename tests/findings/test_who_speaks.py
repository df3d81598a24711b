"""Under a quotation stands the person who said it, by the whole name, or the quotation is left out."""

from dataclasses import replace

import pytest

from digest.findings.quotes import find_quotes
from digest.findings.reported_speech import quotations
from digest.grounding.evidence import Evidence
from tests.findings.test_quotes import (
    HAFEN,
    HAMNEN,
    HAVEN,
    HAVNEN,
    KAIEN,
    PORT,
    SATAMA,
    STORM,
    quotes,
)
from tests.summary_stories import article

WATCH = "The watchmen have seen the lights go out on every pier since March"


def speakers(*sentences: str, language: str = "en") -> list[tuple[str, str | None]]:
    return [(quote.speaker, quote.role) for quote in quotes(*sentences, language=language)]


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        (f"“{STORM},” said Oh Min-seo.", "Oh Min-seo"),
        (f"Whatever Ada Lund said took time. “{STORM},” Lund said.", "Ada Lund"),
        (f"“{STORM},” Pieter van der Meer said.", "Pieter van der Meer"),
        (f"“{STORM},” said Pieter-Jan van ’t Zand.", "Pieter-Jan van ’t Zand"),
        (f"“{STORM},” said Lucia d’Alessio, a nurse.", "Lucia d’Alessio"),
        (f"“{STORM},” said Anne-Sophie d’Orval, a nurse.", "Anne-Sophie d’Orval"),
        (f"“{STORM},” said Isabel de la Cruz y Monte, a diver.", "Isabel de la Cruz y Monte"),
        (f"“{STORM},” said Ada Lund, the keeper who was called in.", "Ada Lund"),
        (f"“{STORM},” said Ada Q. Lund.", "Ada Q. Lund"),
        (f"“{STORM},” said Sen. Ada Lund.", "Ada Lund"),
        (f"“{STORM},” Tarn Gov. Ada Lund said.", "Ada Lund"),
        (f"“{STORM},” said Tarnline's Ada Lund.", "Ada Lund"),
        (f"“{STORM},” said Lt. Col. Ada Lund.", "Ada Lund"),
        (f"“{STORM},” said Dr. Ada Lund of the Tarn Institute.", "Ada Lund"),
        (f"“{STORM},” Republican Ada Lund said.", "Ada Lund"),
        (f"“{STORM},” said Lund Do-hyun.", "Lund Do-hyun"),
        (f"“{STORM},” Ada Lund, the head of the Tarn Port Council, wrote.", "Ada Lund"),
        (f"Ada Lund, President Tarnline North, says: “{STORM}.”", "Ada Lund"),
        (f"“{STORM},” Ada Lund, the head of trade at the group Harbour Hub, said.", "Ada Lund"),
        (f"“{STORM},” Ada Lund, spokesman for Mayor Oskar Brandt, said.", "Ada Lund"),
        (
            f"“{STORM},” Ada Lund, head of hill trails at the Cairn Ridge Park Service, said.",
            "Ada Lund",
        ),
    ],
)
def test_the_name_is_whole_and_nothing_but_the_name(sentence: str, speaker: str) -> None:
    """No name ends at a hyphen or initial, and none carries a title, an office or a firm."""
    assert [speaker] == [name for name, _ in speakers(sentence)]


@pytest.mark.parametrize(
    "sentence",
    [
        f"“{STORM},” the Tarn Port Council said.",
        f"“{STORM},” Tarn Port Council said.",
        f"“{STORM},” the Silver Gull tweeted.",
        f"“{STORM},” a user called 77 Gull Lund wrote.",
        "Ada Lund wrote in her book, “The Long Wait of the Tarn Harbour Pilots.”",
        f"In a letter, all House Democrats stated: “{STORM}.”",
        f"“{STORM},” said Lund. Lund came at noon. With Lund came Lund and Lund.",
        f"“{STORM},” said Ada María de.",
    ],
)
def test_what_is_no_whole_name_of_a_person_says_nothing(sentence: str) -> None:
    """Bodies, ships and halves of names are no speakers."""
    assert [] == speakers(sentence)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("sv", f"”{HAMNEN}”, skriver Rederi Tarnline i ett uttalande."),
        ("sv", f"”{HAMNEN}”, uppger Svenska Tarnverket."),
        ("sv", f"”{HAMNEN}”, säger en talesperson för Ada Lund."),
        ("sv", f"”{HAMNEN}”, sade Ada Lund och citerade rederiet."),
        ("sv", f"”{HAMNEN}”, står det på en vägg i Velmouth."),
        ("da", f"»{HAVNEN},« skriver Velmouth Kommune i en udtalelse."),
        ("da", f"»{HAVNEN},« oplyser Tarns Politi."),
        ("da", f"»{HAVNEN},« siger en talsmand for Ada Lund."),
        ("da", f"»{HAVNEN},« sagde Ada Lund og citerede rederiet."),
        ("da", f"»{HAVNEN},« lyder det fra Ada Lund."),
        ("no", f"«{KAIEN}», skriver Norges Redere i en uttalelse."),
        ("no", f"«{KAIEN}», opplyser Velmouth Kommune."),
        ("no", f"«{KAIEN}», sier en talsmann for Ada Lund."),
        ("no", f"«{KAIEN}», sa Ada Lund og siterte rederiet."),
        ("pl", f"„{PORT}” – poinformowała Rada Portu Velmouth."),
        ("cs", f"„{HAVEN},“ uvedla Česká Rada."),
        ("fi", f"”{SATAMA}”, kertoo Suomen Lautat."),
        ("fi", f"”{SATAMA}”, sanoo Ada Lundin tiedottaja."),
    ],
)
def test_bodies_and_others_are_no_speakers_in_other_languages(language: str, sentence: str) -> None:
    assert [] == speakers(sentence, language=language)


@pytest.mark.parametrize(
    ("language", "sentence", "role"),
    [
        ("en", f"“{STORM},” said Tarnline spokeswoman Ada Lund.", "Tarnline spokeswoman"),
        ("en", f"“{STORM},” said Ada Lund, a cook who had warned the owners.", "cook"),
        ("sv", f"”{HAMNEN}”, säger Tarnlines presschef Ada Lund.", "Tarnlines presschef"),
        ("sv", f"”{HAMNEN}”, säger borgmästaren Ada Lund.", "borgmästaren"),
        ("sv", f"”{HAMNEN}”, säger Ada Lund, borgmästare i Tarn.", "borgmästare i Tarn"),
        ("sv", f"Ada Lund, borgmästare i Tarn, säger: ”{HAMNEN}.”", "borgmästare i Tarn"),
        ("sv", f"”{HAMNEN}”, säger Ada Lund, talesperson.", None),
        ("da", f"»{HAVNEN},« siger Tarnlines pressechef Ada Lund.", "Tarnlines pressechef"),
        ("da", f"»{HAVNEN},« siger borgmester Ada Lund.", "borgmester"),
        ("da", f"»{HAVNEN},« siger Ada Lund, borgmester i Tarn.", "borgmester i Tarn"),
        ("da", f"Ada Lund, borgmester i Tarn, siger: »{HAVNEN}.«", "borgmester i Tarn"),
        ("da", f"»{HAVNEN},« siger den omstridte tidligere minister Ada Lund.", "tidligere minister"),
        ("no", f"«{KAIEN}», sier Tarnlines pressesjef Ada Lund.", "Tarnlines pressesjef"),
        ("no", f"«{KAIEN}», sier ordfører Ada Lund.", "ordfører"),
        ("no", f"«{KAIEN}», sier Ada Lund, ordfører i Tarn.", "ordfører i Tarn"),
        ("no", f"Ada Lund, ordfører i Tarn, sier: «{KAIEN}.»", "ordfører i Tarn"),
        ("no", f"«{KAIEN}», sier Ada Lund, talskvinne for politiet.", "talskvinne for politiet"),
        ("pl", f"„{PORT}” – powiedziała w poniedziałek burmistrz Ada Lund.", "burmistrz"),
        ("pl", f"„{PORT}” – powiedziała Ada Lund, burmistrz Tarn.", "burmistrz Tarn"),
        ("cs", f"„{HAVEN},“ řekla v pondělí starostka Ada Lund.", "starostka"),
        ("fi", f"”{SATAMA}”, sanoo Tarnin pormestari Ada Lund.", "Tarnin pormestari"),
        ("sv", f"”{HAMNEN}”, säger Ada Lund, kyrkvaktare vid Tarns kyrka.", "kyrkvaktare vid Tarns kyrka"),
        ("sv", f"”{HAMNEN}”, säger Ada Lund, mitt för Tarns kyrka.", None),
        ("de", f"„{HAFEN}“, sagte Ada Lund, Küster der Kirche in Tarn.", "Küster der Kirche in Tarn"),
        ("de", f"„{HAFEN}“, warnte Pflegedirektorin Ada Lund am Montag.", "Pflegedirektorin"),
        ("de", f"„{HAFEN}“, so Ada Lund, Sprecherin des Verbands.", "Sprecherin des Verbands"),
        ("da", f"»{HAVNEN},« siger professor Ada Lund, leder af Tarns Museum.", "leder af Tarns Museum"),
        ("es", "“El muelle seguirá cerrado hasta que acabe el invierno”, dijo a los periodistas la alcaldesa Ada Lund.", "alcaldesa"),
        ("nl", "„De kern van de dijk is na vier dagen van regen nog droog”, zegt Ada Lund, dijkgraaf van Tarn.", "dijkgraaf van Tarn"),
    ],
)  # fmt: skip
def test_an_office_tells_what_a_speaker_is_and_whose(
    language: str, sentence: str, role: str | None
) -> None:
    """The firm before the office is no speaker: `Tarnline's` is written without a mark there."""
    assert [("Ada Lund", role)] == speakers(sentence, language=language)


@pytest.mark.parametrize(
    ("language", "says", "speaker"),
    [
        ("pl", "oświadczył rzecznik Ady Lund", None),
        ("pl", "powiedział mąż Ady Lund", None),
        ("pl", "mówi adwokat Jana Nowaka", None),
        ("pl", "powiedziała rzeczniczka Jana Nowaka", None),
        ("pl", "powiedziała rzeczniczka Ada Nowacka", "Ada Nowacka"),
        ("pl", "mówi rzecznik policji Jan Nowak", "Jan Nowak"),
        ("cs", "řekl mluvčí Ady Lundové", None),
        ("cs", "řekla mluvčí Jana Nováka", None),
        ("cs", "řekla mluvčí policie Ada Lundová", "Ada Lundová"),
        ("cs", "řekla učitelka Ines Nováková", "Ines Nováková"),
        ("cs", "uvedl ministr dopravy Jan Novák", "Jan Novák"),
    ],
)
def test_whose_spokesman_it_is_does_not_speak(
    language: str, says: str, speaker: str | None
) -> None:
    """Where names have cases, a name behind an office may be that of whom it serves."""
    text = PORT if language == "pl" else HAVEN
    found = speakers(f"„{text}“, {says}.", language=language)

    assert ([speaker] if speaker else []) == [name for name, _ in found]


def test_the_whole_name_is_taken_from_the_same_article() -> None:
    """Of `Van Orm`, `Secretary of State Lund` and a first word of a sentence."""
    for lead, subject, speaker in (
        ("The pilots chose Jan Van Orm on Monday.", "Van Orm", "Jan Van Orm"),
        ("Then Secretary of State Ada Lund and Ada Lund's aide came.", "Lund", "Ada Lund"),
        ("Like Lund, the pilots wait. They met Ada Lund.", "Lund", "Ada Lund"),
    ):
        assert [speaker] == [name for name, _ in speakers(lead, f"“{STORM},” {subject} said.")]


def test_a_name_that_may_go_on_is_not_cut() -> None:
    """Behind two names `de la` may begin a third, or tell where she is from."""
    spanish = "«El puerto será reconstruido antes de las tormentas», dijo Ana Torres"

    assert ["Ana Torres"] == [name for name, _ in speakers(f"{spanish}.", language="es")]
    assert [] == speakers(f"{spanish} de la Vega.", language="es")


def test_a_surname_of_two_words_is_that_of_the_full_name() -> None:
    """`Lo Lund` is Ada Lo Lund, and what somebody would have said nobody said."""
    said = "«Il porto resterà chiuso fino alla fine di marzo», ha ammesso Lo Lund."
    unsaid = "“O cais vai ficar fechado até o fim do inverno”, teria dito Ada Lund ontem."

    found = speakers("La sindaca Ada Lo Lund è tornata.", said, language="it")

    assert [("Ada Lo Lund", "sindaca")] == found
    assert [] == speakers(unsaid, language="pt")


def test_a_namesake_in_another_article_lends_no_name() -> None:
    """Mayor Lund of one town is not the Ada Lund whom another outlet writes of."""
    one = article("Harbour Post", f"“{STORM},” Mayor Lund said.")
    other = article("Tarn Times", "The mayor of Velmouth, Ada Lund, came on Monday.")

    assert () == find_quotes(Evidence([one, other]))


@pytest.mark.parametrize(
    ("sentence", "role"),
    [
        (f"“{STORM},” said Ada Lund, a nurse from St. Orm who came by boat.", "nurse from St. Orm"),
        (f"“{STORM},” said Ada Lund, a lawyer for Prof. C. Brandt.", "lawyer for Prof. C. Brandt"),
        (
            f"“{STORM},” said Ada Lund, chief economist at J. R. Pell & Co. in St. Brannoc.",
            "chief economist at J. R. Pell & Co. in St. Brannoc",
        ),
        (f"“{STORM},” said Ada Lund, her brother.", None),
        (
            f"“{STORM},” said the head of trade at Orm Quays, Ada Lund.",
            "head of trade at Orm Quays",
        ),
        (f"“{STORM},” said Ada Lund, director of trade, fishing and work at Tarnline.", None),
        (f"“{STORM},” said Ada Lund, head of the Center for...", None),
        (f"“{STORM},” said his lawyer Ada Lund.", None),
        (f"“{STORM},” said their Foreign Minister Ada Lund.", None),
        (f"“{STORM},” said Ada Lund, the club’s chairman.", None),
        (f"“{STORM},” said Ada Lund, the Harbour Club’s chairman.", "Harbour Club’s chairman"),
        (f"“{STORM},” said the Tarnline spokeswoman Ada Lund.", "Tarnline spokeswoman"),
        (f"“{STORM},” said editor-in-chief Ada Lund.", "editor-in-chief"),
        (f"“{STORM},” said the spokeswoman Ada Lund.", None),
        (f"Ada Lund, mayor of Velmouth said on Monday: “{STORM}.”", "mayor of Velmouth"),
        (f"“{STORM},” said President Ada Lund.", None),
        (f"“{STORM},” said autocratic former Prime Minister Ada Lund.", "former Prime Minister"),
        (f"“{STORM},” said former Foreign Minister Ada Lund.", "former Foreign Minister"),
        (f"“{STORM},” the chairman and director Ada Lund said.", None),
        (f"“{STORM},” Tarnline Co. executive Ada Lund said.", None),
        (f"Yesterday police chief Ada Lund said: “{STORM}.”", None),
    ],
)
def test_a_role_is_whole_or_not_told(sentence: str, role: str | None) -> None:
    """None that a full stop of an abbreviation cuts, or that only its owner makes clear."""
    assert [("Ada Lund", role)] == speakers(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        f"“{STORM},” the cook, Ada Lund, testified that the captain had told her.",
        f"“{STORM},” Ada Lund said, mimicking the owners.",
        f"“{STORM},” Ada Lund said, reading aloud from an unsigned letter.",
        f"“{STORM},” Ada Lund recalled her father telling the crew.",
        f"“{STORM},” Ada Lund said. She was quoting the owners.",
        f"Mocking the owners, Ada Lund said: “{STORM}.”",
        f"“{STORM},” Ada Lund said, as the owners had claimed before.",
        f"Ada Lund told a friend that she had a plan, the charge alleges, adding that “{STORM}.”",
    ],
)
def test_words_that_are_somebody_elses_are_left_out(sentence: str) -> None:
    """Whoever repeats what others say does not say it."""
    assert [] == speakers(sentence)


def test_a_quotation_of_several_paragraphs_keeps_its_own_speaker() -> None:
    """What an unnamed miner goes on saying is not the minister's, who spoke before him."""
    found = speakers(
        f"The minister, Carl Brandt, said: “{STORM}.”",
        "\n“He has not come to see one of our pits in all these years,” a miner said.",
        "“He sends letters.",
        f"\n“{WATCH},” he added.",
    )

    assert ["Carl Brandt"] == [name for name, _ in found]


def test_a_particle_of_swedish_names_belongs_to_them() -> None:
    said = f"”{HAMNEN}”, säger Britt-Marie af Tarnsjö, rektor i Tarn."

    assert [("Britt-Marie af Tarnsjö", "rektor i Tarn")] == speakers(said, language="sv")


def test_she_is_the_unnamed_woman_who_has_spoken_since() -> None:
    """A vet who would not be named said something after the member of parliament did."""
    found = speakers(
        f"“{STORM},” said Ada Lund, the local MP. She wants to raise it.",
        "\nA vet, who did not want to be named, said she had counted the fish.",
        f"\n“{WATCH},” she said.",
    )

    assert 1 == len(found)


@pytest.mark.parametrize(
    ("lead", "pronoun", "is_his"),
    [
        ("Ines Calder owns the quay, and her nephew Carl Brandt runs it.", "she", False),
        ("Ines Calder owns the quay, and her nephew Carl Brandt runs it.", "he", True),
        ("Ines Calder owns the quay. Mr. Brandt runs it.", "she", False),
        ("Ines Calder owns the quay.", "she", False),
        ("Ines Calder owns the quay.", "he", False),
        ("The quay is old.", "he", True),
    ],
)
def test_a_pronoun_means_somebody_whom_it_fits(lead: str, pronoun: str, *, is_his: bool) -> None:
    """She is not the man who spoke before; where nothing tells which of two people, nobody is."""
    found = speakers(
        lead,
        f"\n“{STORM},” said Carl Brandt.",
        f"“{WATCH},” {pronoun} said.",
    )

    assert 1 + is_his == len(found)


def test_a_german_role_has_its_genitive() -> None:
    """`der` is no pronoun there, a capital no title, and `Leiterin` no `her`."""
    found = speakers(f"„{STORM}“, sagte Ada Lund, Leiterin der Schule.", language="de")

    assert [("Ada Lund", "Leiterin der Schule")] == found


@pytest.mark.parametrize(
    "sentence",
    [
        f"“{STORM},” said Ada Lund, president, Sandle Pools.",
        f"“{STORM},” said Ada Lund, director of Sea Affairs, Policy, and Research at Sandle.",
        f"“{STORM},” said Ada Lund, senior scientist with the Sandle Laboratory.",
    ],
)
def test_an_office_without_its_house_is_no_role(sentence: str) -> None:
    assert [("Ada Lund", None)] == speakers(sentence)


def test_an_article_that_was_cut_by_hand_ends_nothing() -> None:
    """An edition's own file may be edited, and is read again before it is sent."""
    whole = article(
        "Post", "Ada Holm, the harbour master, waved and “we are all glad to see her,” she said."
    )
    cut = replace(whole, text=whole.text[:-1])

    assert not quotations(Evidence([cut]))


def test_who_stands_beside_or_came_before_an_office_has_one() -> None:
    sentence = (
        "«Los muelles del norte tienen grietas y la obra costará el doble», escribió Ada Lund, "
        "subdirectora de la Autoridad del Puerto de Velmouth, en una carta."
    )
    assert [("Ada Lund", "subdirectora de la Autoridad del Puerto de Velmouth")] == speakers(
        sentence, language="es"
    )


def test_an_elided_article_owns_nobody() -> None:
    sentence = (
        "« Le quai du nord a des fissures et les travaux coûteront le double », a déclaré Ada Lund, "
        "l’adjointe au maire de Velmouth, dans une lettre."
    )
    assert [("Ada Lund", "l’adjointe au maire de Velmouth")] == speakers(sentence, language="fr")
