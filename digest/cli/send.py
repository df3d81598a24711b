"""`digest send`: mail an edition that is already made, one message for each recipient."""

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from digest.cli import flags
from digest.cli.console import progress, say
from digest.errors import ConfigError, DeliveryError

if TYPE_CHECKING:
    from digest.delivery.smtp import Outcome, SmtpAccount
    from digest.model import Digest
    from digest.settings import Secrets, Settings


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
    from datetime import UTC, datetime

    from digest import pipeline
    from digest.delivery import smtp
    from digest.store import digest_file, open_store

    chosen = flags.settings(config)
    edition = edition or _newest(chosen.edition.out)
    digest = digest_file.load(edition)
    account = _account(chosen, flags.secrets())
    recipients = tuple(to or chosen.mail.to)
    if not recipients:
        raise ConfigError("nobody to send to: --to ADDRESS, or [mail] to")
    message = pipeline.in_form(digest, "eml", chosen)
    with open_store(flags.store_path(chosen)) as store, progress(quiet=quiet) as report:
        outcomes = smtp.send(
            message,
            recipients,
            account,
            edition=_key(digest, message if again else b""),
            ledger=store.deliveries,
            now=datetime.now(UTC),
            report=report,
        )
        if any(isinstance(outcome, smtp.Sent) for outcome in outcomes):
            store.editions.mark_sent(str(_folder(edition).resolve()))
    _tell(outcomes, quiet=quiet)


def _newest(out: Path) -> Path:
    """The folder of the edition that was written last."""
    files = sorted(out.glob("*/digest.json"), key=lambda file: (file.stat().st_mtime, file.parts))
    if not files:
        raise ConfigError(f"there is no edition in {str(out)!r}; digest build makes one")
    return files[-1].parent


def _account(chosen: "Settings", known: "Secrets") -> "SmtpAccount":
    from digest.delivery.smtp import SmtpAccount

    mail = chosen.mail
    if mail.host is None or mail.sender is None:
        raise ConfigError("no mail server: set [mail] host and sender in digest.toml")
    return SmtpAccount(
        host=mail.host,
        port=mail.port,
        security=mail.security,
        sender=mail.sender,
        user=known.smtp_user,
        password=known.smtp_password,
        timeout_s=mail.timeout_s,
        ca_file=str(mail.ca_file) if mail.ca_file else None,
    )


def _key(digest: "Digest", content: bytes) -> str:
    """The edition's name in the ledger; a rebuild has the same one, another content need not."""
    edition = digest.edition
    named = f"{edition.title}\0{edition.number}\0{edition.date}".encode() + content
    return hashlib.sha256(named).hexdigest()


def _folder(edition: Path) -> Path:
    return edition if edition.is_dir() else edition.parent


def _tell(outcomes: "tuple[Outcome, ...]", *, quiet: bool) -> None:
    from digest.delivery.smtp import Sent

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
