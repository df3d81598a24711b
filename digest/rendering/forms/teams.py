"""Teams: a message with an adaptive card, of runs of text in which no word is markup."""

import json
from typing import TYPE_CHECKING, Any

from digest.rendering.output_form import Form, Look

if TYPE_CHECKING:
    from digest.model import Digest
    from digest.rendering.outline import Message, Paragraph, Run

MOST_CARD_BYTES = 20_000
"""Of the message. Its reference says 28 kB; some 21 kB were seen to be refused."""
_CARD = "application/vnd.microsoft.card.adaptive"
_SCHEMA = "http://adaptivecards.io/schemas/adaptive-card.json"
_LOOKS: dict[str, dict[str, Any]] = {
    "title": {"size": "Large"},
    "dateline": {"isSubtle": True, "size": "Small"},
    "note": {"isSubtle": True},
    "sources": {"isSubtle": True, "size": "Small"},
}
"""Of the runs of a paragraph, where it is not as all others."""


def _render(digest: "Digest", look: Look) -> bytes:
    from digest.rendering.outline import least_cut
    from digest.rendering.viewing import view

    return _written(least_cut(view(digest, look), _fits))


def _fits(message: "Message") -> bool:
    return len(_written(message)) <= MOST_CARD_BYTES


def _written(message: "Message") -> bytes:
    card = {
        "$schema": _SCHEMA,
        "type": "AdaptiveCard",
        "version": "1.4",
        "msteams": {"width": "Full"},
        "body": [_block(paragraph) for paragraph in message.paragraphs],
    }
    body = {"type": "message", "attachments": [{"contentType": _CARD, "content": card}]}
    return (json.dumps(body, ensure_ascii=False) + "\n").encode()


def _block(paragraph: "Paragraph") -> dict[str, Any]:
    look = _LOOKS.get(paragraph.kind, {})
    start = [{"type": "TextRun", "text": "• "}] if paragraph.kind == "point" else []
    inlines = [_run(run, look) for run in paragraph.runs if run.text]
    spacing = "Large" if paragraph.kind == "headline" else "Small"
    return {"type": "RichTextBlock", "spacing": spacing, "inlines": [*start, *inlines]}


def _run(run: "Run", look: dict[str, Any]) -> dict[str, Any]:
    written: dict[str, Any] = {"type": "TextRun", "text": run.text, **look}
    if run.is_bold:
        written["weight"] = "Bolder"
    if run.url:
        written["selectAction"] = {"type": "Action.OpenUrl", "url": run.url}
    return written


FORM = Form(
    name="teams",
    file="digest.teams.json",
    media_type="application/json",
    meaning="a message for Teams: an adaptive card of at most 20 kB",
    is_whole=False,
    is_kept=False,
    render=_render,
)
