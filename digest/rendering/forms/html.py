"""The page: its styles stand in its head, and it loads nothing."""

from typing import TYPE_CHECKING

from markupsafe import escape

from digest.rendering.output_form import Form, Look, Template
from digest.rendering.text import clean

if TYPE_CHECKING:
    from digest.model import Digest


def escape_html(value: str) -> str:
    """Words for an element or a quoted attribute."""
    return str(escape(clean(value)))


TEMPLATE = Template(suffix="html", escape=escape_html)


def _render(digest: "Digest", look: Look) -> bytes:
    from digest.rendering.filling import filled

    return filled(digest, look, TEMPLATE).encode()


FORM = Form(
    name="html",
    file="digest.html",
    media_type="text/html",
    meaning="a page for a browser; each sentence unfolds its evidence",
    render=_render,
)
