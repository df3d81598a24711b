"""A form's template, filled with the edition."""

from digest.model import Digest
from digest.rendering.environment import render_template
from digest.rendering.output_form import Look, Template
from digest.rendering.view import DigestView
from digest.rendering.viewing import view


def filled(digest: Digest, look: Look, template: Template) -> str:
    """The edition in words, as its theme has them."""
    return fill(view(digest, look.unproven), look, template)


def fill(seen: DigestView, look: Look, template: Template, *, in_mail: bool = False) -> str:
    return render_template(
        "digest",
        seen,
        templates=look.templates,
        theme=look.theme,
        template=template,
        in_mail=in_mail,
    )
