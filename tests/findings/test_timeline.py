"""What a story's timeline promises: the day is the one its sentence names."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.findings import with_findings
from digest.findings.event_day import event_day
from digest.findings.timeline import find_moments
from digest.grounding.evidence import Evidence
from digest.language.passage import Passage
from digest.telling.extractive import extract
from tests.summary_stories import FERRY, article

LEAD = "The ferry ran aground off Tarn on Tuesday night."
INQUIRY = "The coastguard opened an inquiry into the ferry off Tarn on Wednesday."


def days(*sentences: str, published: str | None = "2026-03-12T18:00") -> list[date]:
    """The days told of one article; 12 March 2026 is a Thursday."""
    ground = Evidence([article("Harbour Post", *sentences, published=published)])
    return [moment.day for moment in find_moments(ground)]


def test_weekdays_are_counted_from_the_day_of_the_article() -> None:
    """On a Thursday, Tuesday was two days ago and Wednesday one."""
    assert [date(2026, 3, 10), date(2026, 3, 11)] == days(LEAD, INQUIRY)


def test_words_are_no_step_of_a_story() -> None:
    """An entry that begins with what somebody said tells no event."""
    spoken = "“The ferry off Tarn was safe in every way,” the coastguard said on Monday."

    assert [date(2026, 3, 10), date(2026, 3, 11)] == days(LEAD, INQUIRY, spoken)


def test_dates_and_yesterday_are_told() -> None:
    """A date without a year is the last one; yesterday is the day before."""
    found = days(
        "The ferry off Tarn was inspected on 14 January.",
        "The ferry off Tarn was built on 3 May 1998.",
        "The coastguard brought the ferry off Tarn to Velmouth yesterday.",
    )

    assert [date(1998, 5, 3), date(2026, 1, 14), date(2026, 3, 11)] == found


def test_an_undated_article_gives_full_dates_only() -> None:
    """Nobody knows which Tuesday an undated article means."""
    found = days(
        LEAD,
        "The ferry off Tarn was built on 3 May 1998.",
        "The ferry off Tarn was inspected on 14 January 2025.",
        "The ferry off Tarn was painted on 2 February.",
        published=None,
    )

    assert [date(1998, 5, 3), date(2025, 1, 14)] == found


def test_days_to_come_are_not_told_as_past() -> None:
    """Friday may be ahead of a Thursday's article, and "until" and "will" say so."""
    assert [] == days(
        LEAD,
        "The ferry off Tarn will be towed to Velmouth on Monday.",
        "The port of Tarn is closed to the ferry until Wednesday.",
        "The ferry off Tarn is to be towed to Velmouth on 2 April.",
        "The ferry line off Tarn meets its passengers on Friday.",
    )


@pytest.mark.parametrize(
    "sentence",
    [
        "A fire gutted the mill in Tarn on Tuesday and drove forty people from the houses next to it.",
        "The council of Tarn agreed on Tuesday to close the quay, which will be rebuilt.",
    ],
)
def test_what_is_to_come_elsewhere_in_the_sentence_leaves_the_day(sentence: str) -> None:
    """A house `next to` another, a plan that was agreed: the event has happened."""
    assert date(2026, 3, 10) == event_day(Passage.read(sentence, "en", written=date(2026, 3, 12)))


def test_a_story_of_one_day_has_no_timeline() -> None:
    """A single moment is no line."""
    assert [] == days(LEAD)


def test_a_sentence_with_two_days_is_no_moment() -> None:
    """Which of the two days it tells of is not guessed."""
    assert [] == days(LEAD, "Between Monday and Wednesday the ferry off Tarn lost its steering.")


def test_moments_are_proven_sentences_in_order() -> None:
    """Each step is a point, and the earliest stands first."""
    ground = Evidence([article("Harbour Post", INQUIRY, LEAD)])

    moments = find_moments(ground)

    assert [LEAD, INQUIRY] == [moment.point.text for moment in moments]
    assert [ground.text(moment.point.citations[0]) for moment in moments] == [LEAD, INQUIRY]


