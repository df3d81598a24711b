"""Speech: words from inside a quotation, which without its marks would be told as fact."""

from digest.grounding.evidence import Evidence
from digest.grounding.outcome import Outcome
from digest.grounding.rule import Example, Rule
from digest.language.passage import Passage

_SPOKEN = "these are words of a quotation; printed without its marks they are told as fact"


def find(claim: Passage, evidence: Evidence) -> Outcome:
    """Whether the sentence that it copies stands whole inside a longer quotation."""
    if claim.citation is None or claim.quoted:
        return Outcome()
    return Outcome((_SPOKEN,) if _is_spoken(evidence.passage(claim.citation)) else ())


def _is_spoken(source: Passage) -> bool:
    spoken = [index in source.said for index, word in enumerate(source.tokens) if word.is_word]
    return bool(spoken) and all(spoken)


RULE = Rule(
    id="speech",
    kind="form",
    refuses="a sentence from inside somebody's quotation",
    find=find,
    examples=(
        Example(
            "the middle of a quotation is its speaker's, though it stands word for word",
            "“The town was rich.  The mill made it so.  It is gone,” Ms Quint said.  She left it.",
            ("She left it.",),
            ("The mill made it so.",),
        ),
        Example(
            "with its own marks it is told as speech",
            "“The mill made it rich.”  She left it.",
            ("“The mill made it rich.”",),
        ),
    ),
)
