"""A whole edition, and the accounts it gives of itself."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from digest.model.articles import Article, Skipped, by_id
from digest.model.stories import ToldStory
from digest.model.summaries import THRESHOLD, Point


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """When an edition's feeds were read, and since when; None where it is open.

    An article may be older: a feed may show it late, or be read for the first time.
    """

    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """The issue that readers get: which one, of which day, and what time it covers."""

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
    """What was asked of models, and what it cost."""

    requests: int = 0
    """Requests that were answered in this run; an answer from the store counts nothing."""
    input_tokens: int = 0
    output_tokens: int = 0
    cost: float | None = 0.0
    """US dollars, an estimate; None where the price of the model is not known."""
    is_estimated: bool = False
    """Whether some server did not count its tokens, so that they are estimates too."""
    batched: int = 0
    """The requests among them that were answered in a batch, for half the price."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeWith:
    """The program, the model and the prompts that made the edition."""

    digest: str
    model: str | None
    prompts: str
    """A short hash of the prompt files that were used."""
    threshold: int = THRESHOLD
    """The doubt from which on its judge refused."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What was wrong in an edition that readers had, and is put right in it."""

    at: datetime
    """Aware."""
    text: str
    """In the editor's words; nothing proves it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierCorrection:
    """What was put right in an earlier edition, told to the readers of a later one."""

    number: int
    date: date
    """Number and date of that edition."""
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """A whole edition. Every output is rendered from it, and digest.json is all of it."""

    edition: Edition
    lead: tuple[Point, ...]
    """Sentences over the whole edition, an editor's own; they cite like any other."""
    stories: tuple[ToldStory, ...]
    articles: tuple[Article, ...]
    """Every article of every story told, copies included, by id."""
    skipped: tuple[Skipped, ...]
    coverage: Coverage
    usage: Usage
    made_with: MadeWith
    notices: tuple[str, ...] = ()
    """What went wrong on the way and the reader should know: the model could not be reached, ..."""
    corrections: tuple[Correction, ...] = ()
    """Of this edition, in the order in which they were made."""
    earlier_corrections: tuple[EarlierCorrection, ...] = ()
    """Of others, made since the edition before this one."""
    seals: Mapping[str, str] = field(default_factory=dict)
    """A short hash of every text when it was proven, so that an edit by hand is seen."""
    forms: Mapping[str, str] = field(default_factory=dict)
    """A short hash of each file that was written with digest.json, by name; its own is that of
    what the others were made of. So a file that is older, or was edited by hand, is seen."""

    def article(self, article_id: str) -> Article:
        """Raises KeyError for an id the edition does not have."""
        return by_id(self.articles)[article_id]
