"""The months in all languages at once, for dates whose language is not known yet."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping
from functools import cache

from digest.language.lexicons import languages, lexicon

_SHORTEST = 3
"""Letters of the shortest abbreviation of a month."""


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


def month_of(name: str) -> int:
    """1 to 12 for a month's name or its first letters; 0 for a word that is none."""
    plain = _plain(name)
    known = _beginnings()
    return known.get(plain) or known.get(plain[: _SHORTEST + 1]) or known.get(plain[:_SHORTEST], 0)


@cache
def _beginnings() -> Mapping[str, int]:
    """Names without accents, and their beginnings where these fit one month only."""
    whole = {_plain(name): number for name, number in months().items()}
    found: defaultdict[str, set[int]] = defaultdict(set)
    for name, number in whole.items():
        for begin in (name[: _SHORTEST + 1], name[:_SHORTEST]):
            found[begin].add(number)
    begun = {begin: numbers.pop() for begin, numbers in found.items() if len(numbers) == 1}
    return {**begun, **whole}


def _plain(name: str) -> str:
    parts = unicodedata.normalize("NFKD", name.lower())
    return "".join(char for char in parts if not unicodedata.combining(char))
