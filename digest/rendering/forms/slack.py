"""Slack: blocks of rich text, in which no word is markup and nobody is called."""

import json
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from digest.rendering.output_form import Form, Look

if TYPE_CHECKING:
    from digest.model import Digest
    from digest.rendering.outline import Message, Paragraph, Run

MOST_BLOCKS = 50
MOST_IN_BLOCK = 3000
MOST_IN_ALL = 13_000
"""Characters of a message; beyond that Slack refuses some."""
_MOST_HEADER = 150
_Block = dict[str, Any]


def _render(digest: "Digest", look: Look) -> bytes:
    from digest.rendering.outline import least_cut, plain
    from digest.rendering.viewing import view

    message = least_cut(view(digest, look), _fits)
    title = plain(message.head[0]).replace("&", "&amp;").replace("<", "&lt;")
    body = {"text": title.replace(">", "&gt;"), "blocks": list(_blocks(message))}
    return (json.dumps(body, ensure_ascii=False, indent=1) + "\n").encode()


def _fits(message: "Message") -> bool:
    blocks = list(_blocks(message))
    sizes = [_size(block) for block in blocks]
    return len(blocks) <= MOST_BLOCKS and max(sizes) <= MOST_IN_BLOCK and sum(sizes) <= MOST_IN_ALL


def _size(block: object) -> int:
    """Characters of its texts and addresses."""
    match block:
        case {"text": str(text), **rest}:
            return len(text) + len(str(rest.get("url", "")))
        case dict():
            return sum(map(_size, block.values()))
        case list():
            return sum(map(_size, block))
        case _:
            return 0


def _blocks(message: "Message") -> Iterator[_Block]:
    """A header, and a block for each story and what stands around them."""
    from digest.rendering.outline import plain
    from digest.rendering.text import shorten

    title, *others = message.head
    header = {"type": "plain_text", "text": shorten(plain(title), _MOST_HEADER), "emoji": False}
    yield {"type": "header", "text": header}
    for part in (others, *message.stories, message.foot):
        if part:
            yield {"type": "rich_text", "elements": list(_elements(part))}


def _elements(part: "Sequence[Paragraph]") -> Iterator[_Block]:
    points = [paragraph for paragraph in part if paragraph.kind == "point"]
    for paragraph in part:
        if paragraph.kind != "point":
            yield _section(paragraph)
        elif paragraph is points[0]:
            items = list(map(_section, points))
            yield {"type": "rich_text_list", "style": "bullet", "elements": items}


def _section(paragraph: "Paragraph") -> _Block:
    return {"type": "rich_text_section", "elements": [_run(r) for r in paragraph.runs if r.text]}


def _run(run: "Run") -> _Block:
    written: _Block = {"type": "text", "text": run.text}
    if run.url:
        written = {"type": "link", "url": run.url, "text": run.text}
    return {**written, "style": {"bold": True}} if run.is_bold else written


FORM = Form(
    name="slack",
    file="digest.slack.json",
    media_type="application/json",
    meaning="a message for Slack: at most 50 blocks, each of at most 3,000 characters",
    is_whole=False,
    is_kept=False,
    render=_render,
)
