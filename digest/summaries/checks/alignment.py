"""Which word of a cited sentence a word of the claim comes from."""

from collections.abc import Mapping

from digest.summaries.checks.passage import Passage
from digest.summaries.checks.words import are_kin

REACH = 3
"""Words on each side that tell which of several places is meant."""


def aligned(claim: Passage, passage: Passage) -> Mapping[int, int]:
    """For each content word of the claim that the passage has, its index there.

    Of several places the one with the most neighbours in common is taken, then the first.
    """
    found = {}
    for index in claim.content:
        places = places_of(claim, index, passage)
        if len(places) == 1:
            found[index] = places[0]
        elif places:
            near = neighbours(claim, index)
            found[index] = max(places, key=lambda at: (len(near & neighbours(passage, at)), -at))
    return found


def places_of(claim: Passage, index: int, passage: Passage) -> tuple[int, ...]:
    """Where the passage has the word, or one of its family."""
    stem = claim.tokens[index].stem
    if places := passage.where.get(stem):
        return places
    if len(stem) < 4:
        return ()
    return tuple(
        at
        for other, indexes in passage.where.items()
        if other[:3] == stem[:3] and are_kin(stem, other)
        for at in indexes
    )


def neighbours(passage: Passage, at: int) -> frozenset[str]:
    """Stems of the words around, on either side."""
    low, high = max(0, at - REACH), at + REACH + 1
    return frozenset(
        word.stem
        for index, word in enumerate(passage.tokens[low:high], low)
        if index != at and word.is_word
    )


def shared(claim: Passage, passage: Passage) -> float:
    """Share of the claim's content words that the passage has."""
    return len(aligned(claim, passage)) / max(len(claim.content), 1)


def slot(claim: Passage, first: int, last: int, passage: Passage) -> range:
    """The place in the passage where the claim has its words `[first, last]`.

    Told from the nearest words on each side that both have; empty when none is near.
    """
    links = aligned(claim, passage)
    left = next((links[i] for i in range(first - 1, max(-1, first - 6), -1) if i in links), None)
    right = next((links[i] for i in range(last + 1, last + 6) if i in links), None)
    if left is not None and right is not None and left < right:
        return range(left + 1, right)
    if right is not None:
        return range(max(0, right - 6), right)
    if left is not None:
        return range(left + 1, min(len(passage.tokens), left + 7))
    return range(0)
