"""Dates are read as outlets write them, in UTC, and never guessed."""

from datetime import UTC, datetime

from digest.reading import dates
from digest.reading.tidy import tidy


def test_day_in_an_address() -> None:
    """Many addresses name the day; numbers that are none are left alone."""
    assert datetime(2026, 3, 2, tzinfo=UTC) == dates.from_address(
        "https://c.example/2026/03/02/pier"
    )
    assert dates.from_address("https://c.example/2026/pier-1999-12") is None


def test_each_ligature_is_written_out() -> None:
    """The old long s, too; letters that only look like two stay, as they are spelling."""
    assert "ff fi fl ffi ffl st st æ œ ĳ" == tidy("ﬀ ﬁ ﬂ ﬃ ﬄ ﬅ ﬆ æ œ ĳ")


def test_text_encoded_twice_is_mended() -> None:
    """Broken quotation marks would break every quotation."""
    assert "“We agree,” said Ms Brandt – twice. Café." == tidy(
        "“We agree,” said Ms Brandt – twice. ".encode().decode("latin-1") + "Café."
    )
