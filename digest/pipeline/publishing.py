"""An edition becomes its files, one in each form."""

from collections.abc import Mapping
from pathlib import Path

from digest import edition, rendering
from digest.delivery import folder
from digest.model import Digest
from digest.pipeline import from_settings
from digest.rendering import FILES
from digest.rendering import lint as checks
from digest.rendering.lint import Report
from digest.rendering.output_form import NOBODYS
from digest.rendering.specimen import SPECIMEN
from digest.rendering.trying import try_out
from digest.resources import loader, refuse_missing
from digest.settings import Settings


def in_form(digest: Digest, form: str, settings: Settings) -> bytes:
    """One view of the edition, by the form's name or ending.

    Raises ConfigError for an unknown form, RenderError for a template that does not work.
    """
    return rendering.render(digest, form, look_of(digest, settings))


def publish(digest: Digest, settings: Settings) -> tuple[Path, tuple[str, ...]]:
    """Write the edition's folder; gives its path, and what is wrong with the files in it.

    Raises RenderError or WriteError.
    """
    look = look_of(digest, settings)
    files = rendering.in_all_forms(digest, look)
    written = folder.write(files, settings.edition.out, digest.edition.date)
    return written, _faults(files, digest, look)


def publish_again(place: Path, digest: Digest, settings: Settings) -> tuple[str, ...]:
    """Write the edition to the folder where it is; gives what is wrong with the files in it.

    Raises RenderError or WriteError.
    """
    look = look_of(digest, settings)
    files = rendering.in_all_forms(digest, look)
    folder.write_again(files, place)
    return _faults(files, digest, look)


def _faults(files: Mapping[str, bytes], digest: Digest, look: rendering.Look) -> tuple[str, ...]:
    found = (form.faults(files[form.file], digest, look) for form in FILES.values())
    return tuple(fault for faults in found for fault in faults)


def try_theme(settings: Settings) -> None:
    """Find what is wrong with a theme, an envelope or [paths] before anything is asked or paid.

    Raises ConfigError or RenderError. What is ours alone needs no trial.
    """
    refuse_missing("prompts", settings.paths.prompts)
    refuse_missing("templates", settings.paths.templates)
    ours = Settings()
    is_ours = (settings.theme, settings.mail) == (ours.theme, ours.mail)
    if not is_ours or settings.paths.templates or settings.edition.web_url:
        try_out(look_of(SPECIMEN, settings))


def missing_labels(digest: Digest, settings: Settings) -> str | None:
    """For the editor: that there are no labels in the edition's language, if there are none."""
    labels = rendering.labels(digest, look_of(digest, settings))
    if labels.is_found:
        return None
    return (
        f"no labels in {labels.wanted!r}: those of the edition are in English; "
        "docs/templates.md says how to add a language"
    )


def look_of(digest: Digest, settings: Settings, token: str = NOBODYS) -> rendering.Look:
    """How the settings want the edition shown, in any form."""
    return rendering.Look(
        templates=loader("templates", settings.paths.templates),
        theme=from_settings.theme(settings),
        unproven=edition.edited(digest),
        brief_after=settings.edition.brief_after,
        language=settings.edition.language,
        zone=settings.edition.zone,
        web_url=settings.edition.web_url,
        envelope=rendering.Envelope(
            sender=settings.mail.sender,
            reply_to=settings.mail.reply_to,
            list_id=settings.mail.list_id,
            unsubscribe=settings.mail.unsubscribe,
            token=token,
        ),
    )


def examined(digest: Digest, settings: Settings) -> tuple[Mapping[str, bytes], Report]:
    """The edition's files as they would be written now, and what is wrong with them.

    Raises RenderError.
    """
    look = look_of(digest, settings)
    files = rendering.in_all_forms(digest, look)
    return files, checks.lint(files, digest, look)
