"""Coverage: how much of what a sentence says its citations carry."""

from digest.summaries.checks.ground import Ground, Outcome
from digest.summaries.checks.passage import Passage
from digest.summaries.checks.words import are_kin

THRESHOLD = 0.5
"""Share of the content words that the cited sentences must carry; see docs/grounding.md."""
LONGEST = 3
"""Content words in a row that may be uncarried: more are a statement of their own."""


def check(claim: Passage, ground: Ground) -> Outcome:
    """The content words that the cited sentences lack, when they are too many or stand together."""
    if not claim.content:
        return Outcome(note="no content words")
    missing = uncarried(claim, ground)
    share = 1 - len(missing) / len(claim.content)
    stretch = _longest_run(claim, missing)
    if share >= THRESHOLD and len(stretch) <= LONGEST:
        return Outcome(note=f"{share:.0%} of its words carried")
    lacking = stretch if share >= THRESHOLD else missing
    listed = ", ".join(dict.fromkeys(claim.tokens[index].text for index in lacking[:6]))
    return Outcome((f"the cited sentences do not carry: {listed}",))


def uncarried(claim: Passage, ground: Ground) -> list[int]:
    """Indexes of the claim's content words of a family that no cited sentence has.

    A part of a name that the headline or the sentences just before give counts as carried.
    """
    known = set(ground.norms)
    for passage in ground.around():
        known.update(part for name in passage.names for part in name.parts)
    return [
        index
        for index in claim.content
        if claim.tokens[index].norm not in known and not _is_carried(claim, index, ground)
    ]


def _is_carried(claim: Passage, index: int, ground: Ground) -> bool:
    word = claim.tokens[index]
    if word.norm in claim.lexicon.reporting:
        return True
    return word.stem in ground.stems or any(are_kin(word.stem, stem) for stem in ground.stems)


def _longest_run(claim: Passage, missing: list[int]) -> list[int]:
    """The longest row of content words without a carried one between them."""
    lacking, run, longest = set(missing), list[int](), list[int]()
    for index in claim.content:
        run = [*run, index] if index in lacking else []
        longest = max(longest, run, key=len)
    return longest
