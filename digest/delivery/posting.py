"""One edition on its way, as every channel takes it."""

from dataclasses import dataclass
from datetime import datetime

from digest.delivery.letter import Letter
from digest.delivery.outcomes import Ledger
from digest.progress import Report


@dataclass(frozen=True, slots=True, kw_only=True)
class Posting:
    """What goes out, under which name it is remembered, and to whom it may go."""

    letter: Letter
    """In the form that the channel asks for."""
    edition: str
    """Its name in the ledger."""
    ledger: Ledger
    again: bool = False
    """Also to who has it, or may have it."""
    retry_unknown: bool = False
    """Also to who may have it."""
    now: datetime
    """Aware; the copies' Date."""
    report: Report
