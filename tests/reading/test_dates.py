"""Dates are read as outlets write them, in UTC, and never guessed."""

from datetime import UTC, datetime

import pytest

from digest.reading import dates
from digest.reading.tidy import tidy


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-03-02T08:30:00+01:00", datetime(2026, 3, 2, 7, 30, tzinfo=UTC)),
        ("2026-03-02 08:30:00 -0500", datetime(2026, 3, 2, 13, 30, tzinfo=UTC)),
        ("20260302", datetime(2026, 3, 2, tzinfo=UTC)),
        ("Mon, 02 Mar 2026 08:30:00 GMT", datetime(2026, 3, 2, 8, 30, tzinfo=UTC)),
        ("Published 2 March 2026, 8:30 p.m. EST", datetime(2026, 3, 3, 1, 30, tzinfo=UTC)),
        ("March 2nd, 2026", datetime(2026, 3, 2, tzinfo=UTC)),
        ("2. März 2026, 08:30 Uhr", datetime(2026, 3, 2, 8, 30, tzinfo=UTC)),
        ("le 2 mars 2026", datetime(2026, 3, 2, tzinfo=UTC)),
        ("2 de marzo de 2026", datetime(2026, 3, 2, tzinfo=UTC)),
        ("2 marca 2026", datetime(2026, 3, 2, tzinfo=UTC)),
        ("2 марта 2026", datetime(2026, 3, 2, tzinfo=UTC)),
        ("2026年3月2日", datetime(2026, 3, 2, tzinfo=UTC)),
        ("02.03.2026", datetime(2026, 3, 2, tzinfo=UTC)),
        ("25/03/2026", datetime(2026, 3, 25, tzinfo=UTC)),
    ],
)
def test_dates_of_many_outlets(text: str, expected: datetime) -> None:
    """One moment, however it is written."""
    assert expected == dates.parse(text)


@pytest.mark.parametrize(
    "text", ["", "yesterday", "2 March", "03/04/2026", "31 February 2026", "2026-13-40", "99:99"]
)
def test_what_is_no_date_gives_none(text: str) -> None:
    """A date that could be two days, or any year's, is no date."""
    assert dates.parse(text) is None


def test_day_in_an_address() -> None:
    """Many addresses name the day; numbers that are none are left alone."""
    assert datetime(2026, 3, 2, tzinfo=UTC) == dates.from_address(
        "https://c.example/2026/03/02/pier"
    )
    assert dates.from_address("https://c.example/2026/pier-1999-12") is None


def test_text_encoded_twice_is_mended() -> None:
    """Broken quotation marks would break every quotation."""
    assert "“We agree,” said Ms Brandt – twice. Café." == tidy(
        "“We agree,” said Ms Brandt – twice. ".encode().decode("latin-1") + "Café."
    )
