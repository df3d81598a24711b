"""The mail: the page and the text together, short enough for the programs that cut mails."""

from typing import TYPE_CHECKING

from markupsafe import escape

from digest.rendering.forms.html import inline_css
from digest.rendering.forms.plain_text import TEMPLATE as TEXT
from digest.rendering.output_form import Form, Look, Template
from digest.rendering.text import defang

if TYPE_CHECKING:
    from digest.model import Digest


def _escape(value: str) -> str:
    return str(escape(defang(value)))


_PAGE = Template(suffix="html", escape=_escape)


def _render(digest: "Digest", look: Look) -> bytes:
    from digest.rendering.filling import fill
    from digest.rendering.message import MOST_HTML_BYTES, build_message
    from digest.rendering.viewing import shorter, view

    page, fitting = "", view(digest, look.unproven)
    for shortened in shorter(fitting):
        fitting = shortened
        page = inline_css(fill(fitting, look, _PAGE, in_mail=True))
        if len(page.encode()) <= MOST_HTML_BYTES:
            break
    text = fill(fitting, look, TEXT, in_mail=True)
    return build_message(fitting, text=text, page=page, envelope=look.envelope)


def _faults(content: bytes, digest: "Digest") -> tuple[str, ...]:
    from digest.rendering.check_mail import check_mail

    return tuple(f"the mail: {fault}" for fault in check_mail(content, digest))


FORM = Form(
    name="eml",
    file="digest.eml",
    media_type="message/rfc822",
    meaning="a mail that any mail program opens and `digest send` sends",
    render=_render,
    faults=_faults,
)
