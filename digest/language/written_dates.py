"""Points in time as feeds, mails and pages write them: one reading of dates for all of them.

ISO 8601, RFC 822, ctime, epoch seconds, and a day with its month in words of any language that is
known, with its time and zone wherever these stand.
"""

import re
from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import cache
from itertools import chain

from digest.language.lexicons import cldr, everywhere
from digest.language.months import month_of, weekday_of, with_calendar
from digest.language.zones import zone_of

_LONGEST_DATE = 120
"""Characters; a date stands at the beginning of a longer text or nowhere."""
_LATEST_SECONDS = 1e11
"""Since 1970; what is more counts milliseconds."""
_TURN = 69
"""Years of two digits from here on are of the last century, as strptime has it."""
_NOON, _MIDNIGHT, _LAST_MINUTE, _LAST_MONTH = 12, 24, 59, 12

_YEAR = r"(?P<year>(?:19|20)\d\d)(?!\d)"
# A number of two digits is a year only where nothing but a time follows it.
_ANY_YEAR = rf"(?:{_YEAR}|'?(?P<short>\d\d)(?=,?\s?(?:$|\d{{1,2}}:\d\d)))"
_DAY = r"(?<!\d)(?P<day>\d{1,2})"
_WORD = r"(?<![^\W\d_])(?P<month>[^\W\d_]{3,14})\.?"
_GAP = r"[\s,./-]{0,3}"
_EITHER_ORDER = re.compile(
    r"(?<![\d/-])(?P<one>\d{1,2})(?P<mark>[/-])(?P<two>\d{1,2})(?P=mark)(?P<year>(?:19|20)\d\d)(?!\d)"
)
_USUAL = re.compile(
    r"[A-Za-z]{3}, (\d\d?) ([A-Za-z]{3}) ((?:19|20)\d\d) (\d\d):(\d\d):(\d\d) (?:[+-]\d{4}|GMT|UTC)"
)
"""As most feeds write it; the other forms would find the same in four times the time."""
_STAMP = re.compile(r"((?:19|20)\d\d)([01]\d)([0-3]\d)T?([0-2]\d)([0-5]\d)([0-5]\d)?(?!\d)")
_EPOCH = re.compile(r"\d{9,10}(?:\.\d{1,9})?|\d{12,13}")
_ZONE = re.compile(
    r"\s?\(?((?:UTC|GMT|Z)?[+-]\d{1,2}(?::?\d\d)?(?!\d)"
    r"|[A-Z][A-Za-z]{1,14}/[A-Za-z_]{2,30}|[A-Z]{1,5}\b)"
)
_DIRECTIONS = re.compile("[\u200b-\u200f\u202a-\u202e\u2066-\u2069]")
_CLOCK = re.compile(
    r"(?<!\d)(\d{1,2})"
    r"(?:(?:\s?[:.hH時时点시]\s?|(?<=T\d\d))(\d\d)(?!\d\d\d)"
    r"(?:(?:[:.分분]\s?|(?<=T\d\d\d\d))(\d\d)(?:[.,]\d{1,12})?)?|(?=\s?[aApP]\.?[mM]\b))"
)
"""`14:33`, `14h33`, `14.33`, `T1433`, `2 p.m.`, with seconds or without."""
_WORDS = re.compile(r"[^\W\d_]+")


def parse_date(written: str | float | None) -> datetime | None:
    """The point in time that a text names, in UTC; None when it names none, or none for certain.

    Without a zone, or with one that nobody knows, UTC is meant; a day without a time is its
    midnight. A day that can be read in two ways (`3/4/2026`) is read only where its weekday
    decides.
    """
    text = " ".join(_DIRECTIONS.sub("", str(written or "")[:_LONGEST_DATE]).split())
    if not any(map(str.isdecimal, text)):
        return None
    usual = _USUAL.fullmatch(text)
    if usual:
        return _as_usual(usual, zone_of(text[-5:].strip()))
    stamp = _STAMP.match(text)
    if stamp:
        year, month, day, *clock = (int(part or 0) for part in stamp.groups())
        zone = _zone_in(text[stamp.end() :])
        return _moment((year, month, day), (clock[0], clock[1], clock[2]), zone)
    if _EPOCH.fullmatch(text):
        number = float(text)
        return datetime.fromtimestamp(number / 1000 if number > _LATEST_SECONDS else number, UTC)
    for found in chain.from_iterable(form.finditer(text) for form in _forms()):
        parts = found.groupdict()
        named = parts["month"]
        number = int(named) if named.isdecimal() else month_of(named)
        if number:
            end = found.end("day") if parts.get("hour") else found.end()
            rest = f"{text[end:]} {text[: found.start()]}"
            return _with_clock((_year(parts), number, int(parts["day"])), rest)
    return _of_either_order(text)


