"""Plain text in lines of 72 columns, without a link that opens by itself."""

from typing import TYPE_CHECKING

from digest.rendering.output_form import Form, Look, Template
from digest.rendering.text import clean, defang

if TYPE_CHECKING:
    from digest.model import Digest

TEMPLATE = Template(suffix="txt", escape=defang, own=clean)


def _render(digest: "Digest", look: Look) -> bytes:
    from digest.rendering.filling import filled

    return filled(digest, look, TEMPLATE).encode()


FORM = Form(
    name="text",
    file="digest.txt",
    media_type="text/plain",
    meaning="for a terminal; the mail has it as its text part",
    render=_render,
)