@pytest.mark.parametrize(
    "sentence",
    [
        "The March 3rd Movement off Tarn rejected the offer of the ferry line.",
        "Relatives of the 19 March 3 ferry victims off Tarn filled the church.",
        "A fighter of the 3 March Brigade off Tarn boarded the ferry.",
        "The ferry line off Tarn missed a Tuesday deadline for its report.",
        "Crowds cheered the ferry off Tarn on 9 March Square.",
        "The chapel off Tarn recalled the ferry fire of 3 March.",
    ],
)
def test_a_day_in_a_name_is_no_day_of_the_story(sentence: str) -> None:
    """A movement, a brigade and a deadline are called by days on which nothing happens here."""
    assert [] == days(INQUIRY, sentence)


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("The ferry club First Monday off Tarn met on Tuesday.", 10),
        ("Tarn Wednesday sacked their manager, Ada Lund, on Tuesday.", 10),
        ("The ferry burned out at the old berth, Quay Street, on Tuesday night.", 10),
        ("Police stopped the ferry Monday before it sank on Tuesday.", None),
        ("The line signed for the ferry, with delivery of the hull on Tuesday.", None),
        ("The ferry sank off Tarn, on Tuesday the council sold it.", 10),
        ("The ferry sank off Tarn, the coastguard said on Tuesday.", None),
        ("The coastguard said on Tuesday that the ferry had sunk off Tarn.", 10),
    ],
)
def test_the_day_is_the_one_that_no_name_has(sentence: str, day: int | None) -> None:
    """Nor does a place or person named in between part the day from what happened."""
    passage = Passage.read(sentence, "en", written=date(2026, 3, 12))

    assert event_day(passage) == (day and date(2026, 3, day))


@pytest.mark.parametrize(
    "sentence",
    [
        "The captain of the ferry off Tarn, whose house burned on Monday, stayed on board.",
        "The buoy off Tarn that broke loose on Monday was towed in by the ferry.",
        "The minister for the ferry off Tarn resigned after the council voted on Monday.",
    ],
)
def test_a_lesser_clause_gives_no_day(sentence: str) -> None:
    """Whose house burned on Monday need not have stayed on board on Monday."""
    assert [] == days(LEAD, sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "The ferry off Tarn sails to Velmouth on Monday.",
        "The inquiry into the ferry off Tarn opens on Monday, the coastguard said.",
        "The line and the crew of the ferry off Tarn agreed to meet on Monday.",
        "The line of the ferry off Tarn announced a memorial service on Monday.",
        "The ferry off Tarn is to be towed to Velmouth on Monday, an aide said.",
        "Divers working at the wreck of the ferry off Tarn on Monday.",
        "Correction: The ferry off Tarn was inspected on Monday.",
        "The ferries need a new berth at Velmouth on Monday to take the winter freight.",
    ],
)
def test_where_no_verb_is_past_nothing_happened(sentence: str) -> None:
    """Plans, captions and corrections name days on which nothing is said to have happened."""
    assert [] == days(LEAD, sentence)


def test_last_year_is_another_year() -> None:
    """3 March last year is not this 3 March."""
    assert [date(2025, 3, 3), date(2026, 3, 10)] == days(
        LEAD, "The ferry off Tarn was painted on 3 March last year."
    )


