"""An edition in a form, as its reader has it."""

from typing import Any

from jinja2 import BaseLoader

from digest.model import Digest
from digest.rendering import FORMS, Look, render

TEXT_FORMS = tuple(name for name, form in FORMS.items() if form.media_type.startswith("text/"))
"""The forms that are filled from a template and read as they are."""


def as_text(digest: Digest, form: str, *, templates: BaseLoader, **look: Any) -> str:
    return render(digest, form, Look(templates=templates, **look)).decode()
