"""Sentences without an end."""

from digest.grounding.evidence import Evidence
from digest.grounding.outcome import Outcome
from digest.grounding.rule import Example, Rule
from digest.language.passage import Passage

MAX_LENGTH = 1000
"""Code points; no sentence that a person wants to read is longer."""


def find(claim: Passage, _: Evidence) -> Outcome:
    """Whether it is longer than any sentence."""
    if len(claim.text) > MAX_LENGTH:
        return Outcome((f"it is longer than {MAX_LENGTH} characters",))
    return Outcome()


RULE = Rule(
    id="length",
    kind="plain",
    refuses=f"a sentence of more than {MAX_LENGTH:,} characters",
    find=find,
    examples=(
        Example(
            "a model that cannot stop",
            "The ship sank.",
            (f"The ship sank in a {'v' * 900} storm.",),
            (f"The ship sank in a {'v' * 1000} storm.",),
        ),
    ),
)
