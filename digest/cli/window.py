"""The window of an edition, in the words of the command line."""

import re
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from digest.errors import ConfigError

if TYPE_CHECKING:
    from digest.sources import Since

HOURS = {"h": 1, "d": 24, "w": 168}
SPAN = re.compile(r"(\d{1,4})([hdw])")


def start_of(since: str | None, *, now: datetime, grace: timedelta) -> "Since":
    """When the window opens; None for no limit. Unset means: what no edition has read yet.

    Raises ConfigError for words that name no time.
    """
    if since is None or since == "last":
        from digest.sources import SinceLast

        return SinceLast(grace=grace)
    if since == "all":
        return None
    span = SPAN.fullmatch(since)
    if span is None:
        raise ConfigError(f"--since {since!r} names no time; use 24h, 7d, 2w, last or all")
    return now - timedelta(hours=int(span[1]) * HOURS[span[2]])
