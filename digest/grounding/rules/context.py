"""Context: a sentence that another one takes back, or tells as invented, is no fact alone."""

from digest.grounding.evidence import Evidence
from digest.grounding.framing import Framing
from digest.grounding.outcome import Outcome
from digest.grounding.rule import Example, Rule
from digest.language.passage import Passage


def find(claim: Passage, evidence: Evidence) -> Outcome:
    """What the sentence before or behind the one that it copies says of that."""
    if claim.citation is None:
        return Outcome()
    frame = evidence.once(Framing).around(claim.citation)
    return Outcome((f"beside it stands {frame.words!r}",) if frame else ())


RULE = Rule(
    id="context",
    kind="plain",
    refuses="a sentence that its article takes back, or tells as invented",
    needs=frozenset({"imagines", "retracts"}),
    find=find,
    examples=(
        Example(
            "the sentence behind it takes it back",
            "The mill was sold on Monday.  Its owner burned it.  None of it is true.",
            ("The mill was sold on Monday.",),
            ("Its owner burned it.",),
        ),
        Example(
            "somebody's words between marks take nothing back",
            "The mill was sold on Monday.  “That is a lie,” its owner said.",
            ("The mill was sold on Monday.",),
        ),
        Example(
            "a novel goes on for a sentence",
            "In the novel, the mill burns.  The owner drowns in the river.  It costs 20 euros.",
            ("In the novel, the mill burns.", "It costs 20 euros."),
            ("The owner drowns in the river.",),
        ),
    ),
)
