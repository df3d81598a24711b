"""The mail: the page and the text together, short enough for the programs that cut mails."""

from typing import TYPE_CHECKING

from markupsafe import escape

from digest.rendering.forms.html import escape_html
from digest.rendering.forms.plain_text import TEMPLATE as TEXT
from digest.rendering.output_form import Form, Look, Template
from digest.rendering.text import defang

if TYPE_CHECKING:
    from digest.model import Digest
    from digest.rendering.view import DigestView


def _escape(value: str) -> str:
    return str(escape(defang(value)))


_PAGE = Template(suffix="html", escape=_escape, own=escape_html)


def _inlined(page: str) -> str:
    """The page with the rules of its first style sheet as `style` attributes too.

    Some mail programs read nothing else, and attributes on every element would be a third of
    the mail. Sheets marked `data-css-inline="ignore"` stay in the head alone.
    """
    import css_inline

    inliner = css_inline.CSSInliner(
        keep_style_tags=True, load_remote_stylesheets=False, minify_css=True
    )
    return inliner.inline(page).rstrip() + "\n"


def _render(digest: "Digest", look: Look) -> bytes:
    from digest.rendering.filling import fill
    from digest.rendering.fitting import fitted
    from digest.rendering.message import build_message

    def page_of(seen: "DigestView") -> str:
        return _inlined(fill(seen, look, _PAGE, in_mail=True))

    fitting, page = fitted(digest, look, page_of)
    text = fill(fitting, look, TEXT, in_mail=True)
    return build_message(
        fitting, text=text, page=page, envelope=look.envelope, logo=look.theme.logo
    )


def _faults(content: bytes, digest: "Digest", look: Look) -> tuple[str, ...]:
    from digest.rendering.check_mail import check_mail
    from digest.rendering.viewing import web_url

    found = check_mail(content, digest, online=web_url(digest, look))
    return tuple(f"the mail: {fault}" for fault in found)


FORM = Form(
    name="eml",
    file="digest.eml",
    media_type="message/rfc822",
    meaning="a mail that any mail program opens and `digest send` sends",
    render=_render,
    faults=_faults,
)
