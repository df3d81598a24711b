"""The window of an edition, as people say it."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from digest.cli.window import start_of
from digest.errors import ConfigError
from digest.sources import Since, SinceLast

NOW = datetime(2026, 3, 2, 7, tzinfo=UTC)
GRACE = timedelta(days=7)
TOKYO = ZoneInfo("Asia/Tokyo")


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        (None, SinceLast(grace=GRACE)),
        ("last", SinceLast(grace=GRACE)),
        ("all", None),
        ("24h", NOW - timedelta(hours=24)),
        ("7d", NOW - timedelta(days=7)),
        ("2w", NOW - timedelta(weeks=2)),
        ("today", datetime(2026, 3, 2, tzinfo=TOKYO)),
        ("yesterday", datetime(2026, 3, 1, tzinfo=TOKYO)),
        ("2026-02-27", datetime(2026, 2, 27, tzinfo=TOKYO)),
        ("2026-02-27T06:30", datetime(2026, 2, 27, 6, 30, tzinfo=TOKYO)),
        ("2026-02-27T06:30Z", datetime(2026, 2, 27, 6, 30, tzinfo=UTC)),
    ],
)
def test_a_window_opens_when_its_words_say(said: str | None, meant: Since) -> None:
    """Days are those of the edition's zone, where it is later or earlier than here."""
    assert start_of(said, now=NOW, grace=GRACE, zone=TOKYO) == meant


@pytest.mark.parametrize(
    "said", ["", "yesteryear", "-3d", "2026-02-30", "02/27/2026", "3", "99999d", "1y"]
)
def test_words_that_name_no_time_are_refused(said: str) -> None:
    with pytest.raises(ConfigError, match="names no time"):
        start_of(said, now=NOW, grace=GRACE, zone=UTC)


def test_a_window_that_opens_tomorrow_is_refused() -> None:
    with pytest.raises(ConfigError, match="has not come yet"):
        start_of("2026-03-03", now=NOW, grace=GRACE, zone=UTC)
