"""What `digest send` and its like share: that it is proven, goes once, and how it is told."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from digest.cli import flags
from digest.cli.console import is_quiet, report, say
from digest.errors import DeliveryError, ProofError

if TYPE_CHECKING:
    from digest.delivery.channels import Access
    from digest.delivery.outcomes import Outcome
    from digest.delivery.posting import Posting
    from digest.model import Digest
    from digest.settings import Settings
    from digest.store import Store

_FAILED = ("refused", "unknown")
_WANT_NONE = ("unsubscribed", "nothing")

Again = Annotated[
    bool, typer.Option("--again", help="This time, also to those who have it or may have it.")
]
RetryUnknown = Annotated[
    bool, typer.Option("--retry-unknown", help="Also to those who may have it.")
]
Anyway = Annotated[
    bool, typer.Option("--anyway", help="Send it though texts of it are not proven.")
]


def ready(place: Path, *, anyway: bool = False) -> "Digest":
    """The edition there.

    Raises ProofError, unless `anyway`, where a text has been edited since it was proven, or never
    was.
    """
    from digest import proof
    from digest.store import digest_file

    digest = digest_file.load(place)
    found = None if anyway else proof.reprove(digest)
    if found and found.problems:
        raise ProofError(
            f"{len(found.problems)} of {found.checked} texts of {str(place)!r} are not proven: "
            "`digest check` names them, and --anyway sends them"
        )
    return digest


def access(chosen: "Settings") -> "Access":
    """How editions go out."""
    from digest.pipeline import from_settings

    return from_settings.access(chosen, flags.secrets())


def remember(store: "Store", place: Path, digest: "Digest", outcomes: "Sequence[Outcome]") -> None:
    """That the edition reached somebody, and in which words."""
    from digest.delivery.outcomes import Sent
    from digest.store import digest_file

    if any(isinstance(outcome, Sent) for outcome in outcomes):
        folder = digest_file.folder_at(place)
        store.editions.mark_sent(folder)
        store.editions.retell(folder, digest)


def tell(place: Path, outcomes: "Sequence[Outcome]") -> None:
    """What became of each. Raises DeliveryError where one did not get it."""
    rows = told(outcomes)
    report({"edition": place, "recipients": rows}, ())
    failed = sum(map(has_failed, rows))
    if failed:
        due = sum(row["status"] not in _WANT_NONE for row in rows)
        raise DeliveryError(f"{failed} of {due} recipients did not get the edition")


def told(outcomes: "Sequence[Outcome]", name: str = "") -> list[dict[str, str]]:
    """What became of each, said too, behind the name of its edition where there are many."""
    rows = []
    for outcome in outcomes:
        status, words = _told(outcome)
        if status not in _FAILED or is_quiet():  # else it was said when it happened
            whose = f"{name}: {outcome.recipient}" if name else outcome.recipient
            say(f"{whose}: {words}", always=status in _FAILED)
        rows.append({"recipient": outcome.recipient, "status": status, "told": words})
    return rows


def tell_broken_off(posting: "Posting", recipients: "Sequence[str]") -> None:
    """Who has it or may have it, of those to whom it was on its way."""
    from digest.delivery.outcomes import as_it_stands, goes
    from digest.delivery.smtp import unique

    for key in unique(recipients):
        standing = posting.ledger.state(posting.edition, key)
        if standing is not None and not goes(standing, again=False, retry=False):
            status, words = _told(as_it_stands(key, standing))
            say(f"{key}: {words}", always=status in _FAILED)


def has_failed(row: Mapping[str, str]) -> bool:
    """Whether this reader has not got it, as far as is known."""
    return row["status"] in _FAILED


def _told(outcome: "Outcome") -> tuple[str, str]:
    """What became of a copy: a word for programs, and words."""
    from digest.delivery.outcomes import NothingChosen, Refused, Sent, Unsubscribed

    match outcome:
        case Sent(earlier=True):
            return "had", "has it already"
        case Sent():
            return "sent", "sent"
        case Unsubscribed():
            return "unsubscribed", "has unsubscribed"
        case NothingChosen():
            return "nothing", f"no mail, as the edition has nothing of {outcome.choice}"
        case Refused():
            return "refused", outcome.why
        case _:
            return "unknown", outcome.why
