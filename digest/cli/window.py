"""The window of an edition, in the words of the command line."""

import re
from datetime import datetime, timedelta

from digest.errors import ConfigError

HOURS = {"h": 1, "d": 24, "w": 168}
SPAN = re.compile(r"(\d{1,4})([hdw])")


def start_of(since: str | None, *, now: datetime, last: datetime | None) -> datetime | None:
    """When the window opens; None for no limit. Unset means: since the previous edition.

    Raises ConfigError for words that name no time.
    """
    if since is None or since == "last":
        return last
    if since == "all":
        return None
    span = SPAN.fullmatch(since)
    if span is None:
        raise ConfigError(f"--since {since!r} names no time; use 24h, 7d, 2w, last or all")
    return now - timedelta(hours=int(span[1]) * HOURS[span[2]])
