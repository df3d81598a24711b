"""A short text for a service that has no form of its own."""

from typing import TYPE_CHECKING

from digest.rendering.output_form import Form, Look

if TYPE_CHECKING:
    from digest.model import Digest
    from digest.rendering.outline import Message, Paragraph

MOST_CHARACTERS = 1000
"""Most services take that many, whatever they do to a text on its way."""


def _render(digest: "Digest", look: Look) -> bytes:
    from digest.rendering.outline import least_cut
    from digest.rendering.viewing import view

    return _written(least_cut(view(digest, look), _fits, by_outlet=True)).encode()


def _fits(message: "Message") -> bool:
    return len(_written(message)) <= MOST_CHARACTERS


def _written(message: "Message") -> str:
    parts = (message.head, *map(_story, message.stories), message.foot)
    return "\n\n".join("\n".join(map(_line, part)) for part in parts if part) + "\n"


def _story(story: "tuple[Paragraph, ...]") -> "tuple[Paragraph, ...]":
    """Without its sources: their addresses would be most of the text."""
    return tuple(paragraph for paragraph in story if paragraph.kind != "sources")


def _line(paragraph: "Paragraph") -> str:
    """Its words; where they lead only at the end, to all of the edition."""
    is_end = paragraph.kind == "end"
    return "".join(
        f"{run.text}: {run.url}" if run.url and is_end else run.text for run in paragraph.runs
    )


FORM = Form(
    name="note",
    file="digest.note.txt",
    media_type="text/plain",
    meaning="a text of at most 1,000 characters, for any other service",
    is_whole=False,
    is_kept=False,
    render=_render,
)
