"""Dates as feeds, mails and JSON write them: ISO 8601, RFC 822, ctime, US, epoch seconds.

Months may be in any language that has a lexicon.
Numbers that could be day or month (`3/4/2026`) are not guessed.
"""

import re
from datetime import UTC, datetime, timedelta, timezone
from functools import lru_cache

from digest.language.months import month_of

_LATEST_SECONDS = 1e11
"""Since 1970; what is more counts milliseconds."""
_TURN = 69
"""Years of two digits from here on are of the last century, as strptime has it."""
_NOON, _MIDNIGHT = 12, 24
_CLOCK = r"(?P<hour>\d{1,2}):?(?P<minute>\d\d)(?::?(?P<second>\d\d)(?:[.,]\d{1,12})?)?"
_ZONE = r"(?P<zone>[A-Za-z]{1,5}(?:[+-]\d\d:?\d\d)?|[+-]\d\d(?::?\d\d)?)"
_TIME = rf"(?:[T\s,]{{1,3}}{_CLOCK}\s?(?P<half>[aApP]\.?[mM]\.?(?![A-Za-z]))?)?(?:\s?{_ZONE})?"
_WEEKDAY = r"(?:[^\W\d]{2,12}\.?,?\s{1,3})?"
_MONTH = r"(?P<month>[^\W\d]{3,12})\.?"
_YEAR = r"(?P<year>\d{4})"
_ANY_YEAR = r"(?P<year>\d{4}|\d\d)"
_DAY = r"(?P<day>\d{1,2})"
_GAP = r"\s{1,3}"
_DASH = r"[\s-]{1,3}"
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"{_YEAR}(?P<mark>[-/.]?)(?P<month>\d\d)(?P=mark)(?P<day>\d\d){_TIME}",
        rf"{_WEEKDAY}{_DAY}\.?{_DASH}(?:de )?{_MONTH},?{_DASH}(?:de )?{_ANY_YEAR},?{_TIME}",
        rf"{_WEEKDAY}{_MONTH}{_GAP}{_DAY}(?:st|nd|rd|th)?,?{_GAP}{_YEAR},?{_TIME}",
        rf"{_WEEKDAY}{_MONTH}{_GAP}{_DAY}{_GAP}{_CLOCK}{_GAP}(?:{_ZONE}{_GAP})?{_YEAR}",
        rf"{_DAY}\.(?P<month>\d\d?)\.{_YEAR}{_TIME}",
    )
)
_ZONES = {
    "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7,
    "AKST": -9, "AKDT": -8, "HST": -10, "AST": -4, "ADT": -3, "BRT": -3, "ART": -3,
    "WEST": 1, "BST": 1, "CET": 1, "MEZ": 1, "CEST": 2, "MESZ": 2, "EET": 2, "EEST": 3, "MSK": 3,
    "IST": 5.5, "PKT": 5, "SGT": 8, "HKT": 8, "JST": 9, "KST": 9, "AEST": 10, "AEDT": 11,
    "NZST": 12, "NZDT": 13,
}  # fmt: skip


def parse_date(written: str | float) -> datetime | None:
    """The moment in UTC, or None when it is not one of the forms above.

    Without a zone, or with one that nobody knows, UTC is meant; a day without a time is its
    midnight.
    """
    text = " ".join(str(written)[:100].split())
    if re.fullmatch(r"\d{9,10}(\.\d{1,9})?|\d{12,13}", text):
        number = float(text)
        return datetime.fromtimestamp(number / 1000 if number > _LATEST_SECONDS else number, UTC)
    for form in _FORMS:
        found = form.match(text)
        if found:
            return _moment({key: value or "" for key, value in found.groupdict().items()})
    return None


def _moment(parts: dict[str, str]) -> datetime | None:
    month = int(parts["month"]) if parts["month"].isdecimal() else month_of(parts["month"])
    year = int(parts["year"])
    if len(parts["year"]) < len("1970"):
        year += 2000 if year < _TURN else 1900
    hour = int(parts["hour"] or 0)
    half = parts.get("half", "")[:1].lower()
    if half and hour <= _NOON:
        hour = hour % _NOON + (_NOON if half == "p" else 0)
    try:
        local = datetime(
            year, month, int(parts["day"]), tzinfo=_zone(parts.get("zone", ""))
        ) + timedelta(
            hours=hour if hour <= _MIDNIGHT else 0,
            minutes=int(parts["minute"] or 0),
            seconds=int(parts["second"] or 0),
        )
        return local.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


@lru_cache(maxsize=256)
def _zone(name: str) -> timezone:
    offset = re.search(r"([+-])(\d\d):?(\d\d)?$", name)
    if offset:
        sign = -1 if offset[1] == "-" else 1
        hours, minutes = int(offset[2]), int(offset[3] or 0)
        return timezone(sign * timedelta(hours=min(hours, 23), minutes=min(minutes, 59)))
    return timezone(timedelta(hours=_ZONES.get(name.upper(), 0)))
