"""The window of an edition, in the words of the command line."""

import re
from datetime import datetime, time, timedelta, tzinfo
from typing import TYPE_CHECKING

from digest.errors import ConfigError

if TYPE_CHECKING:
    from digest.sources import Since

HOURS = {"h": 1, "d": 24, "w": 168}
SPAN = re.compile(r"(\d{1,4})([hdw])")
DAYS_AGO = {"today": 0, "yesterday": 1}


def start_of(since: str | None, *, now: datetime, grace: timedelta, zone: tzinfo) -> "Since":
    """When the window opens; None for no limit. Unset means: what no edition has read yet.

    Days begin in the zone of the edition. Raises ConfigError for words that name no time.
    """
    if since is None or since == "last":
        from digest.sources import SinceLast

        return SinceLast(grace=grace)
    if since == "all":
        return None
    if span := SPAN.fullmatch(since):
        return now - timedelta(hours=int(span[1]) * HOURS[span[2]])
    if since in DAYS_AGO:
        day = now.astimezone(zone).date() - timedelta(days=DAYS_AGO[since])
        return datetime.combine(day, time(), zone)
    try:
        opens = datetime.fromisoformat(since)
        opens = opens if opens.tzinfo else opens.replace(tzinfo=zone)
    except ValueError:
        raise ConfigError(
            f"--since {since!r} names no time; use 24h, 7d, 2w, today, yesterday, a date such as "
            "2026-10-20, last or all"
        ) from None
    if opens > now:
        raise ConfigError(f"--since {since!r} has not come yet")
    return opens
