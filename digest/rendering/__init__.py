"""Digest → files: Markdown, a page, plain text and a mail, all from the same facts."""

from typing import TYPE_CHECKING

from digest.rendering.output_form import Envelope, Form, Look
from digest.rendering.registry import FILES, FORMS, choices, form_named

if TYPE_CHECKING:
    from digest.model import Digest
    from digest.rendering.own_words import Labels

__all__ = [
    "FILES",
    "FORMS",
    "Envelope",
    "Form",
    "Look",
    "choices",
    "form_named",
    "in_all_forms",
    "labels",
    "render",
]


def render(digest: "Digest", form: str, look: Look) -> bytes:
    """The edition in the form of that name or ending; the same arguments give the same bytes.

    Raises ConfigError for an unknown form or theme or a bad envelope, and RenderError, with
    file and line, for a template that does not work.
    """
    return form_named(form).render(digest, look)


def in_all_forms(digest: "Digest", look: Look) -> dict[str, bytes]:
    """The files of the edition under their names; last digest.json, which knows the others.

    Raises as `render` does.
    """
    from digest.store import digest_file

    own = digest_file.EDITION_FILE
    made = {form.file: form.render(digest, look) for form in FILES.values() if form.file != own}
    return {**made, own: digest_file.with_forms(digest, made).encode()}


def labels(digest: "Digest", look: Look) -> "Labels":
    """The words of its own that the edition has: in the language asked for, or that of its stories.

    Raises RenderError for a file of labels that is none.
    """
    from digest.rendering.spoken import spoken

    return spoken(digest, look)
