"""The window of an edition, as people say it."""

from datetime import UTC, datetime, timedelta

import pytest

from digest.cli.window import start_of
from digest.errors import ConfigError

NOW = datetime(2026, 3, 2, 7, tzinfo=UTC)
LAST = datetime(2026, 3, 1, 7, tzinfo=UTC)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        (None, LAST),
        ("last", LAST),
        ("all", None),
        ("24h", NOW - timedelta(hours=24)),
        ("7d", NOW - timedelta(days=7)),
        ("2w", NOW - timedelta(weeks=2)),
    ],
)
def test_a_window_opens_when_its_words_say(said: str | None, meant: datetime | None) -> None:
    assert start_of(said, now=NOW, last=LAST) == meant


def test_without_an_earlier_edition_the_window_is_open() -> None:
    assert start_of("last", now=NOW, last=None) is None


@pytest.mark.parametrize("said", ["", "yesterday", "-3d", "3", "99999d", "1y"])
def test_words_that_name_no_time_are_refused(said: str) -> None:
    with pytest.raises(ConfigError, match="names no time"):
        start_of(said, now=NOW, last=LAST)
