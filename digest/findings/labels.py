"""A matter in dispute, in the words of a sentence that tells it."""

from collections.abc import Collection, Iterable
from itertools import pairwise

from digest.language.days import Day
from digest.language.passage import Passage

_BREAKS = frozenset(',;:.()—–“”"')
_BEFORE, _BEHIND = 14, 7
"""Words on either side of a figure that may name what it is of."""
_CLAIM_WORDS = 12
"""Words of a claim that name it."""
_GAP = 3
"""Other words between two of them."""


def around(passage: Passage, first: int, last: int, shared: Collection[str]) -> str:
    """The clause's words around a value that both sides have, dots in the value's place.

    `Unemployment in Orrin rose to …`; empty where they share none there.
    """
    tokens = passage.tokens
    named = {at for at in passage.content if tokens[at].stem in shared}
    start = _reach(passage, range(first - 1, max(-1, first - 1 - _BEFORE), -1), named, first)
    end = _reach(passage, range(last + 1, min(len(tokens), last + 1 + _BEHIND)), named, last)
    while last < end < len(tokens) - 1 and end + 1 in passage.content:
        end += 1  # the phrase to its end: `infrastructure plan`
    before = passage.text[tokens[start].start : tokens[first].start].strip()
    after = passage.text[tokens[last].end : tokens[end].end].strip(" -–")
    return " ".join(filter(None, (before, "…", after))) if before or after else ""


def _reach(passage: Passage, way: Iterable[int], named: Collection[int], home: int) -> int:
    """The furthest named word on the way, with few others between it and the one before."""
    figures = {quantity.first for quantity in passage.quantities}
    furthest, gap = home, 0
    for at in way:
        if at in passage.dated:
            continue
        if passage.tokens[at].text in _BREAKS or at in figures or gap > _GAP:
            break
        furthest, gap = (at, 0) if at in named else (furthest, gap + 1)
    return furthest


def value_at(passage: Passage, first: int, last: int) -> tuple[str, int]:
    """A figure as it stands, `at least nine`, and the first of its words."""
    words, tokens = passage.lexicon, passage.tokens
    for back in (2, 1):
        said = " ".join(word.norm for word in tokens[max(0, first - back) : first])
        if first >= back and said in words.above | words.below | words.about:
            first -= back
            break
    return passage.between(first, last), first


def phrase(passage: Passage, first: int, shared: Collection[str]) -> str:
    """The words of a clause from its first shared one to its last, without the day."""
    tokens = passage.tokens
    days = {at for day in passage.days for at in _day_words(passage, day)}
    end = first
    while end < len(tokens) and (tokens[end].text not in _BREAKS or end in days):
        end += 1
    named = [
        at
        for at in passage.content
        if first <= at < end and tokens[at].stem in shared and at not in days
    ]
    if not named:
        return ""
    named = [at for at in named if at < named[0] + _CLAIM_WORDS]
    kept = [tokens[at] for at in range(named[0], named[-1] + 1) if at not in days]
    told = ""
    for before, word in pairwise([kept[0], *kept]):
        told += " " * (before.end < word.start) + word.text
    return told


def _day_words(passage: Passage, day: Day) -> range:
    """The day with its preposition."""
    before = passage.tokens[day.first - 1].norm if day.first else ""
    return range(day.first - (before in passage.lexicon.day_prepositions), day.last + 1)
