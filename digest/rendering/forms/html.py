"""The page and the mail's HTML: the template's output with its CSS moved into the elements."""

from typing import TYPE_CHECKING

from markupsafe import escape

from digest.rendering.output_form import Form, Look, Template
from digest.rendering.text import clean

if TYPE_CHECKING:
    from digest.model import Digest

_CHARSET = '<meta charset="utf-8">'


def inline_css(page: str) -> str:
    """The page with the rules of its own style sheet as `style` attributes; @media rules stay.

    Many mail programs read nothing but `style` attributes. Nothing is loaded from anywhere.
    """
    import css_inline

    inliner = css_inline.CSSInliner(
        keep_at_rules=True,
        load_remote_stylesheets=False,
        minify_css=True,
    )
    inlined = inliner.inline(page)
    # The inliner puts what is left of the style sheet before the charset, which a browser looks
    # for in the first 1024 bytes. The head comes before any word of an article.
    ordered = inlined.replace(_CHARSET, "", 1).replace("<head>", "<head>" + _CHARSET, 1)
    return ordered.rstrip() + "\n"


def _escape(value: str) -> str:
    return str(escape(clean(value)))


def _render(digest: "Digest", look: Look) -> bytes:
    from digest.rendering.filling import filled

    return inline_css(filled(digest, look, Template(suffix="html", escape=_escape))).encode()


FORM = Form(
    name="html",
    file="digest.html",
    media_type="text/html",
    meaning="a page for a browser; each sentence unfolds its evidence",
    render=_render,
)
