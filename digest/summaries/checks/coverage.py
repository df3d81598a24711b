"""Coverage: how much of what a sentence says its citations carry."""

from digest.summaries.checks.ground import Ground, Outcome
from digest.summaries.checks.passage import Passage
from digest.summaries.checks.words import are_kin

THRESHOLD = 0.6
"""Share of the content words that the cited sentences must carry; see docs/grounding.md."""


def check(claim: Passage, ground: Ground) -> Outcome:
    """The content words that the cited sentences lack, when they are too many."""
    stems = claim.stems
    if not stems:
        return Outcome(note="no content words")
    missing = uncarried(claim, ground)
    share = 1 - len(missing) / len(stems)
    if share < THRESHOLD:
        listed = ", ".join(sorted(missing)[:6])
        return Outcome((f"the cited sentences do not carry: {listed}",), f"{share:.0%} carried")
    return Outcome(note=f"{share:.0%} of its words carried")


def uncarried(claim: Passage, ground: Ground) -> frozenset[str]:
    """Content words of the claim, as written, of a family that no cited sentence has.

    A part of a name that the headline or the sentences just before give counts as carried.
    """
    known = set(ground.norms)
    for passage in ground.around():
        known.update(part for name in passage.names for part in name.parts)
    missing = set()
    for index in claim.content:
        word = claim.tokens[index]
        if word.norm in known or word.stem in ground.stems:
            continue
        if not any(are_kin(word.stem, stem) for stem in ground.stems):
            missing.add(word.norm)
    return frozenset(missing)
