"""A page to be copied from the browser into an editor: headings, lists and links, without looks."""

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from markupsafe import escape

from digest.rendering.output_form import Form, Look

if TYPE_CHECKING:
    from digest.model import Digest
    from digest.rendering.outline import Paragraph, Run

_ELEMENTS = {"title": "h1", "headline": "h2", "point": "li", "quote": "blockquote"}


def _render(digest: "Digest", look: Look) -> bytes:
    from digest.rendering.outline import whole_edition
    from digest.rendering.viewing import view

    seen = view(digest, look)
    way = "rtl" if seen.is_right_to_left else "ltr"
    head = (
        f'<!DOCTYPE html>\n<html lang="{escape(seen.language)}" dir="{way}">\n<head>\n'
        '<meta charset="utf-8">\n'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'">\n'
        f"<title>{escape(seen.title)}</title>\n</head>\n<body>\n"
    )
    body = "".join(_elements(whole_edition(seen)))
    return f"{head}{body}</body>\n</html>\n".encode()


def body_of(page: str) -> str:
    """What stands between the tags of its body, for a service that takes HTML."""
    return page.partition("<body>\n")[2].rpartition("</body>")[0]


def _elements(paragraphs: "Iterator[Paragraph]") -> Iterator[str]:
    for is_list, some in groupby(paragraphs, key=lambda paragraph: paragraph.kind == "point"):
        if is_list:
            yield "<ul>\n"
        for paragraph in some:
            name = _ELEMENTS.get(paragraph.kind, "p")
            is_heading = name in ("h1", "h2")
            words = "".join(
                _markup(run, is_bold=run.is_bold and not is_heading) for run in paragraph.runs
            )
            yield f"<{name}>{words}</{name}>\n"
        if is_list:
            yield "</ul>\n"


def _markup(run: "Run", *, is_bold: bool) -> str:
    text = str(escape(run.text))
    text = f"<strong>{text}</strong>" if is_bold else text
    return f'<a href="{escape(run.url)}">{text}</a>' if run.url else text


FORM = Form(
    name="paste",
    file="digest.paste.html",
    media_type="text/html",
    meaning="a plain page to copy into an editor, such as Substack's",
    is_whole=False,
    is_kept=False,
    render=_render,
)
