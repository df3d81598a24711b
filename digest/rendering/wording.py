"""Numbers and dates in words, as CLDR has them: the machine's locale has no say."""

from datetime import UTC, date, datetime, tzinfo
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel import Locale

BRITISH = "en_GB"
"""The English of `3 May 2026, 14:05`, which nobody misreads."""
_WORDS_KEPT = 4096
"""Dates and numbers in words; an edition has the same ones again and again."""
_CENTS = 4
"""Decimals of the price of an edition, which is mostly less than a cent."""


def counted(number: int, one: str, many: str | None = None) -> str:
    """`1 story`, `1,204 stories`: in English, for the editor and for words of a theme's own."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


@lru_cache(_WORDS_KEPT)
def number(value: float, locale: "Locale | str" = BRITISH) -> str:
    """`1,204`."""
    from babel.numbers import format_decimal

    return format_decimal(value, locale=locale)


def dollars(value: float, locale: "Locale") -> str:
    """`US$0.0011`."""
    from babel.numbers import format_currency

    return format_currency(round(value, _CENTS), "USD", locale=locale, decimal_quantization=False)


@lru_cache(_WORDS_KEPT)
def day(value: date, near: date | None = None, locale: "Locale | str" = BRITISH) -> str:
    """`3 May 2026`; without the year where it is that of `near`: the edition's date."""
    from babel.dates import format_date, format_skeleton

    if near is not None and near.year == value.year:
        return format_skeleton("MMMMd", datetime(value.year, value.month, value.day), locale=locale)  # noqa: DTZ001  a day has no zone
    return format_date(value, "long", locale=locale)


def long_day(value: date, locale: "Locale") -> str:
    """`Sunday, 3 May 2026`."""
    from babel.dates import format_date

    return format_date(value, "full", locale=locale)


@lru_cache(_WORDS_KEPT)
def moment(value: datetime, near: date | None, locale: "Locale", zone: tzinfo) -> str:
    """`3 May 2026, 14:05 UTC`; without the time at midnight UTC, which means a mere date."""
    from babel.dates import format_time, get_datetime_format

    shown = day(day_in(zone, value), near, locale)
    if _is_mere_date(value):
        return shown
    local = _at(zone, value)
    name = local.tzname() or ""
    time = f"{format_time(local.replace(tzinfo=None), 'short', locale=locale)} {_zone_name(name)}"
    pattern = str(get_datetime_format("medium", locale=locale)).replace("'", "")
    return pattern.replace("{1}", shown).replace("{0}", time)


def day_in(zone: tzinfo, value: date) -> date:
    """The day on which a moment is in the zone; a mere date is the same everywhere."""
    if not isinstance(value, datetime):
        return value
    return _at(UTC if _is_mere_date(value) else zone, value).date()


def _is_mere_date(value: datetime) -> bool:
    return _at(UTC, value).time() == datetime.min.time()


def _at(zone: tzinfo, value: datetime) -> datetime:
    """The moment in the zone; as it is at either end of the calendar."""
    try:
        return value.astimezone(zone)
    except OverflowError:
        return value


def _zone_name(name: str) -> str:
    """`CEST`; `UTC+03` where a zone has no name but its distance."""
    return f"UTC{name}" if name[:1] in "+-" else name
