"""Brackets and quotation marks without their partners: nobody knows where the words end."""

from digest.grounding.evidence import Evidence
from digest.grounding.outcome import Outcome
from digest.grounding.rule import Example, Rule
from digest.language.fragments import is_unclosed
from digest.language.passage import Passage


def find(claim: Passage, _: Evidence) -> Outcome:
    """Whether a bracket or mark lacks its partner."""
    if is_unclosed(claim.text):
        return Outcome(("a bracket or quotation mark is not closed",))
    return Outcome()


RULE = Rule(
    id="unclosed",
    kind="form",
    refuses="a bracket or quotation mark that is not closed",
    find=find,
    examples=(
        Example(
            "a quotation that never ends gives its speaker everything behind it",
            "It was “a hard day” (so far).",
            ("It was “a hard day” (so far).", 'It was "a hard day" so far.'),
            ("It was “a day.", 'It was "a day.', "It was a day (so far.", "It was a [hard day."),
        ),
        Example(
            "feet and inches are no quotation marks",
            "She is 5'3\" tall.",
            ("She is 5'3\" tall, at least.",),
        ),
    ),
)
