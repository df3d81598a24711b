"""Months and days of the week in all languages at once, for dates of no known language."""

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cache, lru_cache

from digest.language.lexicons import cldr, languages, lexicon
from digest.language.words import without_accents

_SHORTEST = 3
"""Letters of the shortest beginning that stands for a name."""
_WORDS_KEPT = 4096
"""Any word of any article is asked about, and a worker never ends."""
_WITHOUT_LEXICON = ("bg", "el", "et", "ko", "sk", "sl")
"""Languages of which only the calendar is known; none of their months is another's elsewhere."""


@cache
def months() -> Mapping[str, int]:
    """Every month's names in small letters, to its number."""
    return {name: number for code in languages() for name, number in lexicon(code).months.items()}


@cache
def any_month() -> str:
    """A pattern of all of them, longest first; by first letters, which takes half the time."""
    by_letter: defaultdict[str, list[str]] = defaultdict(list)
    for name in sorted(months(), key=lambda name: (-len(name), name)):
        by_letter[name[0]].append(re.escape(name[1:]))
    groups = (f"{letter}(?:{'|'.join(rest)})" for letter, rest in by_letter.items())
    return f"(?:{'|'.join(groups)})"


@lru_cache(_WORDS_KEPT)
def month_of(name: str) -> int:
    """1 to 12 for a month's name, its abbreviation or its first letters; 0 for any other word."""
    return _month_names().get(_plain(name), 0)


@lru_cache(_WORDS_KEPT)
def weekday_of(name: str) -> int | None:
    """0 to 6, Monday first, for the name of a day of the week or its first letters."""
    return _weekday_names().get(_plain(name))


def with_calendar() -> tuple[str, ...]:
    """The languages whose months are known."""
    return (*languages(), *_WITHOUT_LEXICON)


@cache
def _month_names() -> Mapping[str, int]:
    known = dict(months())
    for code in with_calendar():
        known |= {**cldr.months(code), **cldr.short_months(code)}
    return _with_beginnings(known)


@cache
def _weekday_names() -> Mapping[str, int]:
    known: dict[str, int] = {}
    for code in with_calendar():
        known |= {**cldr.weekdays(code), **lexicon(code).weekdays}
    return _with_beginnings(known)


def _with_beginnings(known: Mapping[str, int]) -> Mapping[str, int]:
    """The names without accents, and their beginnings where these fit one number only."""
    whole = {_plain(name): number for name, number in known.items()}
    begun: defaultdict[str, set[int]] = defaultdict(set)
    for name, number in whole.items():
        for end in range(_SHORTEST, len(name)):
            begun[name[:end]].add(number)
    return {**{begin: min(fit) for begin, fit in begun.items() if len(fit) == 1}, **whole}


def _plain(name: str) -> str:
    """In small letters, without accents and full stop."""
    return without_accents(name.casefold()).rstrip(".")
