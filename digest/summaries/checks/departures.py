"""Departures: how far a sentence goes from the words of its sources, and from their order."""

from collections import Counter
from collections.abc import Mapping, Sequence

from digest.summaries.checks.alignment import places_of
from digest.summaries.checks.passage import Passage

MOST_DEPARTURES = 1
"""A word of its own, or a turn: what a sentence told closely may have."""
TOO_FREE = "it is told too freely, not in the words of its sources and in their order"
_Place = tuple[int, int]
"""The number of a passage and the index of a word in it."""


def departures(claim: Passage, passages: Sequence[Passage]) -> int:
    """Content words that the passages have less often than the claim, and turns within them.

    Names are not counted as words: the check of names knows whose else they may be.

    A turn goes on with a word that does not come next in the same passage; one into the middle of
    another passage counts twice. Words left out are no turn; the way with the fewest counts.
    """
    strange = 0
    named = {index for name in claim.names for index in range(name.first, name.last + 1)}
    told = Counter[str]()
    turns: dict[_Place, int] = {}
    last = -1
    for index in claim.content:
        word = claim.tokens[index]
        told[word.stem] += 1
        places = [(n, at) for n, p in enumerate(passages) for at in places_of(claim, index, p)]
        if told[word.stem] > len(places) and index not in named:
            strange += word.norm not in claim.lexicon.reporting
        if places:
            between = {other.norm for other in claim.tokens[last + 1 : index]}
            turns = {
                (n, at): _fewest(turns, (n, at), begins=_begins(passages[n], at, between))
                for n, at in places
            }
            last = index
    return strange + min(turns.values(), default=0)


def _fewest(turns: Mapping[_Place, int], place: _Place, *, begins: bool) -> int:
    """Turns up to a place, by way of the best place before it."""
    abroad = 1 if begins else 2
    return min(
        (
            count + (abroad if number != place[0] else before >= place[1])
            for (number, before), count in turns.items()
        ),
        default=0,
    )


def _begins(passage: Passage, at: int, between: set[str]) -> bool:
    """Whether the passage begins there, with no small word but those before it in the claim."""
    if at != passage.content[0]:
        return False
    opening = {word.norm for word in passage.tokens[:at] if word.is_word}
    return opening <= between | passage.lexicon.articles | passage.lexicon.joins
