"""What the headers of an answer say about time."""

import math
import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

_DURATION = re.compile(r"(\d+(?:\.\d+)?)(ms|s|m|h|d)")
_SECONDS = {"ms": 0.001, "millisec": 0.001, "s": 1.0, "m": 60.0, "h": 3600.0, "d": 86400.0}


def seconds(parts: Iterable[tuple[str, str]]) -> float:
    """Numbers with their units, summed; 0 for none."""
    return sum(float(number) * _SECONDS[unit] for number, unit in parts)


def duration(text: str | None) -> float:
    """Seconds in `1s`, `6m0s`, `20ms` or a bare number; 0 for anything else."""
    bare = number_in(text)
    if bare is not None:
        return bare
    return seconds(_DURATION.findall(text or ""))


def retry_after(headers: Mapping[str, str]) -> float | None:
    """Seconds that the server asks to wait: `retry-after-ms`, or seconds, or a date; else None."""
    milliseconds = number_in(headers.get("retry-after-ms"))
    if milliseconds is not None:
        return milliseconds / 1000
    asked = headers.get("retry-after")
    wait = number_in(asked)
    if wait is not None or not asked:
        return wait
    try:
        when = parsedate_to_datetime(asked)
    except ValueError:
        return None
    return max(0.0, (when.astimezone(UTC) - datetime.now(UTC)).total_seconds())


def number_in(value: str | None) -> float | None:
    """A number of at least 0, or None."""
    try:
        number = float(value or "")
    except ValueError:
        return None
    return number if math.isfinite(number) and number >= 0 else None
