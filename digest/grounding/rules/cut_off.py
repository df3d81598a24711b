"""Copies of a stump: the source itself breaks off there, as the teaser of a feed does."""

from digest.grounding.evidence import Evidence
from digest.grounding.outcome import Outcome
from digest.grounding.rule import Example, Rule
from digest.language.fragments import is_cut_off
from digest.language.passage import Passage


def find(claim: Passage, evidence: Evidence) -> Outcome:
    """Whether the sentence that it copies goes on where nobody has read it."""
    if claim.citation is not None and is_cut_off(evidence.text(claim.citation)):
        return Outcome(("it is cut off",))
    return Outcome()


RULE = Rule(
    id="cut_off",
    kind="form",
    refuses="a sentence that its article breaks off",
    find=find,
    examples=(
        Example(
            "a full stop for the dots makes a stump look whole",
            "The council met again.  The council hoped...",
            ("The council met again.",),
            ("The council hoped.",),
        ),
    ),
)
