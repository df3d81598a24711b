"""Relations: what is done by, after, despite or because of something is so in the source."""

from collections.abc import Iterator

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
        if invented := _invented(claim, at, kind, ground):
            yield f"the cited sentences do not say {invented!r}"
            continue
        found = [_other(claim, at, kind, passage) for passage in ground.passages]
        others = [other for other in found if other is not None]
        if others and all(others):
            yield f"the source says {others[0]!r}, not {_phrase(claim, at)!r}"


def _invented(claim: Passage, at: int, kind: str, ground: Ground) -> str | None:
    """A `triggered by` of which the source has no such verb: who or what did it is made up."""
    if kind != "by" or at - 1 not in claim.content or at + 1 == len(claim.tokens):
        return None
    verb, agent = claim.tokens[at - 1], claim.tokens[at + 1]
    is_done = verb.norm.endswith("ed") and not agent.norm.endswith("ing")
    if not is_done or ground.carries(verb.stem):
        return None
    return claim.text[verb.start : claim.tokens[at].end]


def _other(claim: Passage, at: int, kind: str, passage: Passage) -> str | None:
    """How the passage relates it in another way; empty when it does not, None when it is silent."""
    links = aligned(claim, passage)
    related = next((i for i in claim.governed(at) if i in links), None)
    if related is None:
        return None
    there = links[related]
    before = next((links[i] for i in reversed(claim.content) if i < at and i in links), -1)
    if before > there:  # "the council was sued by Breck" for "Breck sued the council"
        return ""
    near = []
    for index in range(there - 1, max(-1, there - REACH - 1), -1):
        if passage.tokens[index].text in CLAUSE_MARKS:
            break
        if passage.tokens[index].norm in passage.lexicon.relations:
            near.append(index)
    if not near or kind in {passage.lexicon.relations[passage.tokens[i].norm] for i in near}:
        return ""
    return _phrase(passage, near[0])


def _phrase(passage: Passage, at: int) -> str:
    governed = passage.governed(at, most=1)
    last = governed[-1] if governed else at
    return passage.text[passage.tokens[at].start : passage.tokens[last].end]
