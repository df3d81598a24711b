"""The coverage of one event, before and after it was told."""

from dataclasses import dataclass

from digest.model.summaries import Summary

NO_SECTION = "News"
"""The section of what nobody gave one; readers see it in the language of the edition."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """An article that repeats another one of the same story (agency copy, a reprint)."""

    article: str
    of: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One part of a story's rank, so that no number is hidden."""

    what: str
    """`independent outlets`, `recency`, `reports nothing`, `topic: energy`, ..."""
    value: float
    """What it adds to the score."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rank:
    """The place of a story in the edition, and the reasons that add up to its score."""

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

    @property
    def members(self) -> tuple[str, ...]:
        """All its articles by id, the lead article first, copies last."""
        return (*self.articles, *(copy.article for copy in self.copies))


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldStory(Story):
    """A story with its summary: what an edition prints."""

    headline: str
    summary: Summary
    cost: float | None = None
    """US dollars for what this build asked about it, its share of requests for several; an
    estimate, None where it is not known. The exam and the grouping are in the edition's alone."""
