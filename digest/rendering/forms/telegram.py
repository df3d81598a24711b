"""Telegram: one message in the HTML that bots may send."""

import re
from html import unescape
from typing import TYPE_CHECKING

from markupsafe import escape

from digest.rendering.outline.paragraphs import in_lines
from digest.rendering.output_form import Form, Look

if TYPE_CHECKING:
    from digest.model import Digest
    from digest.rendering.outline import Message, Run

MOST_UNITS = 4096
"""UTF-16 units of a message, without its markup."""
_MOST_ENTITIES = 100
"""Bold words and links; Telegram shows the rest without."""
_MARKUP = re.compile(r"<[^>]*>")


def _render(digest: "Digest", look: Look) -> bytes:
    from digest.rendering.outline import least_cut
    from digest.rendering.viewing import view

    return _written(least_cut(view(digest, look), _fits)).encode()


def _fits(message: "Message") -> bool:
    written = _written(message)
    shown = unescape(_MARKUP.sub("", written))
    units = len(shown.encode("utf-16-le")) // 2
    return units <= MOST_UNITS and written.count("</") <= _MOST_ENTITIES


def _written(message: "Message") -> str:
    parts = (message.head, *message.stories, message.foot)
    return "\n\n".join(in_lines(part, _markup) for part in parts if part) + "\n"


def _markup(run: "Run") -> str:
    text = str(escape(run.text))
    text = f"<b>{text}</b>" if run.is_bold else text
    return f'<a href="{escape(run.url)}">{text}</a>' if run.url else text


FORM = Form(
    name="telegram",
    file="digest.telegram.html",
    media_type="text/html",
    meaning="a message for Telegram, of at most 4,096 characters",
    is_whole=False,
    is_kept=False,
    render=_render,
)
