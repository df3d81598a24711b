"""What a check says: found nothing wrong, or a fault in plain words."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """One reason not to print a sentence."""

    check: str
    """The id of a rule, or of another step of the proof (`STEPS`)."""
    message: str
    """For a reader, and for the model that is asked to write the sentence again."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check found, for `digest explain`."""

    check: str
    ok: bool
    note: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a veto found: its faults, or none, and a note for `digest explain`."""

    faults: tuple[str, ...] = ()
    note: str = ""


STEPS = {
    "citations": "nothing to cite for it",
    "judge": "doubted by a second reading",
    "language": "in another language than its articles",
    "attribution": "a quotation given to somebody else",
}
"""The ids of faults that no rule finds, with what was withheld for them, for readers."""
