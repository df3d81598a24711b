"""What was found and read: documents, articles, and what was skipped of them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple


class Span(NamedTuple):
    """A half-open interval of code points: `text[start:end]`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Hints:
    """What the place an article came from already knows about it; None where it does not."""

    source: str | None = None
    """The outlet's name, as configured or as the feed gives it."""
    url: str | None = None
    title: str | None = None
    authors: tuple[str, ...] = ()
    published: datetime | None = None
    """Aware; UTC."""
    language: str | None = None
    """ISO 639-1, lower case."""
    section: str | None = None
    """The section the reader's configuration gives to the source."""
    weight: float = 1.0
    """How much the reader trusts the source; 1 is ordinary."""
    is_teaser: bool = False
    """The place gave only the beginning of the article."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """Bytes as they were found, before anything was understood of them."""

    place: str
    """Where: a path, an address, `mailbox.mbox#3`. For messages only; never in an edition."""
    content: bytes
    media_type: str
    """`text/html`, `text/plain`, `text/markdown`, `application/pdf`; the reader of it is chosen
    by this alone."""
    charset: str | None = None
    """As the transport said; the content itself may know better."""
    hints: Hints = field(default_factory=Hints)
    instead: "Document | None" = None
    """What to read when this turns out to be no article: the feed's teaser of a walled page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """A thing that was left out: what, and why, in words for the reader of the edition."""

    what: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One text, cleaned, with the sentences that citations point at."""

    id: str
    """The same article has the same id on every run and machine."""
    source: str
    """The outlet's name, else the domain of the address; the headline where nothing names one."""
    url: str | None
    title: str
    authors: tuple[str, ...] = ()
    published: datetime | None = None
    """Aware, UTC; None when neither the text nor its place says."""
    language: str
    """ISO 639-1, "und" when it could not be told."""
    text: str
    sentences: tuple[Span, ...]
    """In reading order, not overlapping; a citation's number is an index into this."""
    section: str | None = None
    weight: float = 1.0
    is_teaser: bool = False
    is_opinion: bool = False
    """It tells its writer's own view, as its place says or its voice."""

    @property
    def has_outlet(self) -> bool:
        """Whether anything names its outlet; an article of which nothing does speaks for itself."""
        return self.source != self.title

    @property
    def called(self) -> str:
        """Outlet and headline, for messages."""
        return f"{self.source}: {self.title}" if self.has_outlet else self.title

    def sentence(self, index: int) -> str:
        """The words of one sentence. Raises IndexError for a number the article does not have."""
        if index < 0:
            raise IndexError(index)
        span = self.sentences[index]
        return self.text[span.start : span.end]

    def begins_paragraph(self, index: int) -> bool:
        """Whether a paragraph begins with the sentence, as one does with the first."""
        if not index:
            return True
        return "\n" in self.text[self.sentences[index - 1].end : self.sentences[index].start]

    def sentence_texts(self) -> Iterator[str]:
        """The words of every sentence, in order."""
        return (self.text[start:end] for start, end in self.sentences)


def by_id(articles: Sequence[Article]) -> Mapping[str, Article]:
    """The articles under their ids."""
    return {article.id: article for article in articles}
