"""An edition becomes its five files."""

from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from digest import edition, rendering
from digest.delivery import folder
from digest.model import Digest
from digest.rendering.check_mail import check_mail
from digest.resources import loader
from digest.settings import Settings
from digest.store import digest_file

Form = Literal["markdown", "html", "text", "eml", "json"]

FILES: Mapping[str, Form] = {
    "digest.json": "json",
    "digest.md": "markdown",
    "digest.html": "html",
    "digest.txt": "text",
    "digest.eml": "eml",
}


def in_form(digest: Digest, form: Form, settings: Settings) -> bytes:
    """One view of the edition. Raises RenderError for a template that does not work."""
    if form == "json":
        return digest_file.dump(digest).encode()
    view = rendering.render(
        digest,
        form,
        templates=loader("templates", settings.paths.templates),
        theme=settings.edition.theme,
        unproven=edition.edited(digest),
        envelope=rendering.Envelope(
            sender=settings.mail.sender,
            reply_to=settings.mail.reply_to,
            list_id=settings.mail.list_id,
            unsubscribe=settings.mail.unsubscribe,
        ),
    )
    return view.encode() if isinstance(view, str) else view


def publish(digest: Digest, settings: Settings) -> tuple[Path, tuple[str, ...]]:
    """Write the edition's folder; gives its path, and what is wrong with the mail in it.

    Raises RenderError or DeliveryError.
    """
    files = {name: in_form(digest, form, settings) for name, form in FILES.items()}
    problems = check_mail(files["digest.eml"], digest)
    return folder.write(files, settings.edition.out, digest.edition.date), problems
