"""What the modules of this room hand each other before anything is a `Document`."""

from dataclasses import dataclass
from datetime import datetime

from digest.model import Document, Hints, Skipped
from digest.sources.place import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One item of a feed or a sitemap."""

    id: str
    """What the publisher calls it; made from link or title and date where it has no id."""
    url: str | None = None
    """Absolute, http(s)."""
    title: str | None = None
    """Plain text on one line."""
    authors: tuple[str, ...] = ()
    published: datetime | None = None
    changed: datetime | None = None
    """When the list says it was changed: for the window alone, it is no date of an article."""
    language: str | None = None
    source: str | None = None
    """The outlet, where the item names one of its own."""
    html: str = ""
    """The fullest text that the item carries, as it came: untrusted. Empty in a sitemap."""
    is_content: bool = False
    """The item calls this text its content, not its summary."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """What a feed or sitemap says, in its own order."""

    title: str | None = None
    home: str | None = None
    language: str | None = None
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A page that has to be fetched to have the article."""

    url: str
    hints: Hints
    teaser: Document | None = None
    """What is taken instead when the page is not to be had."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where some bytes came from."""

    place: Place
    """The place of the configuration that led there."""
    where: str
    """The path or final address, for messages."""
    url: str | None = None
    """The web address that relative links start from; None for files."""
    charset: str | None = None


Found = Document | Skipped | Wanted | Feed | Place
"""A `Place` is one that another place names: a feed of an OPML file, a line of addresses."""
