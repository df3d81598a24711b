"""A form's template, filled with the edition."""

from markupsafe import Markup

from digest.model import Digest
from digest.rendering.environment import render_template
from digest.rendering.links import unsubscribe_address
from digest.rendering.message import unsubscribe_links
from digest.rendering.output_form import Envelope, Look, Template
from digest.rendering.view import DigestView
from digest.rendering.viewing import view


def filled(digest: Digest, look: Look, template: Template) -> str:
    """The edition in words, as its theme has them."""
    return fill(view(digest, look), look, template)


def fill(seen: DigestView, look: Look, template: Template, *, in_mail: bool = False) -> str:
    """The view in words; a mail's say how to unsubscribe."""
    return render_template(
        seen,
        templates=look.templates,
        theme=look.theme,
        template=template,
        in_mail=in_mail,
        unsubscribe=_way_out(look.envelope) if in_mail else None,
    )


def _way_out(envelope: Envelope) -> Markup | None:
    """The first of the addresses by which a reader leaves, percent-encoded."""
    links = map(unsubscribe_address, unsubscribe_links(envelope))
    return next((Markup(link) for link in links if link), None)  # noqa: S704  encoded above
