"""Repetition: what a small model does that joins two sentences."""

import re

from digest.grounding.evidence import Evidence
from digest.grounding.outcome import Outcome
from digest.grounding.rule import Example, Rule
from digest.language.marks import marked
from digest.language.passage import Passage
from digest.language.words import runs

REPEATED = 7
"""Words in a row that no sentence has twice."""


def find(claim: Passage, _: Evidence) -> Outcome:
    """Whether a run of words comes again, outside quotation marks: somebody may say it twice."""
    if claim.is_headline:
        return Outcome()
    told = claim.text
    for start, end in reversed(marked(told)):
        told = told[:start] + told[end:]
    said = re.findall(r"\w+", told.casefold())
    is_twice = len(runs(said, REPEATED)) < len(said) - REPEATED + 1
    return Outcome(("it says the same twice",) if is_twice else ())


RULE = Rule(
    id="repetition",
    kind="form",
    refuses="a sentence that says the same twice",
    find=find,
    examples=(
        Example(
            "seven words in a row come again, which nobody writes",
            "The plant in the north will close.",
            ("The plant in the north will close, and the plant in the north will go.",),
            ("The plant in the north will close, as the plant in the north will close.",),
        ),
        Example(
            "but somebody may have said them",
            "“We will go on and on until dawn, we will go on and on until dawn,” said Mr Olsen.",
            ("“We will go on and on until dawn, we will go on and on until dawn,” said Mr Olsen.",),
        ),
    ),
)
