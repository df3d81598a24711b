"""The edition as Markdown."""

from typing import TYPE_CHECKING

from digest.rendering.escaping import escape
from digest.rendering.output_form import Form, Look, Template

if TYPE_CHECKING:
    from digest.model import Digest

TEMPLATE = Template(suffix="md", escape=escape)


def _render(digest: "Digest", look: Look) -> bytes:
    from digest.rendering.filling import filled

    return filled(digest, look, TEMPLATE).encode()


FORM = Form(
    name="markdown",
    file="digest.md",
    media_type="text/markdown",
    meaning="for reading as it is, for a forge or a wiki; its evidence is listed under each story",
    render=_render,
)