@pytest.mark.parametrize(
    ("language", "told", "untold"),
    [
        ("de", "Die Fähre lief am Dienstag auf ein Riff.", "Die Fähre fährt am Dienstag ab."),
        ("de", "Sie haben am Montag vor dem Rathaus demonstriert.", "Sie treffen sich am Montag."),
        ("de", "Der Kapitän ist am Montag gestorben.", "Der Prozess beginnt am kommenden Montag."),
        ("de", "Taucher prüften am Montag den Rumpf.", "Taucher arbeiten am Montag an dem Rumpf."),
        ("fr", "Le ferry s'est échoué mardi.", "Le ferry part mardi."),
        ("es", "El barco encalló el martes.", "El barco zarpa el martes."),
        ("it", "Il traghetto è affondato martedì.", "Il traghetto parte martedì."),
        ("nl", "De veerboot werd dinsdag geborgen.", "De veerboot vaart dinsdag uit."),
        ("pl", "Prom zatonął we wtorek.", "Prom odpływa we wtorek."),
        ("cs", "Trajekt včera najel na mělčinu.", "Trajekt v úterý odplouvá."),
        ("cs", "Policie v úterý zadržela dva muže.", "Město bude v úterý jednat."),
        ("pt", "O navio afundou no domingo.", "O navio parte no domingo."),
        ("pt", "A câmara autorizou na quarta-feira as obras.", "O navio parte na quarta-feira."),
        ("sv", "Färjan gick på grund i tisdags kväll.", "Färjan avgår på tisdag."),
        ("sv", "Kustbevakningen stängde hamnen på tisdagskvällen.", "Hamnen öppnas i morgon."),
        ("sv", "Färjan bogserades till Tarn i går.", "Staden ska stänga bron på måndag."),
        ("sv", "Färjan byggdes den 3 maj 1998.", "Kommunen kallade till ett möte på måndag."),
        ("da", "Kystvagten indledte onsdag en undersøgelse.", "Færgen sejler onsdag."),
        ("da", "Færgen blev i går bugseret til Tarn.", "Broen åbner i morgen."),
        ("da", "Politiet har tirsdag anholdt en mand.", "Museet har åbent mandag."),
        ("da", "Færgen blev bygget den 3. maj 1998.", "Byen indkaldte til møde mandag."),
        ("no", "Kystvakten innledet onsdag en etterforskning.", "Fergen seiler onsdag."),
        ("no", "Fergen ble i går slept til Tarn.", "Broen åpner i morgen."),
        ("no", "Politiet har tirsdag pågrepet en mann.", "Museet har åpent mandag."),
        ("no", "Fergen ble bygget 3. mai 1998.", "Ordføreren ba dem om å komme mandag."),
        ("fr", "Le ferry a été mis en service le 3 mai 1998.", "Le ferry part le 3 mai."),
        ("nl", "De veerboot werd op 3 mei 1998 gebouwd.", "De veerboot vaart op 3 mei uit."),
        ("nl", "De raad stemde dinsdagavond in met het plan.", "De derde ronde is dinsdag."),
        ("nl", "Verpleegkundigen betoogden dinsdag.", "De verdachte hoort dinsdag zijn straf."),
        ("nl", "Band Zwart speelde dinsdag in Tarn.", "De band Zwarte Dinsdag speelde in Tarn."),
        ("de", "Die Ministerin trat am Sonnabend zurück.", "Die Straße war seit Montag gesperrt."),
        ("fr", "Tarn battit dimanche Velmouth.", "Le pont a été fermé depuis dimanche."),
        ("it", "Tarn sconfisse domenica Velmouth.", "La strada è stata chiusa da domenica."),
        ("it", "Un aereo è precipitato sabato.", "La rivista Il Sabato ha vinto un premio."),
        ("es", "Lund se impuso el domingo.", "El Viernes de Tarn cerró sus puertas."),
        ("es", "La cadena cerró tiendas el pasado 3 de marzo.", "La cadena cierra el 3 de mayo."),
        ("pt", "A ministra demitiu-se no sábado.", "O navio parte no sábado."),
        ("pt", "Os enfermeiros saíram às ruas no sábado.", "O navio sai no sábado."),
        ("sv", "Stormen slet taken av hus i tisdags.", "Bandet Svart Tisdag spelade i Tarn."),
        ("da", "Klubben tabte tirsdag finalen.", "Bandet Sort Tirsdag vandt en pris."),
        ("no", "Et småfly styrtet tirsdag.", "Bandet Svart Tirsdag vant en pris."),
    ],
)
def test_a_past_verb_gives_the_day_in_other_languages(
    language: str, told: str, untold: str
) -> None:
    """What sails on Tuesday has not sailed."""
    written = date(2026, 3, 12)

    assert event_day(Passage.read(told, language, written=written)) is not None
    assert event_day(Passage.read(untold, language, written=written)) is None


@pytest.mark.parametrize(
    ("language", "named", "told"),
    [
        ("pt", "A ferry da Escola 6 de Março foi vendida.", "A ferry foi vendida em 6 de março."),
        ("es", "La casa de calle 6 de Marzo ardió.", "La casa ardió el 6 de marzo."),
        ("es", "El barco de la Escuela 6 de Marzo encalló.", "El barco encalló el 6 de marzo."),
        ("it", "Il Ponte 6 Marzo è stato chiuso.", "Il ponte è stato chiuso il 6 marzo."),
        ("fr", "Le Pont 6 mars a été fermé.", "Le pont a été fermé le 6 mars."),
        ("de", "Die Brücke 6. März wurde gesperrt.", "Die Brücke wurde am 6. März gesperrt."),
    ],
)
def test_a_date_right_behind_a_name_is_part_of_it(language: str, named: str, told: str) -> None:
    """Where a date of an event has its `em`, `el`, `am`."""
    written = date(2026, 3, 12)

    assert event_day(Passage.read(named, language, written=written)) is None
    assert date(2026, 3, 6) == event_day(Passage.read(told, language, written=written))