@cache
def _forms() -> tuple[re.Pattern[str], ...]:
    """The ways to write a day, with the small words of all languages: `1er`, `3 de mayo`."""
    rank = rf"(?:{'|'.join(everywhere('rank_suffixes'))}|[.ºª°])?"
    of = rf"(?:(?:{'|'.join(everywhere('date_links'))})\s|d['’])?"
    forms = (
        r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<mark>-?)(?P<month>\d\d)(?P=mark)(?P<day>\d\d)(?!\d)",
        rf"{_DAY}{rank}{_GAP}{of}{_WORD}{_GAP}{of}{_ANY_YEAR}",
        rf"{_WORD}[\s-]{{0,3}}(?P<day>\d{{1,2}}){rank}(?:,\s?|[\s-]{{1,3}}){_YEAR}",
        rf"{_WORD}\s(?P<day>\d{{1,2}})(?=\s(?P<hour>\d\d?):\d\d\S{{0,6}}\s(?:\S{{1,9}}\s)?{_YEAR})",
        rf"(?<![\d/.-]){_YEAR}(?P<mark>[-/.])\s?(?P<month>\d{{1,2}})(?P=mark)\s?(?P<day>\d{{1,2}})(?!\d)",
        rf"{_YEAR}\s?[年년]\s?(?P<month>\d{{1,2}})\s?[月월]\s?(?P<day>\d{{1,2}})\s?[日일]",
        rf"{_YEAR}[.,-]?\s?{_WORD}[\s-]{{0,2}}(?P<day>\d{{1,2}})(?![\d:])",
        rf"(?<![\d.]){_DAY}\.\s?(?P<month>\d{{1,2}})\.\s?{_ANY_YEAR}",
    )
    return tuple(re.compile(form, re.IGNORECASE) for form in forms)


def _as_usual(found: re.Match[str], zone: tzinfo) -> datetime | None:
    day, month, year, hour, minute, second = found.groups("0")
    clock = (int(hour), int(minute), int(second))
    return _moment((int(year), month_of(month), int(day)), clock, zone)


def _year(parts: dict[str, str | None]) -> int:
    if parts["year"]:
        return int(parts["year"])
    short = int(parts["short"] or 0)
    return short + (2000 if short < _TURN else 1900)


def _of_either_order(text: str) -> datetime | None:
    """`25/3/2026` and `3/25/2026`: what can be no month is the day, or the weekday tells."""
    found = _EITHER_ORDER.search(text)
    if not found:
        return None
    rest = f"{text[found.end() :]} {text[: found.start()]}"
    year, one, two = int(found["year"]), int(found["one"]), int(found["two"])
    fit = {(year, two, one), (year, one, two)} if max(one, two) <= _LAST_MONTH else set()
    if len(fit) <= 1:
        month, day = (two, one) if one > _LAST_MONTH else (one, two)
        return _with_clock((year, month, day), rest)
    named = map(weekday_of, _WORDS.findall(text[: found.start()]))
    told = next((day for day in named if day is not None), None)
    fit = {day for day in fit if min(day) and date(*day).weekday() == told}
    return _with_clock(fit.pop(), rest) if len(fit) == 1 else None


def _with_clock(day: tuple[int, int, int], rest: str) -> datetime | None:
    """The moment of a day, with the time and the zone that stand in the rest of the text."""
    found = _CLOCK.search(rest)
    if found is None:
        return _moment(day, (0, 0, 0), _zone_in(rest))
    hour, minute, second = (int(part or 0) for part in found.groups())
    end = found.end()
    if hour <= _NOON:
        after = _half().match(rest, end)
        half = after or _half().search(rest[: found.start()])
        end = after.end() if after else end
        if half:
            is_later = half[1][0] in "pP" or _halves().get(half[1].casefold(), False)
            hour = hour % _NOON + (_NOON if is_later else 0)
    return _moment(day, (hour, minute, second), _zone_in(rest[end:]))


def _zone_in(rest: str) -> tzinfo:
    """The zone that the text begins with."""
    found = _ZONE.match(rest)
    return zone_of(found[1]) if found else UTC


def _moment(
    day: tuple[int, int, int], clock: tuple[int, int, int], zone: tzinfo
) -> datetime | None:
    """None for a day that no calendar has; a time that no clock has is none."""
    hour, minute, second = clock
    is_time = hour <= _MIDNIGHT and minute <= _LAST_MINUTE
    time = timedelta(hours=hour, minutes=minute, seconds=second) if is_time else timedelta()
    try:
        return (datetime(*day, tzinfo=zone) + time).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


@cache
def _half() -> re.Pattern[str]:
    """Marks of the halves of the day beside a clock."""
    marks = "|".join(map(re.escape, _halves()))
    return re.compile(rf"\s?([aApP]\.?\s?[mM]\b\.?|{marks})")


@cache
def _halves() -> dict[str, bool]:
    """Marks of the halves of a day in all languages, but those that are a word in some other."""
    marks = (item for code in with_calendar() for item in cldr.halves(code).items())
    return {mark: is_later for mark, is_later in marks if not mark.isascii()}
