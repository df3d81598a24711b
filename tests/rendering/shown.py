"""An edition in a form, as its reader has it."""

from typing import Any

from jinja2 import BaseLoader

from digest.model import Digest
from digest.rendering import FORMS, Look, render
from digest.rendering.theme import DEFAULT_THEME, Theme
from digest.resources import bundled

THEMES = sorted(page.parent.name for page in bundled("templates").glob("*/digest.html.j2"))
TEXT_FORMS = tuple(
    name for name, form in FORMS.items() if form.is_whole and form.media_type.startswith("text/")
)
"""The forms that are read as they are, and owe their reader all of the edition."""


def as_text(
    digest: Digest, form: str, *, templates: BaseLoader, theme: str = DEFAULT_THEME, **look: Any
) -> str:
    look_ = Look(templates=templates, theme=Theme(name=theme), **look)
    return render(digest, form, look_).decode()
