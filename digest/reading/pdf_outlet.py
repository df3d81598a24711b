"""The outlet that a PDF's margin names beside a day, where it can be sure of it."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import takewhile

from digest.language.lexicons import everywhere
from digest.language.months import month_of, weekday_of
from digest.language.outlets import outlet_name
from digest.language.written_dates import parse_date
from digest.reading.plain import same_words

_MOST_WORDS, _SURE_WORDS = 5, 2
"""Words of a name, and of one that is taken for it though nothing else on the page has it: a place
with a day is written just so."""
_LONGEST_SMALL = 3
"""Letters of a word in a name that needs no capital."""
_PARTS = re.compile(r"\s*[|·•]\s*|\s+[–—-]\s+|,\s+|\s{2,}")
_MARKS_AROUND = " |·•–—-,.:"


def find(above: Sequence[str], margin: Sequence[str], title: str) -> str | None:
    """The name: `title` is what the file calls itself, `above` stands over the headline."""
    around = (*above, *margin)
    tail = next((part for part in reversed(_PARTS.split(title)) if part), "")
    if any(same_words(tail, line) for line in around) and tail != title:
        return outlet_name(tail, None)
    for line in around:
        for name in _named(line):
            others = " ".join(other for other in (*around, title) if other is not line).casefold()
            is_told_twice = name.casefold() in others
            if is_told_twice or (line in margin and len(name.split()) >= _SURE_WORDS):
                return outlet_name(name, None)
    return None


def _named(line: str) -> Iterator[str]:
    """What stands before the day in a line that has one, if it reads like a name."""
    if parse_date(line) is None or is_of_clippings(line):
        return
    before = " ".join(takewhile(lambda word: not _is_day(word), line.split()))
    name = _PARTS.split(before.strip(_MARKS_AROUND))[0].strip(_MARKS_AROUND)
    words = name.split()
    is_name = all(word[:1].isupper() or len(word) <= _LONGEST_SMALL for word in words)
    if is_name and name[:1].isupper() and len(name) > _LONGEST_SMALL and len(words) <= _MOST_WORDS:
        yield name


def _is_day(word: str) -> bool:
    """Tell whether a word belongs to a date; `Sun` is one before a comma alone."""
    bare = word.strip(_MARKS_AROUND)
    is_named = weekday_of(bare) is not None or month_of(bare) > 0
    return word[:1].isdigit() or (is_named and (len(bare) > _LONGEST_SMALL or word != bare))


def is_of_clippings(line: str) -> bool:
    """Tell whether it names one who cuts articles out, and did not print them."""
    return _clipping().search(line) is not None


@cache
def _clipping() -> re.Pattern[str]:
    return re.compile("|".join(everywhere("clipping_services")), re.IGNORECASE)
