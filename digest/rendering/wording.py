"""Numbers and dates in words, the same on every machine: the locale has no say."""

from collections.abc import Sequence
from datetime import date, datetime

from digest.rendering.view import Mark

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def counted(number: int, one: str, many: str | None = None) -> str:
    """`1 story`, `1,204 stories`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def numbers(marks: Sequence[Mark]) -> str:
    """`[1][3]`, for a form without links."""
    return "".join(f"[{mark.number}]" for mark in marks)


def day(value: date, near: date | None = None) -> str:
    """`3 May 2026`; without the year where it is that of `near`: the edition's date."""
    year = "" if near is not None and near.year == value.year else f" {value.year}"
    return f"{value.day} {_MONTHS[value.month - 1]}{year}"


def long_day(value: date) -> str:
    """`Sunday, 3 May 2026`."""
    return f"{_DAYS[value.weekday()]}, {day(value)}"


def moment(value: datetime, near: date | None = None) -> str:
    """`3 May 2026, 14:05 UTC`; without the time at midnight, which means a mere date."""
    shown = day(value, near)
    if (value.hour, value.minute, value.second) == (0, 0, 0):
        return shown
    return f"{shown}, {value:%H:%M} UTC"
