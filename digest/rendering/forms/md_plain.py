"""Markdown that every editor knows: headings, lists and links in the line, and nothing else."""

from typing import TYPE_CHECKING

from digest.rendering.escaping import escape
from digest.rendering.outline.paragraphs import calling_nobody
from digest.rendering.output_form import Form, Look

if TYPE_CHECKING:
    from digest.model import Digest
    from digest.rendering.outline import Paragraph, Run

_STARTS = {"title": "# ", "headline": "## ", "point": "- ", "quote": "> ", "note": "> "}


def _render(digest: "Digest", look: Look) -> bytes:
    from digest.rendering.outline import whole_edition
    from digest.rendering.viewing import view

    lines: list[str] = []
    before = ""
    for paragraph in whole_edition(view(digest, look)):
        if lines and not before == paragraph.kind == "point":
            lines.append("")
        lines.append(_line(paragraph))
        before = paragraph.kind
    return ("\n".join(lines) + "\n").encode()


def _line(paragraph: "Paragraph") -> str:
    is_heading = paragraph.kind in ("title", "headline")
    runs = "".join(_markup(run, is_bold=run.is_bold and not is_heading) for run in paragraph.runs)
    return f"{_STARTS.get(paragraph.kind, '')}{runs}"


def _markup(run: "Run", *, is_bold: bool) -> str:
    words = run.text.strip()
    start, _, end = run.text.partition(words) if words else (run.text, "", "")
    text = calling_nobody(escape(words))  # which takes out what cannot be seen
    text = f"**{text}**" if is_bold else text
    return f"{start}{f'[{text}]({run.url})' if run.url else text}{end}"


FORM = Form(
    name="md-plain",
    file="digest.plain.md",
    media_type="text/markdown",
    meaning="Markdown with its links in the line, for editors of newsletters",
    is_whole=False,
    is_kept=False,
    render=_render,
)
