"""What the Unicode CLDR knows of a language, as Babel has it: months, days of the week, names."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel import Locale

_FORMS = ("format", "stand-alone")
"""`5 maja`, `maj`: in many languages a month has another case beside its day."""


def months(language: str) -> dict[str, int]:
    """The months' names in full, in small letters, to their numbers; none for unknown languages."""
    known = _locale(language)
    return dict(_names(known.months[form]["wide"] for form in _FORMS)) if known else {}


def short_months(language: str) -> dict[str, int]:
    """The months' abbreviations in small letters, without their full stop."""
    known = _locale(language)
    if known is None:
        return {}
    found = _names(known.months[form]["abbreviated"] for form in _FORMS)
    return {name.rstrip("."): number for name, number in found}


def halves(language: str) -> dict[str, bool]:
    """How the halves of a day are marked beside a clock, in small letters; whether after noon."""
    known = _locale(language)
    widths = known.day_periods["format"].values() if known else ()
    return {
        marks[half].casefold(): half == "pm"
        for marks in widths
        for half in ("am", "pm")
        if half in marks
    }


def weekdays(language: str) -> dict[str, int]:
    """The same of the days of the week; Monday is 0."""
    known = _locale(language)
    return dict(_names(known.days[form]["wide"] for form in _FORMS)) if known else {}


def language_name(language: str) -> str | None:
    """What English calls a language by its ISO 639-1 code; None where CLDR has no name."""
    english = _locale("en")
    return english.languages.get(language) if english and len(language) == _CODE else None


_CODE = 2


@cache
def _locale(language: str) -> "Locale | None":
    from babel import Locale, UnknownLocaleError  # imported late: the command's help needs no names

    try:
        return Locale.parse(language)
    except (UnknownLocaleError, ValueError):
        return None


def _names(tables: Iterable[Mapping[int, str]]) -> Iterator[tuple[str, int]]:
    for table in tables:
        for number, name in table.items():
            if not any(char.isdigit() for char in name):
                yield name.casefold(), number
