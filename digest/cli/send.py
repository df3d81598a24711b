"""`digest send`: mail an edition that is already made, one message for each recipient."""

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from digest.cli import flags
from digest.cli.console import progress, say
from digest.errors import ConfigError, DeliveryError

if TYPE_CHECKING:
    from digest.delivery.channels import Access, Posting
    from digest.delivery.outcomes import Outcome
    from digest.model import Digest
    from digest.progress import Report
    from digest.settings import Settings
    from digest.store import Store


def register(app: typer.Typer) -> None:
    app.command()(send)


def send(
    edition: Annotated[
        Path | None,
        typer.Argument(help="An edition's folder or its digest.json; none: the newest one."),
    ] = None,
    to: Annotated[
        list[str] | None, typer.Option(help="A recipient; may be given many times.")
    ] = None,
    again: Annotated[
        bool, typer.Option("--again", help="Send also to those who have this edition already.")
    ] = False,
    config: flags.Config = None,
    quiet: flags.Quiet = False,
) -> None:
    """Mail an edition through SMTP; nobody gets it twice."""
    from digest.delivery.channels import by_channel
    from digest.delivery.outcomes import Sent
    from digest.store import digest_file, open_store

    chosen = flags.settings(config)
    edition = edition or _newest(chosen.edition.out)
    digest = digest_file.load(edition)
    recipients = tuple(to or chosen.mail.to)
    if not recipients:
        raise ConfigError("nobody to send to: --to ADDRESS, or [mail] to")
    outcomes: list[Outcome] = []
    with open_store(flags.store_place(chosen)) as store, progress(quiet=quiet) as report:
        for channel, people in by_channel(recipients):
            send_to = channel.connect(_access(chosen))
            posting = _posting(digest, channel.form, chosen, store, report, again=again)
            outcomes += send_to(posting, people)
        if any(isinstance(outcome, Sent) for outcome in outcomes):
            store.editions.mark_sent(str(_folder(edition).resolve()))
    _tell(outcomes, quiet=quiet)


def _posting(
    digest: "Digest",
    form: str,
    chosen: "Settings",
    store: "Store",
    report: "Report",
    *,
    again: bool,
) -> "Posting":
    from datetime import UTC, datetime

    from digest import pipeline
    from digest.delivery.channels import Posting

    content = pipeline.in_form(digest, form, chosen)
    return Posting(
        content=content,
        edition=_key(digest, content if again else b""),
        ledger=store.deliveries,
        now=datetime.now(UTC),
        report=report,
    )


def _access(chosen: "Settings") -> "Access":
    from digest.pipeline import from_settings

    return from_settings.access(chosen, flags.secrets())


def _newest(out: Path) -> Path:
    """The folder of the edition that was written last."""
    files = sorted(out.glob("*/digest.json"), key=lambda file: (file.stat().st_mtime, file.parts))
    if not files:
        raise ConfigError(f"there is no edition in {str(out)!r}; digest build makes one")
    return files[-1].parent


def _key(digest: "Digest", content: bytes) -> str:
    """The edition's name in the ledger; a rebuild has the same one, another content need not."""
    edition = digest.edition
    named = f"{edition.title}\0{edition.number}\0{edition.date}".encode() + content
    return hashlib.sha256(named).hexdigest()


def _folder(edition: Path) -> Path:
    return edition if edition.is_dir() else edition.parent


def _tell(outcomes: "Sequence[Outcome]", *, quiet: bool) -> None:
    from digest.delivery.outcomes import Sent

    failed = [outcome for outcome in outcomes if not isinstance(outcome, Sent)]
    for outcome in outcomes:
        match outcome:
            case Sent(earlier=True):
                say(f"{outcome.recipient}: has it already", quiet=quiet)
            case Sent():
                say(f"{outcome.recipient}: sent", quiet=quiet)
            case _:
                say(f"{outcome.recipient}: {outcome.why}")
    if failed:
        raise DeliveryError(f"{len(failed)} of {len(outcomes)} recipients did not get the edition")
