"""Portions: what the source says of some, or in part, is not told of all, or in full."""

from collections.abc import Iterator

from digest.summaries.checks.alignment import aligned
from digest.summaries.checks.ground import Ground, Outcome
from digest.summaries.checks.passage import Passage

NEAR = 5
"""Words before a word among which another one may count it."""
_COUNTING = frozenset(("many", "several", "most", "part", "parts", "number", "any", "a", "an"))


def check(claim: Passage, ground: Ground) -> Outcome:
    """`some of the policies` told as `the policies`; `opposed` as `strongly opposed`."""
    if not claim.lexicon.portions:
        return Outcome(note="no word list for this language")
    faults = tuple(dict.fromkeys((*_lost(claim, ground), *_raised(claim, ground))))
    return Outcome(faults) if faults else Outcome(note="of as many as in the source")


def _lost(claim: Passage, ground: Ground) -> Iterator[str]:
    for passage in ground.passages:
        back = {there: here for here, there in aligned(claim, passage).items()}
        for at, word in enumerate(passage.tokens[:-1]):
            if word.norm not in claim.lexicon.portions or passage.tokens[at + 1].is_number:
                continue
            told = [back[there] for there in passage.governed(at) if there in back]
            if not told or _is_portioned(claim, told[0]):
                continue
            if not _is_whole_elsewhere(claim.tokens[told[0]].stem, ground, passage):
                of = claim.tokens[told[0]].text
                yield f"the source says {word.text!r} of {of!r}, this sentence does not"


def _raised(claim: Passage, ground: Ground) -> Iterator[str]:
    """`strongly oppose`, `all schools` where the source has no such word."""
    for at, word in enumerate(claim.tokens):
        is_degree = word.norm in claim.lexicon.degrees and at not in claim.said
        if is_degree and word.norm not in ground.norms:
            yield f"the cited sentences do not say {word.text!r}"


def _is_portioned(claim: Passage, at: int) -> bool:
    """Whether a word before it counts it, or says that it is not all."""
    counting = claim.lexicon.portions | claim.lexicon.numbers.keys() | _COUNTING
    near = claim.tokens[max(0, at - NEAR) : at]
    return any(word.norm in counting or word.is_number for word in near)


def _is_whole_elsewhere(stem: str, ground: Ground, portioned: Passage) -> bool:
    return any(p is not portioned and stem in p.stems for p in ground.passages)
