"""An edition in a form, as its reader has it."""

from typing import Any

from jinja2 import BaseLoader

from digest.model import Digest
from digest.rendering import FORMS, Look, render

TEXT_FORMS = tuple(
    name for name, form in FORMS.items() if form.is_whole and form.media_type.startswith("text/")
)
"""The forms that are read as they are, and owe their reader all of the edition."""


def as_text(digest: Digest, form: str, *, templates: BaseLoader, **look: Any) -> str:
    return render(digest, form, Look(templates=templates, **look)).decode()
