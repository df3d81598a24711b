"""Relations: what is done by, after, despite or because of something is so in the source."""

from collections.abc import Iterator
from itertools import takewhile

from digest.summaries.checks.alignment import aligned
from digest.summaries.checks.ground import Ground, Outcome
from digest.summaries.checks.passage import CLAUSE_MARKS, Passage

REACH = 6
"""Words before a noun among which the word that relates it stands."""


def check(claim: Passage, ground: Ground) -> Outcome:
    """`by the president` where the source says `after the president`."""
    if not claim.lexicon.relations:
        return Outcome(note="no word list for this language")
    faults = tuple(dict.fromkeys(_turned(claim, ground)))
    return Outcome(faults) if faults else Outcome(note="things are related as in the source")


def _turned(claim: Passage, ground: Ground) -> Iterator[str]:
    for at, word in enumerate(claim.tokens):
        kind = claim.lexicon.relations.get(word.norm)
        if kind is None or at in claim.said:
            continue
        related = [(passage, _before(claim, at, passage)) for passage in ground.passages]
        same = [kind in _kinds(passage, places) for passage, places in related if places]
        if kind == "by" and not any(same) and (invented := _invented(claim, at, ground)):
            yield f"the cited sentences do not say {invented!r}"
        elif same and not any(same) and not any(places == () for _, places in related):
            passage, places = next((p, places) for p, places in related if places)
            yield f"the source says {_phrase(passage, places[0])!r}, not {_phrase(claim, at)!r}"


def _kinds(passage: Passage, places: tuple[int, ...]) -> set[str]:
    return {passage.lexicon.relations[passage.tokens[at].norm] for at in places}


def _invented(claim: Passage, at: int, ground: Ground) -> str | None:
    """A `triggered by` of which the source has no such verb: who or what did it is made up."""
    if at - 1 not in claim.content or at + 1 == len(claim.tokens):
        return None
    verb, agent = claim.tokens[at - 1], claim.tokens[at + 1]
    is_done = verb.norm.endswith("ed") and not agent.norm.endswith("ing")
    if not is_done or ground.carries(verb.stem):
        return None
    return claim.text[verb.start : claim.tokens[at].end]


def _before(claim: Passage, at: int, passage: Passage) -> tuple[int, ...] | None:
    """The words that relate the same thing in the passage, nearest first.

    Empty where nothing relates it; None when the passage does not have the thing.
    """
    links = aligned(claim, passage)
    related = next((i for i in claim.governed(at) if i in links), None)
    if related is None:
        return None
    there = links[related]
    earlier = next((links[i] for i in reversed(claim.content) if i < at and i in links), -1)
    if earlier > there:  # "the council was sued by Breck" for "Breck sued the council"
        return ()
    stretch = takewhile(
        lambda index: passage.tokens[index].text not in CLAUSE_MARKS,
        range(there - 1, max(-1, there - REACH - 1), -1),
    )
    return tuple(i for i in stretch if passage.tokens[i].norm in passage.lexicon.relations)


def _phrase(passage: Passage, at: int) -> str:
    governed = passage.governed(at, most=1)
    last = governed[-1] if governed else at
    return passage.text[passage.tokens[at].start : passage.tokens[last].end]