@given(st.lists(st.text(max_size=60), max_size=4))
def test_no_text_breaks_the_timeline(sentences: list[str]) -> None:
    """Whatever an article holds, its days are in order."""
    told = [
        moment.day
        for moment in find_moments(
            Evidence([article("Harbour Post", *[s for s in sentences if s.strip()])])
        )
    ]

    assert sorted(told) == told


def test_a_told_story_has_everything_that_was_found() -> None:
    """Quotation, disagreement and marks stand in the summary of whoever tells it."""
    summary = with_findings(extract(FERRY, words=90), FERRY)

    assert ["Ines Calder"] == [quote.speaker for quote in summary.quotes]
    assert ["people injured"] == [difference.about for difference in summary.differences]
    assert [date(2026, 3, 10)] == [moment.day for moment in summary.timeline][:1]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "A spokesman of the ferry company declined to comment on Tuesday."),
        ("en", "The company had 12,500 employees on 2 March."),
        ("en", "On Tuesday, the ferry company refused to say how many were on board."),
        ("en", "The captain did not immediately respond to a request for comment on Tuesday."),
        ("en", "Tarnline could not be reached for comment on Tuesday."),
        ("en", "The mayor was asked on Tuesday whether the quay was safe."),
        ("en", "The mayor posted Tuesday on Twitter."),
        ("en", "Asked on Tuesday about the quay, the mayor said it was safe."),
        ("en", "The harbour master could neither confirm nor deny the report on Tuesday."),
        ("en", "The inquiry was expected to begin on Tuesday."),
        ("en", "It was not clear on Tuesday who had steered the ferry."),
        ("de", "Die Reederei wollte sich am Dienstag nicht zu dem Unfall äußern."),
        ("de", "Der Prozess sollte am Dienstag beginnen."),
        ("fr", "La compagnie n'a pas souhaité commenter mardi."),
        ("es", "La naviera no quiso comentar el martes."),
        ("it", "La compagnia non ha voluto commentare martedì."),
        ("pt", "A empresa não quis comentar na terça-feira."),
        ("nl", "De rederij wilde dinsdag niet reageren."),
        ("pl", "Armator odmówił komentarza we wtorek."),
        ("sv", "Rederiet ville inte kommentera olyckan i tisdags."),
        ("da", "Rederiet ville ikke kommentere ulykken tirsdag."),
        ("no", "Rederiet ville ikke kommentere ulykken tirsdag."),
        ("cs", "Společnost odmítla v úterý nehodu komentovat."),
        ("ru", "Компания отказалась комментировать аварию во вторник."),
        ("uk", "Компанія відмовилася коментувати аварію у вівторок."),
    ],
)
def test_an_answer_that_was_not_given_is_no_event(language: str, sentence: str) -> None:
    """Nor a question, nor what was only expected."""
    assert event_day(Passage.read(sentence, language, written=date(2026, 3, 12))) is None


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "On Tuesday the captain refused to give up the wheel."),
        ("en", "A court on Tuesday fined the sailor who had refused to answer."),
        ("en", "Late on Tuesday the crew was asked to leave the burning ferry."),
        ("en", "The plan was approved by the council of Velmouth on Tuesday."),
        ("en", "The pilots of Velmouth voted to strike on Tuesday."),
        ("en", "The crew had rescued 12 sailors on Tuesday."),
        ("en", "The film “One Monday in Tarn” won the prize of Velmouth on Tuesday."),
        ("en", "The start at Velmouth was called off 40 seconds before lift-off on Tuesday."),
        ("de", "Am Dienstag wollte die Fähre wenden und lief auf Grund."),
        ("fr", "Le maire a annoncé mardi que le quai devait fermer."),
    ],
)
def test_what_was_done_beside_it_is_an_event(language: str, sentence: str) -> None:
    assert event_day(Passage.read(sentence, language, written=date(2026, 3, 12))) is not None
