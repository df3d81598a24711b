"""An edition becomes its five files."""

from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from digest import rendering
from digest.delivery import folder
from digest.model import Digest
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
        envelope=rendering.Envelope(sender=settings.mail.sender),
    )
    return view.encode() if isinstance(view, str) else view


def publish(digest: Digest, settings: Settings) -> Path:
    """Write the edition's folder and give its path. Raises RenderError or DeliveryError."""
    files = {name: in_form(digest, form, settings) for name, form in FILES.items()}
    return folder.write(files, settings.edition.out, digest.edition.date)
