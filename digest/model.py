"""The facts that travel through the pipeline: frozen, typed, one name per stage of life.

They are plain dataclasses, so a hundred thousand articles stay cheap; where bytes enter or leave
(digest.json, the store) pydantic reads and writes them through `store.digest_file`.
Every offset counts code points of `Article.text`, never bytes, and every interval is half-open.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal, NamedTuple

Method = Literal["model", "extractive"]


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
    """The outlet's name; the host of the address, or "unknown outlet", where none is given."""
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

    def sentence(self, index: int) -> str:
        """The words of one sentence. Raises IndexError for a number the article does not have."""
        if index < 0:
            raise IndexError(index)
        span = self.sentences[index]
        return self.text[span.start : span.end]

    def sentence_texts(self) -> Iterator[str]:
        return (self.text[start:end] for start, end in self.sentences)


class Citation(NamedTuple):
    """Evidence: one sentence of one article, by the article's id and the sentence's index."""

    article: str
    sentence: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """An article that repeats another one of the same story (agency copy, a reprint)."""

    article: str
    of: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One part of a story's rank, so that no number is hidden."""

    what: str
    """`independent outlets`, `recency`, `topic: energy`, ..."""
    value: float
    """What it adds to the score."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rank:
    position: int
    """1 is the first story of the edition."""
    score: float
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """The articles on one event, before anybody has told it."""

    id: str
    """Made from its articles' ids, so the same articles give the same id in any order."""
    thread: str
    """The id shared with the earlier stories it continues; its own id when it is the first."""
    section: str
    rank: Rank
    articles: tuple[str, ...]
    """Article ids, the lead article first; copies are not among them."""
    copies: tuple[Copy, ...] = ()
    outlets: int = 1
    """Outlets that carry the story, copies included."""
    independent: int = 1
    """Outlets left when each group of copies counts once."""
    continues: str | None = None
    """The date and headline of the earlier edition's story, for the reader; None for a new one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One checked sentence of ours. Only summaries/check.py makes one, so its evidence exists."""

    text: str
    citations: tuple[Citation, ...]
    only_in: str | None = None
    """The outlet's name where a story of several outlets has this from one alone."""
    is_new: bool = True
    """False when an earlier edition of the thread already printed its facts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Exact words: `article.text[start:end]` is the text between its quotation marks."""

    text: str
    speaker: str
    role: str | None = None
    article: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """One side of a difference, in the words of its sources."""

    text: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One matter on which outlets disagree."""

    about: str
    positions: tuple[Position, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """One dated step of a story that spans days."""

    day: date
    point: Point


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejected:
    """A sentence that was withheld, and the fault that nothing could mend."""

    text: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What the edition says of one story. Everything in it has been checked."""

    method: Method
    headline: str
    points: tuple[Point, ...]
    quotes: tuple[Quote, ...] = ()
    differences: tuple[Difference, ...] = ()
    timeline: tuple[Moment, ...] = ()
    rejected: tuple[Rejected, ...] = ()
    notes: tuple[str, ...] = ()
    """What the reader should know of how it was made: shortened, told by extraction because ..."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldStory(Story):
    """A story with its summary: what an edition prints."""

    headline: str
    summary: Summary


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """The time an edition covers; None where it is open."""

    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    title: str
    number: int
    date: date
    window: Window = field(default_factory=Window)


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """Where every item that was read went: read = told + copies + merged + left_out, always."""

    read: int
    told: int
    """Lead articles of the stories in the edition."""
    copies: int
    merged: int
    """The other articles of the stories in the edition."""
    left_out: int
    """Each with its reason among `Digest.skipped`."""

    def __post_init__(self) -> None:
        if self.read != self.told + self.copies + self.merged + self.left_out:
            raise ValueError(f"the coverage does not add up: {self}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    requests: int = 0
    """Requests that were answered in this run; an answer from the store counts nothing."""
    input_tokens: int = 0
    output_tokens: int = 0
    cost: float | None = 0.0
    """US dollars, an estimate; None where the price of the model is not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeWith:
    digest: str
    model: str | None
    prompts: str
    """A short hash of the prompt files that were used."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """A whole edition. Every output is rendered from it, and digest.json is all of it."""

    edition: Edition
    lead: tuple[Point, ...]
    """Sentences over the whole edition; they cite like any other."""
    stories: tuple[ToldStory, ...]
    articles: tuple[Article, ...]
    """Every article of every story told, copies included, by id."""
    skipped: tuple[Skipped, ...]
    coverage: Coverage
    usage: Usage
    made_with: MadeWith
    notices: tuple[str, ...] = ()
    """What went wrong on the way and the reader should know: the model could not be reached, ..."""

    def article(self, article_id: str) -> Article:
        """Raises KeyError for an id the edition does not have."""
        return by_id(self.articles)[article_id]


def by_id(articles: tuple[Article, ...] | list[Article]) -> Mapping[str, Article]:
    return {article.id: article for article in articles}
