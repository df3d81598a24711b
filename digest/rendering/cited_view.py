"""What stands in a story as templates see it: sources, sentences and figures with their citations.

As in view.py nothing is escaped, and the names are what themes rely on.
"""

from dataclasses import dataclass
from datetime import date, datetime

from digest.model import Proof


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceView:
    """One article of a story, as its line of sources names it."""

    number: int
    """What citations call it; counts from 1 over the story, lead article first, copies last."""
    outlet: str
    title: str
    published: datetime | None
    language: str | None
    url: str | None
    """None where the article has no address that a reader may be sent to."""
    label: str
    """Stands for the address in `DigestView.links`; empty without an address."""
    copy_of: int | None = None
    """The number of the source it repeats; None for an article of its own."""
    is_cited: bool
    """Something that the story prints rests on it."""
    excerpts: tuple[str, ...]
    """The sentences of it that the story rests on, in its order; its first where there are none."""
    clipping: str
    """The first two of them as a passage, with an ellipsis for what stands between them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A citation: all the sentences of one article that a point rests on."""

    number: int
    outlet: str
    published: datetime | None
    url: str | None
    """Opens the article at the cited sentences."""
    label: str
    language: str | None
    """Of the article; None where it could not be told."""
    excerpts: tuple[str, ...]
    """The cited sentences, at most a few hundred characters each, without what is printed where
    the mark stands: a copy needs none."""
    has_hover: bool = True
    """The first of them may show when the pointer rests on the mark."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PointView:
    text: str
    language: str | None
    """Of the articles it cites; of its story where they are in several."""
    marks: tuple[Mark, ...]
    is_copy: bool
    """It stands in its source word for word."""
    only_in: str | None
    is_new: bool
    is_proven: bool
    """False when it was edited by hand since it was proven; so too below."""
    proof: str
    """How it was proven: `Word for word`, `Judged by gpt-5-mini, doubt 3 of 100`."""
    proven_by: Proof
    """The same, as it is counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteView:
    text: str
    speaker: str
    role: str | None
    by: str
    """Both with the outlet, in words; where nothing names one, a headline would stand in its place,
    and so there is none."""
    mark: Mark
    is_proven: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionView:
    value: str
    """The figure in dispute; empty where none is."""
    text: str
    """The sentence; empty where the story has told it already, and the figure is enough."""
    language: str | None
    marks: tuple[Mark, ...]
    is_proven: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DifferenceView:
    about: str
    """The matter; of a count that grew, with its values by time: `people hurt: nine, later 12`."""
    language: str | None
    """Of words in it that are the articles' own."""
    is_update: bool
    """They stand by time: a count that grew."""
    positions: tuple[PositionView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MomentView:
    day: date
    point: PointView
