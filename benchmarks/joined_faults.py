"""Faults made of two true sentences: another story's fact, a stray pronoun, two halves."""

import re
from collections.abc import Iterator

from benchmarks.faults import Planted
from benchmarks.true_points import TruePoint, is_whole

HALF = 5
"""Words of each half of two joined sentences, at least."""
_MET = (" over ", " about ", " on ", " for ", " of ", " in ")
"""Prepositions at which two halves meet."""


def other_story(point: TruePoint, other: TruePoint) -> Iterator[Planted]:
    """A fact of another story, with this story's citation: alone, and behind a true one."""
    yield Planted("other story", other.text, point.citations, point)
    fact = other.text[0].lower() + other.text[1:]
    joined = f"{point.text.rstrip('.')}, and {fact}"
    if is_whole(joined):
        yield Planted("half other", joined, point.citations, point)


_NOUN = re.compile(
    r"^(?:The|A|An|His|Her|Its|Their) (?P<head>(?:[a-z]+ ){1,2})"
    r"(?=(?:is|was|has|had|will|would|can|may|also) )"
)


def stray(one: TruePoint, other: TruePoint) -> Iterator[Planted]:
    """Two true sentences of a story joined by an "and it" that now means something of the first."""
    match = _NOUN.match(other.text)
    said = one.text.lower()
    if match is None or any(word[:5] in said for word in match["head"].split()):
        return
    joined = f"{one.text.rstrip('.')}, and it {other.text[match.end() :]}"
    if is_whole(joined):
        yield Planted("pronouns", joined, (*one.citations, *other.citations), one)


def halves(one: TruePoint, other: TruePoint) -> Iterator[Planted]:
    """The beginning of a true sentence and the end of another, met at a preposition of both."""
    for preposition in _MET:
        head, at, _ = one.text.partition(preposition)
        _, there, tail = other.text.rpartition(preposition)
        joined = f"{head}{preposition}{tail}"
        is_long = min(len(head.split()), len(tail.split())) >= HALF
        if at and there and is_long and "“" not in joined and '"' not in joined:
            if is_whole(joined) and joined not in (one.text, other.text):
                yield Planted("halves", joined, (*one.citations, *other.citations), one)
            return
