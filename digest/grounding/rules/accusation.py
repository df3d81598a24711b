"""Accusation: nobody is accused in an edition of whom no source says anything of the kind."""

from digest.grounding.evidence import Evidence
from digest.grounding.outcome import Outcome
from digest.grounding.rule import Example, Rule
from digest.language.lexicons import either, has
from digest.language.passage import Passage


def find(claim: Passage, evidence: Evidence) -> Outcome:
    """The word for a crime or arrest, where no headline and no sentence of the story has one."""
    pattern = either(claim.lexicon.crimes)
    found = pattern.search(claim.text) if pattern else None
    if found is None or evidence.once(_has_crime):
        return Outcome()
    return Outcome((f"no article accuses anybody, as {found.group()!r} does",))


def _has_crime(evidence: Evidence) -> bool:
    """Whether a source tells of any crime."""
    return any(has(passage.text, passage.lexicon.crimes) for passage in evidence.told)


RULE = Rule(
    id="accusation",
    kind="veto",
    refuses="an accusation, where its sources accuse nobody",
    needs=frozenset({"crimes"}),
    find=find,
    examples=(
        Example(
            "news without a crime makes no criminal",
            "Mr Hale closed the mill on Monday.",
            ("On Monday the mill was closed by Mr Hale.",),
            ("Mr Hale closed the mill, and was arrested on Monday.",),
        ),
        Example(
            "a crime may be told in other words",
            "Mr Hale was charged with theft.",
            ("Mr Hale was arrested for stealing, and is suspected of more.",),
        ),
    ),
)
