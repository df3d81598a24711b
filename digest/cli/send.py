"""`digest send`: mail an edition that is already made, one message for each recipient."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from digest.cli import flags, going_out
from digest.cli.bars import progress
from digest.cli.chosen_edition import place_of
from digest.cli.command import command
from digest.cli.console import report, say
from digest.cli.signals import Terminated
from digest.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.delivery.outcomes import Outcome
    from digest.delivery.posting import Posting
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
    again: going_out.Again = False,
    retry_unknown: going_out.RetryUnknown = False,
    anyway: going_out.Anyway = False,
    test: Test = None,
    dry_run: DryRun = None,
    config: flags.Config = None,
) -> None:
    """Mail an edition through SMTP; nobody gets it twice."""
    from digest.pipeline import mailing

    chosen = flags.settings(config)
    with flags.store_of(chosen) as store, progress() as report:
        place = place_of(edition, chosen, store)
        recipients = (test,) if test else tuple(to or mailing.readers_of(chosen))
        if not recipients:
            raise ConfigError(_NOBODY)
        digest = going_out.ready(place, anyway=anyway)
        posting, mails = _posting(digest, recipients, chosen, store, report)
        posting = replace(posting, again=again, retry_unknown=retry_unknown)
        if test:
            posting = replace(posting, edition=f"{posting.edition}, tried {posting.now}")
        if dry_run:
            _write(posting, mails, chosen, dry_run)
            return
        outcomes = _sent(posting, mails, chosen)
        if not test:
            going_out.remember(store, place, digest, outcomes)
    going_out.tell(place, outcomes)


def send_last(
    chosen: "Settings", store: "Store", report: "Report", *, retry_unknown: bool
) -> "tuple[Path, list[Outcome]]":
    """Mail what was built last to those who have not got it; nobody to send to is no fault.

    Raises ConfigError where nothing was built or no way is set, and ProofError.
    """
    from digest.pipeline import mailing

    place = place_of(None, chosen, store)
    recipients = tuple(mailing.readers_of(chosen))
    if not recipients:
        return place, []
    digest = going_out.ready(place)
    posting, mails = _posting(digest, recipients, chosen, store, report)
    outcomes = _sent(replace(posting, retry_unknown=retry_unknown), mails, chosen)
    going_out.remember(store, place, digest, outcomes)
    return place, outcomes


def _posting(
    digest: "Digest",
    recipients: "Sequence[str]",
    chosen: "Settings",
    store: "Store",
    report: "Report",
) -> "tuple[Posting, Mails]":
    from digest.pipeline import mailing

    mails = mailing.mails(digest, recipients, chosen, store)
    for note in mails.notes:
        say(note)
    return mailing.on_its_way(mails.letter, digest, chosen, store, report), mails


def refuse_unready(chosen: "Settings") -> None:
    """Raise ConfigError where the settings say not whom, or not by which way."""
    from digest.delivery.channels import by_channel
    from digest.pipeline import mailing

    recipients = mailing.readers_of(chosen)
    if not recipients:
        raise ConfigError(_NOBODY)
    for channel, _ in by_channel(recipients):
        channel.connect(going_out.access(chosen))


def _sent(posting: "Posting", mails: "Mails", chosen: "Settings") -> list["Outcome"]:
    from digest.delivery.channels import delivered
    from digest.delivery.outcomes import NothingChosen

    none = [NothingChosen(recipient=to, choice=choice) for to, choice in mails.without.items()]
    try:
        return [*none, *delivered(posting, mails.recipients, going_out.access(chosen))]
    except (KeyboardInterrupt, Terminated):
        going_out.tell_broken_off(posting, mails.recipients)
        raise


def _write(posting: "Posting", mails: "Mails", chosen: "Settings", folder: Path) -> None:
    from digest.delivery import dry_run

    written = [(reader, f"gets none: nothing of {of}") for reader, of in mails.without.items()]
    written += dry_run.write(posting, mails.recipients, chosen.mail.sender, folder)
    for reader, what in written:
        say(f"{reader}: {what}")
    report([{"recipient": reader, "what": what} for reader, what in written], ())
