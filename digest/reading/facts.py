"""What one form of document gave, before it becomes an Article."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Facts as the document tells them; None and empty where it is silent."""

    paragraphs: tuple[str, ...]
    """The article's text, furniture removed, the headline left out."""
    title: str | None = None
    authors: tuple[str, ...] = ()
    published: datetime | None = None
    saved: datetime | None = None
    """When the file was made, of a document that is not its outlet's own page: counts where neither
    it nor its name tells a day."""
    source: str | None = None
    url: str | None = None
    language: str | None = None
    """As the document claims."""
    around: str = ""
    """Where there is little text, the words around it: they tell a wall from a brief."""
    sections: tuple[str, ...] = ()
    """What it says it belongs to: `Opinion`, `World`."""
    is_opinion: bool = False
    """The document says that it is somebody's view."""
    is_limited: bool = False
    """The document says that only a part of it is free to read."""


class UnreadableError(ValueError):
    """The document holds no article; the message says why, for the reader of the edition."""


Finder = Callable[[bytes, str | None], Found]
