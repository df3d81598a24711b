"""Accusation: nobody is accused in an edition of whom no source says anything of the kind."""

from functools import cache
from re import Pattern

from digest.grounding.evidence import Evidence
from digest.grounding.outcome import Outcome
from digest.grounding.rule import Example, Rule
from digest.language.lexicons import either, lexicon
from digest.language.passage import Passage


def find(claim: Passage, evidence: Evidence) -> Outcome:
    """The word for a crime or arrest, where no headline and no sentence of the story has one."""
    pattern = _crimes(claim.language)
    found = pattern.search(claim.text) if pattern else None
    if found is None or evidence.once(_has_crime):
        return Outcome()
    return Outcome((f"no article accuses anybody, as {found.group()!r} does",))


def _has_crime(evidence: Evidence) -> bool:
    """Whether a source tells of any crime."""
    return any(
        pattern.search(passage.text)
        for passage in evidence.told
        if (pattern := _crimes(passage.language)) is not None
    )


@cache
def _crimes(language: str) -> Pattern[str] | None:
    return either(lexicon(language).crimes)


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
