"""An edition goes out to its readers: to each once, however often the part is tried."""

from dataclasses import replace
from pathlib import Path

from digest.delivery.channels import delivered
from digest.delivery.outcomes import Refused, Sent, Unknown
from digest.fleet.desk import Desk
from digest.fleet.patient_ledger import PatientLedger
from digest.model import Digest
from digest.pipeline import from_settings, mailing
from digest.settings import Settings


def send(
    desk: Desk, settings: Settings, place: Path, digest: Digest
) -> tuple[int, tuple[str, ...]]:
    """How many have it now, and who has not, each with the reason. Raises ConfigError."""
    readers = mailing.readers_of(settings)
    if not readers:
        return 0, ()
    mails = mailing.mails(digest, readers, settings, desk.store)
    posting = mailing.on_its_way(mails.letter, digest, settings, desk.store, desk.report)
    if desk.common.fleet.engine == "postgres":  # whose workers have nothing else to do meanwhile
        posting = replace(posting, ledger=PatientLedger(posting.ledger))
    access = from_settings.access(settings, desk.known)
    outcomes = delivered(posting, mails.recipients, access)
    if any(isinstance(outcome, Sent) for outcome in outcomes):
        desk.store.editions.mark_sent(str(place.resolve()))
    refused = tuple(
        f"{outcome.recipient}: {outcome.why}"
        for outcome in outcomes
        if isinstance(outcome, Refused | Unknown)
    )
    return sum(isinstance(outcome, Sent) for outcome in outcomes), refused
