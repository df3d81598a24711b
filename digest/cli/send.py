"""`digest send`: mail an edition that is already made, one message for each recipient."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from digest.cli import flags
from digest.cli.bars import progress
from digest.cli.chosen_edition import place_of
from digest.cli.command import command
from digest.cli.console import is_quiet, report, say
from digest.errors import ConfigError, DeliveryError, ProofError

if TYPE_CHECKING:
    from digest.delivery.channels import Access, Posting
    from digest.delivery.outcomes import Outcome
    from digest.model import Digest
    from digest.pipeline.mailing import Mails
    from digest.progress import Report
    from digest.settings import Settings
    from digest.store import Store

EXAMPLES = (
    "digest send                                  # the last edition, to those of [mail] to",
    "digest send digests/2026-10-20 --to desk@example.org",
    "digest send --test me@example.org",
)
_NOBODY = "nobody to send to: --to ADDRESS, or [mail] to or readers"
_FAILED = ("refused", "unknown")

Again = Annotated[
    bool, typer.Option("--again", help="This time, also to those who have it or may have it.")
]
RetryUnknown = Annotated[
    bool, typer.Option("--retry-unknown", help="Also to those who may have it.")
]
Anyway = Annotated[
    bool, typer.Option("--anyway", help="Send it though texts of it are not proven.")
]
Test = Annotated[
    str | None, typer.Option(metavar="ADDRESS", help="Send it to this address alone, as a try.")
]
DryRun = Annotated[
    Path | None,
    typer.Option(metavar="FOLDER", help="Send nothing; write each reader's mail there."),
]


def register(app: typer.Typer) -> None:
    command(app, examples=EXAMPLES, reports=True)(send)


def send(
    edition: flags.AnyEdition = None,
    to: Annotated[
        list[str] | None, typer.Option(help="A recipient; may be given many times.")
    ] = None,
    again: Again = False,
    retry_unknown: RetryUnknown = False,
    anyway: Anyway = False,
    test: Test = None,
    dry_run: DryRun = None,
    config: flags.Config = None,
) -> None:
    """Mail an edition through SMTP; nobody gets it twice."""
    from digest.pipeline import mailing
    from digest.store import digest_file, open_store

    chosen = flags.settings(config)
    with open_store(flags.store_place(chosen)) as store, progress() as report:
        place = place_of(edition, chosen, store)
        digest = digest_file.load(place)
        recipients = (test,) if test else tuple(to or mailing.readers_of(chosen))
        if not recipients:
            raise ConfigError(_NOBODY)
        if not anyway:
            _refuse_unproven(digest, place)
        mails = mailing.mails(digest, recipients, chosen, store)
        for note in mails.notes:
            say(note)
        posting = _posting(mails, digest, chosen, store, report)
        posting = replace(posting, again=again, retry_unknown=retry_unknown)
        if test:
            posting = replace(posting, edition=f"{posting.edition}, tried {posting.now}")
        if dry_run:
            _write(posting, mails, chosen, dry_run)
            return
        outcomes = _sent(posting, mails, chosen)
        if not test and any(map(_has_it, outcomes)):
            folder = str(digest_file.file_at(place).parent.resolve())
            store.editions.mark_sent(folder)
            store.editions.retell(folder, digest)
    _tell(place, outcomes)


def refuse_unready(chosen: "Settings") -> None:
    """Raise ConfigError where the settings say not whom, or not by which way."""
    from digest.delivery.channels import by_channel
    from digest.pipeline import mailing

    recipients = mailing.readers_of(chosen)
    if not recipients:
        raise ConfigError(_NOBODY)
    for channel, _ in by_channel(recipients):
        channel.connect(_access(chosen))


def _refuse_unproven(digest: "Digest", place: Path) -> None:
    """Raises ProofError where a text has been edited since it was proven, or never was."""
    from digest import proof

    found = proof.reprove(digest)
    if found.problems:
        raise ProofError(
            f"{len(found.problems)} of {found.checked} texts of {str(place)!r} are not proven: "
            "`digest check` names them, and --anyway sends them"
        )


def _posting(
    mails: "Mails", digest: "Digest", chosen: "Settings", store: "Store", report: "Report"
) -> "Posting":
    from datetime import UTC, datetime

    from digest.delivery.channels import Posting

    return Posting(
        letter=mails.letter,
        edition=_key(digest, chosen.edition.id),
        ledger=store.deliveries,
        now=datetime.now(UTC),
        report=report,
    )


def _sent(posting: "Posting", mails: "Mails", chosen: "Settings") -> list["Outcome"]:
    from digest.delivery.channels import by_channel
    from digest.delivery.outcomes import NothingChosen

    outcomes: list[Outcome] = [
        NothingChosen(recipient=reader, choice=choice) for reader, choice in mails.without.items()
    ]
    for channel, people in by_channel(mails.recipients):
        outcomes += channel.connect(_access(chosen))(posting, people)
    return outcomes


def _write(posting: "Posting", mails: "Mails", chosen: "Settings", folder: Path) -> None:
    from digest.delivery import dry_run

    written = [(reader, f"gets none: nothing of {of}") for reader, of in mails.without.items()]
    written += dry_run.write(posting, mails.recipients, chosen.mail.sender, folder)
    for reader, what in written:
        say(f"{reader}: {what}")
    report([{"recipient": reader, "what": what} for reader, what in written], ())


def _access(chosen: "Settings") -> "Access":
    from digest.pipeline import from_settings

    return from_settings.access(chosen, flags.secrets())


def _key(digest: "Digest", newsletter: str | None) -> str:
    """The edition's name in the ledger, the same for a rebuild and for no other newsletter's.

    A correction gives it another one, so that it goes out again, once, to all.
    """
    edition = digest.edition
    named = f"{newsletter or edition.title}\0{edition.number}\0{edition.date}"
    if digest.corrections:
        named += f"\0{digest.corrections[-1].at}"
    return hashlib.sha256(named.encode()).hexdigest()


def _has_it(outcome: "Outcome") -> bool:
    from digest.delivery.outcomes import Sent

    return isinstance(outcome, Sent)


def _tell(place: Path, outcomes: "Sequence[Outcome]") -> None:
    told = [(outcome.recipient, *_told(outcome)) for outcome in outcomes]
    failed = 0
    for recipient, status, words in told:
        failed += status in _FAILED
        if status not in _FAILED or is_quiet():  # else it was said when it happened
            say(f"{recipient}: {words}", always=status in _FAILED)
    rows = [{"recipient": to, "status": status, "told": words} for to, status, words in told]
    report({"edition": place, "recipients": rows}, ())
    if failed:
        raise DeliveryError(f"{failed} of {len(outcomes)} recipients did not get the edition")


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
