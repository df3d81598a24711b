"""What a check says: found nothing wrong, or a fault in plain words."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """One reason not to print a sentence."""

    check: str
    """`form`, `citations`, `quotations`, `numbers`, `names`, ...: the name of its module."""
    message: str
    """For a reader, and for the model that is asked to write the sentence again."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check found, for `digest explain`."""

    check: str
    ok: bool
    note: str
