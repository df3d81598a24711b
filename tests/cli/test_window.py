"""The window of an edition, as people say it."""

from datetime import UTC, datetime, timedelta

import pytest

from digest.cli.window import start_of
from digest.errors import ConfigError
from digest.sources import Since, SinceLast

NOW = datetime(2026, 3, 2, 7, tzinfo=UTC)
GRACE = timedelta(days=7)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        (None, SinceLast(grace=GRACE)),
        ("last", SinceLast(grace=GRACE)),
        ("all", None),
        ("24h", NOW - timedelta(hours=24)),
        ("7d", NOW - timedelta(days=7)),
        ("2w", NOW - timedelta(weeks=2)),
    ],
)
def test_a_window_opens_when_its_words_say(said: str | None, meant: Since) -> None:
    assert start_of(said, now=NOW, grace=GRACE) == meant


@pytest.mark.parametrize("said", ["", "yesterday", "-3d", "3", "99999d", "1y"])
def test_words_that_name_no_time_are_refused(said: str) -> None:
    with pytest.raises(ConfigError, match="names no time"):
        start_of(said, now=NOW, grace=GRACE)
