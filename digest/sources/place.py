"""Where articles come from, and how they are to be read: the words of the configuration."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from digest.model import Hints

Kind = Literal["auto", "feed", "page", "sitemap"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One place to read: what a `[[sources]]` table or an argument of `digest build` says."""

    address: str
    """`-` for standard input, a path of a file or folder, or an http(s) address."""
    name: str | None = None
    """The outlet's name; None where the place itself should say it."""
    section: str | None = None
    language: str | None = None
    """ISO 639-1."""
    weight: float = 1.0
    kind: Kind = "auto"
    """`auto` looks at what the address answers; a page that names a feed is read as that feed."""

    @property
    def is_web(self) -> bool:
        return self.address[:8].lower().startswith(("http://", "https://"))

    def hints(
        self,
        *,
        source: str | None = None,
        url: str | None = None,
        title: str | None = None,
        authors: tuple[str, ...] = (),
        published: datetime | None = None,
        language: str | None = None,
        is_teaser: bool = False,
    ) -> Hints:
        """What is known of one article of this place; the configuration's word goes first."""
        return Hints(
            source=self.name or source,
            url=url,
            title=title,
            authors=authors,
            published=published,
            language=self.language or language,
            section=self.section,
            weight=self.weight,
            is_teaser=is_teaser,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceOptions:
    """How places are read."""

    fetch_pages: bool = True
    """Fetch the page behind a feed entry that carries only a teaser."""
    again: bool = False
    """Read also what was read for an earlier edition, and ask for feeds that have not changed."""
    max_article_bytes: int = 20_000_000
    """A file, a line of JSON, a mail or a response above this is skipped, never loaded."""
    max_items: int = 500
    """Entries taken from one feed or sitemap, newest first as they stand there."""
