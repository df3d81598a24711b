"""Dates are read as feeds, mails and pages write them, in UTC, and never guessed."""

from datetime import UTC, datetime, timedelta

import pytest

from digest.language.written_dates import parse_date

MOMENT = datetime(2026, 11, 20, 14, 33, tzinfo=UTC)
DAY = datetime(2026, 11, 20, tzinfo=UTC)


@pytest.mark.parametrize(
    "written",
    [
        "Fri, 20 Nov 2026 14:33:00 GMT",
        "Fri,20 Nov 2026 14:33:00 +0000",
        "20 Nov 26 14:33",
        "2026-11-20T15:33:00.123+01:00",
        "2026-11-20 09:33:00 -0500",
        "20261120T143300Z",
        "202611201433",
        "2026/11/20 14:33",
        "Friday, November 20th, 2026 at 2:33 p.m.",
        "Nov 20 2026 02:33:00 PM",
        "Fri, 11/20/2026 - 14:33",
        "Fri Nov 20 14:33:00 UTC 2026",
        "Fri Nov 20 2026 14:33:00 GMT+0000 (Coordinated Universal Time)",
        "14:33, 20 November 2026",
        "1795185180",
        "1795185180000",
        "20. November 2026, 14:33 Uhr",
        "Fr., 20.11.2026 - 14.33",
        "le 20 novembre 2026 à 14h33",
        "le 20e novembre 2026 à 14h33",
        "20 de noviembre de 2026, 14:33",
        "20 listopada 2026 14:33",
        "20. listopadu 2026 14:33",
        "20 ноября 2026 г. в 14:33",
        "20 листопада 2026, 14:33",
        "20. marraskuuta 2026 klo 14.33",
        "2026. november 20. 14:33",
        "20 Kasım 2026 Cuma 14:33",
        "2026年11月20日 14時33分",
        "2026年11月20日 下午2:33",
    ],
)
def test_one_moment_however_it_is_written(written: str) -> None:
    """An article is not undated, or of another hour, for the habits of its outlet."""
    assert MOMENT == parse_date(written)


@pytest.mark.parametrize(
    ("zone", "hours"),
    [
        ("EST", -5), ("ET", -5), ("PT", -8), ("MEZ", 1), ("GMT+1", 1), ("UTC-03:30", -3.5),
        ("Europe/Brussels", 1), ("JST", 9), ("Z", 0), ("XYZ", 0),
    ],
)  # fmt: skip
def test_a_zone_moves_the_moment(zone: str, hours: float) -> None:
    """Eight in the evening in New York is another day in London."""
    assert MOMENT - timedelta(hours=hours) == parse_date(f"Fri, 20 Nov 2026 14:33:00 {zone}")


def test_a_zone_that_changes_with_the_season() -> None:
    """`ET` is four hours behind in summer, five in winter."""
    assert datetime(2026, 7, 6, 18, 33, tzinfo=UTC) == parse_date("July 6, 2026, 2:33 pm ET")


@pytest.mark.parametrize(
    "written",
    [
        "2026-11-20", "20261120", "2026-11-20T24:61:00", "20/11/2026", "11/20/2026", "20.11.26",
        "Published: 20 November 2026", "den 20 november 2026",
    ],
)  # fmt: skip
def test_a_day_without_a_time_is_its_midnight(written: str) -> None:
    """So that the whole day counts as new."""
    assert DAY == parse_date(written)


def test_a_weekday_tells_the_day_from_the_month() -> None:
    """Without it `04/03` could be two days; a day is not taken by habit."""
    assert datetime(2026, 3, 4, tzinfo=UTC) == parse_date("Wed, 03/04/2026")
    assert datetime(2026, 4, 3, tzinfo=UTC) == parse_date("Fri, 03/04/2026")
    assert parse_date("03/04/2026") is None


@pytest.mark.parametrize(
    "written",
    [
        "", "soon", "yesterday", "2 March", "9 July 22 comments", "3/4/2026", "Wed, 0/0/2026", "11/05/26",
        "31 February 2026", "2026-13-40", "2026-11", "November 2026", "99:99", "0000-00-00",
        "20 marathon 2026", "Thu, 31 Dec 9999 23:00:00 -0800", "9999-99-99T99:99:99Z", "Mon, 01 Jan 0001 00:00:00 +0000", None,
    ],
)  # fmt: skip
def test_what_is_not_sure_is_no_date(written: str | None) -> None:
    """A date that could be two days, or any year's, is no date."""
    assert parse_date(written) is None
