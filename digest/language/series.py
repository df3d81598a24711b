"""What a title tells of its text: the part of a series, or a round-up of several events."""

import re
from functools import cache
from typing import NamedTuple

from digest.language.lexicons import has, lexicon

SHORTEST_SERIES = 4
"""Of what the parts have in common, their marker included."""
_FURTHER = re.compile(r"\d+")
_TITLE, _BEGINNING = 300, 3_000
"""Characters of a title, and of its text, that are looked at."""


def is_roundup(title: str, language: str, text: str = "") -> bool:
    """Whether it stands over several events: `Ten things to know today`, `Morning briefing:`.

    Or its text says so: `Here's your briefing`, `In other news` over a part of it.
    """
    known = lexicon(language)
    return has(title[:_TITLE], known.roundups) or has(text[:_BEGINNING], known.briefings)


class Part(NamedTuple):
    """One of a series."""

    series: str
    """What stands before the number."""
    number: str
    """With all further figures: `24 5` of `Vol. 24, No. 5`."""


def part_of_series(title: str, language: str) -> Part | None:
    """The series that a title names itself a part of, and which part; None for a headline."""
    found = _marker(language).search(title[:_TITLE].casefold())
    if found is None:
        return None
    series = "".join(filter(str.isalnum, found["before"] + found["marker"]))
    is_named = sum(map(str.isalpha, series)) >= SHORTEST_SERIES
    number = " ".join((found["number"], *_FURTHER.findall(found["rest"])))
    return Part(series, number) if is_named else None


@cache
def _marker(language: str) -> re.Pattern[str]:
    """`#12`, `(No. 3)`, `Week 4`, `Vol. 24, No. 5`, `Part Two`."""
    known = lexicon(language)
    words = "|".join(sorted(map(re.escape, known.series_words), key=len, reverse=True))
    named = rf"|(?<!\w)(?:{words})\.?" if words else ""
    ranked = "|".join(map(re.escape, known.numbers))
    told = rf"|(?:{ranked})(?!\w)" if ranked else ""
    return re.compile(
        rf"^(?P<before>.*?)(?P<marker>#{named})\s?(?P<number>\d+(?:[.,]\d+)*{told})(?P<rest>.*)$",
        re.DOTALL,
    )
