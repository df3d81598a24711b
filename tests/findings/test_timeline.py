"""What a story's timeline promises: the day is the one its sentence names."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from digest.findings import with_findings
from digest.findings.only_in import mark_only_in
from digest.findings.timeline import find_moments
from digest.grounding.evidence import Evidence
from digest.grounding.prove import prove
from digest.model import Point
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


def marked(*texts: str, reprinted: tuple[str, ...] = ()) -> list[str | None]:
    points = [prove(text, (), FERRY).point for text in texts]
    known = [point for point in points if isinstance(point, Point)]
    assert len(texts) == len(known)
    return [point.only_in for point in mark_only_in(known, FERRY, reprinted=reprinted)]


FISHERMAN = (
    "A fisherman, Oskar Brandt, said he had seen the lights of the ferry too close to the cliffs."
)


def test_what_one_outlet_alone_reports_is_marked() -> None:
    """The fisherman is only in the Daily Lantern; the grounding is everywhere."""
    grounding = "The ferry ran aground off Tarn late on Tuesday with 214 passengers on board."

    assert ["Daily Lantern", None] == marked(FISHERMAN, grounding)


def test_what_others_reprint_is_not_marked() -> None:
    """A copy of the article in another outlet says the same."""
    assert [None] == marked(FISHERMAN, reprinted=("daily-lantern",))


def test_an_outlet_nobody_knows_is_not_named() -> None:
    """Only in "unknown outlet" would tell a reader nothing."""
    ground = Evidence([*FERRY.articles[:2], article("unknown outlet", FISHERMAN)])
    point = prove(FISHERMAN, (), ground).point
    assert point is not None

    assert [None] == [found.only_in for found in mark_only_in([point], ground)]


def test_a_story_of_one_outlet_has_no_marks() -> None:
    """Where there is one outlet, everything is only there."""
    lone = Evidence([FERRY.articles[0]])

    points = mark_only_in(extract(lone, words=90).points, lone)

    assert {None} == {point.only_in for point in points}


def test_a_told_story_has_everything_that_was_found() -> None:
    """Quotation, disagreement and marks stand in the summary of whoever tells it."""
    summary = with_findings(extract(FERRY, words=90), FERRY)

    assert ["Ines Calder"] == [quote.speaker for quote in summary.quotes]
    assert ["people injured"] == [difference.about for difference in summary.differences]
    assert [date(2026, 3, 10)] == [moment.day for moment in summary.timeline][:1]
