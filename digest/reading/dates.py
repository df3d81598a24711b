# ruff: noqa: E501  a table of words is easier to check in long lines
"""Points in time as outlets write them, always aware and in UTC; never guessed."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, timezone
from functools import cache

from digest.language.lexicons import everywhere
from digest.language.months import any_month, months

_ZONES = {
    "utc": 0, "gmt": 0, "z": 0, "bst": 1, "wet": 0, "cet": 1, "cest": 2, "eet": 2, "eest": 3, "msk": 3,
    "est": -5, "edt": -4, "et": -5, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7,
    "ist": 5.5, "jst": 9, "aest": 10, "aedt": 11, "sast": 2,
}  # fmt: skip
_ISO = re.compile(
    r"\b((?:19|20)\d\d)-?(\d\d)-?(\d\d)(?:[T ]+(\d\d):?(\d\d)(?::?(\d\d))?(?:[.,]\d{1,9})?\s*(Z|UTC|GMT|[+-]\d\d:?\d\d)?)?",
    re.IGNORECASE,
)
_EAST = re.compile(r"((?:19|20)\d\d)\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日")
_DOTTED = re.compile(r"\b(\d{1,2})\.(\d{1,2})\.((?:19|20)\d\d)\b")
_SLASHED = re.compile(r"\b(\d{1,2})/(\d{1,2})/((?:19|20)\d\d)\b")
_YEAR_SLASHED = re.compile(r"\b((?:19|20)\d\d)[/.](\d{1,2})[/.](\d{1,2})\b")
_TIME = re.compile(
    r"\b(\d{1,2})[:.](\d\d)(?::\d\d)?\s*(a\.?m\.?|p\.?m\.?)?\s*\(?([A-Za-z]{1,4}|[+-]\d\d:?\d\d)?\b",
    re.IGNORECASE,
)
_LONGEST_DATE = 120
_LAST_MONTH = 12
_FIRST_YEAR = 1990
"""Before it newspapers had no pages on the web."""
_LONGEST_DATE_LINE = 80
"""Characters of a line that may be a date and little else."""


def parse(text: str | None) -> datetime | None:
    """The point in time that text names, UTC; None when it names none, or none for certain.

    A time without a zone is taken as UTC, a day without a time as its first minute.  Days that
    could be read in two ways (03/04/2024) are not read at all.
    """
    sample = (text or "")[:_LONGEST_DATE].strip()
    if not any(c.isdigit() for c in sample):
        return None
    iso = _ISO.search(sample)
    if iso:
        year, month, day, hour, minute, second, zone = iso.groups()
        return _moment((year, month, day), (hour, minute, second), zone)
    for pattern, order in _forms():
        found = pattern.search(sample)
        if found:
            return _named(found, order, sample)
    return None


@cache
def _forms() -> tuple[tuple[re.Pattern[str], str], ...]:
    """How a day is written, and the order of its parts; `?` where that has to be seen."""
    month, year = rf"({any_month()})\b\.?", r"((?:19|20)\d\d)\b"
    day_first = rf"\b(\d{{1,2}})(?:st|nd|rd|th|er|\.|º)?\s+(?:de\s+|of\s+)?{month},?\s+(?:de\s+|del\s+)?{year}"
    month_first = rf"\b{month}\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+{year}"
    return (
        (re.compile(day_first, re.IGNORECASE), "dmy"),
        (re.compile(month_first, re.IGNORECASE), "mdy"),
        (_EAST, "ymd"),
        (_YEAR_SLASHED, "ymd"),
        (_DOTTED, "dmy"),
        (_SLASHED, "?"),
    )


def _named(found: re.Match[str], order: str, sample: str) -> datetime | None:
    first, second, third = (group.lower() for group in found.groups())
    if order == "?":
        if int(first) > _LAST_MONTH:
            order = "dmy"
        elif int(second) > _LAST_MONTH:
            order = "mdy"
        else:
            return None
    parts = dict(zip(order, (first, second, third), strict=True))
    month = str(months().get(parts["m"], parts["m"]))
    rest = sample[found.end() :] + " " + sample[: found.start()]
    clock = _TIME.search(rest)
    day = (parts["y"], month, parts["d"])
    if clock is None:
        return _moment(day, ("0", "0", "0"), None)
    hour = int(clock.group(1))
    half = (clock.group(3) or "")[:1].lower()
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return _moment(day, (str(hour), clock.group(2), "0"), clock.group(4))


def _offset(zone: str | None) -> timedelta:
    zone = (zone or "").lower()
    if zone[:1] in {"+", "-"}:
        digits = zone[1:].replace(":", "").ljust(4, "0")
        size = timedelta(hours=int(digits[:2]), minutes=int(digits[2:4]))
        return size if zone[0] == "+" else -size
    return timedelta(hours=_ZONES.get(zone, 0))


def _moment(
    day: Sequence[str | None], clock: Sequence[str | None], zone: str | None
) -> datetime | None:
    """The moment of year, month, day and of hour, minute, second; None when there is none such."""
    numbers = [int(part or 0) for part in (*day, *clock)]
    try:
        year, month, date, hour, minute, second = numbers
        local = datetime(year, month, date, hour, minute, second, tzinfo=timezone(_offset(zone)))
        return local.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def trusted(moment: datetime | None, now: datetime) -> datetime | None:
    """The moment, unless it lies in the future of now or before newspapers had pages on the web."""
    return moment if moment is not None and moment <= now and moment.year >= _FIRST_YEAR else None


def from_address(url: str | None) -> datetime | None:
    """The day that an address names: `/2026/03/02/` or `-2026-03-02`."""
    found = _IN_ADDRESS.search(url or "")
    return _moment(found.groups(), ("0", "0", "0"), None) if found else None


_IN_ADDRESS = re.compile(
    r"[/_-](20\d\d)[/_-](0?[1-9]|1[0-2])[/_-](0?[1-9]|[12]\d|3[01])(?=[/_.-]|$)"
)


def shown_instead(
    head: Sequence[str], declared: datetime, changed: datetime | None
) -> datetime | None:
    """The day that a page shows at its headline, where it hides the declared one from its readers.

    It counts if the page does not call it the day of an update, and if it is older than the
    declared one or lies between that and the declared change: another could be any event's day.
    """
    brief = [
        line for line in head if len(line) < _LONGEST_DATE_LINE and any(c.isdigit() for c in line)
    ]
    days = [(line, day) for line in brief if (day := parse(_GLUED.sub(" ", line)))]
    if any(abs(day - declared) < timedelta(hours=36) for _, day in days):
        return None
    last = changed + timedelta(days=1) if changed else declared
    first = (day for line, day in days if not _of_a_change().search(line.lower()))
    return next((day for day in first if day <= last), None)


_GLUED = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=\d\d\d\d)(?=[A-Za-z])")


@cache
def _of_a_change() -> re.Pattern[str]:
    return re.compile("|".join(everywhere("change_labels")))


def from_lines(lines: Sequence[str]) -> datetime | None:
    """The date that a text's own head tells: a short line with a date, or a dateline.

    Only full dates with a year count; "July 9" alone could be any year's.
    """
    for line in lines[:12]:
        head = line if len(line) < _LONGEST_DATE_LINE else _dateline(line)
        moment = parse(head) if head and not re.search(r"[a-zа-я][.!?]$", head) else None
        if moment:
            return moment
    return None


_DATELINE = re.compile(r"^([^\W\d_][^\n—–]{2,70}?)\s*[—–-]{1,2}\s")


def _dateline(line: str) -> str | None:
    """`LONDON, 9 July 2023 (Wire) —` before the first words of an article."""
    found = _DATELINE.match(line[:90])
    return found.group(1) if found and found.group(1)[:3].isupper() else None
