"""A digest as templates see it: citations numbered, links made, stories in their sections.

Nothing here is escaped: the environment of each form does that (see environment.py). The names of
these classes and fields are what themes rely on; docs/templates.md lists them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from digest.language.reading_time import minutes
from digest.model import Coverage, Edition, MadeWith, Proof, Usage, Window
from digest.rendering.cited_view import (
    DifferenceView,
    Mark,
    MomentView,
    PointView,
    QuoteView,
    SourceView,
)
from digest.rendering.hierarchy import Level
from digest.rendering.own_words import Labels
from digest.rendering.phrase import Phrase
from digest.rendering.provenance import edition_proven

BEST_SOURCES = 3
"""Sources of a story that are named before the others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadView:
    """Sentences over the whole edition, with their own numbering of sources."""

    points: tuple[PointView, ...]
    sources: tuple[SourceView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryView:
    number: int
    """Its place in the edition; counts from 1 through all sections."""
    level: Level
    section: str
    headline: str
    headline_is_proven: bool
    headline_proof: str
    """`headline judged by ...`; empty where it is the headline of an article."""
    headline_proven_by: Proof
    headline_marks: tuple[Mark, ...]
    """What a judged headline rests on."""
    language: str | None
    """Of its lead article; None where it could not be told."""
    is_right_to_left: bool
    foreign: str
    """`In German`; empty where it is in the language of most stories."""
    is_brief: bool
    """It is told in one sentence."""
    outlets: int
    independent: int
    reach: str
    """Both in words: `7 outlets, 2 independent`, `3 articles from 1 outlet`."""
    continues: str | None
    by_extraction: bool
    told: str
    """`chosen by gpt-5-mini from the sources' own sentences`; empty where the edition says so."""
    notes: tuple[str, ...]
    account_is_proven: bool
    """False when its section, the way it was told or its notes were edited by hand."""
    points: tuple[PointView, ...]
    """Of a story that goes on, what is new."""
    known: PointView | None
    """Of a story that goes on, a sentence of what was known."""
    context: PointView | None
    """Why it matters, if a model was asked and could prove it."""
    quotes: tuple[QuoteView, ...]
    differences: tuple[DifferenceView, ...]
    timeline: tuple[MomentView, ...]
    sources: tuple[SourceView, ...]
    more_sources: int = 0
    """Articles that a mail does not list."""
    evidence: tuple[Mark, ...]
    """Every cited sentence once, with one excerpt a mark, in order of source and text."""
    proof: str
    """How its headline and each of its points were proven."""

    @property
    def is_line(self) -> bool:
        """It is told by its headline, with or without anything new."""
        return self.level in ("headline", "line")

    @property
    def aside(self) -> str:
        """What a line says behind its headline: the edition it goes on from, or its reach."""
        return self.continues or " · ".join(filter(None, (self.foreign, self.reach)))

    @property
    def best_sources(self) -> tuple[SourceView, ...]:
        """A few: the lead article, then those that it rests on, then others; copies last."""
        ranked = sorted(
            self.sources, key=lambda one: (one.number != 1, not one.is_cited, one.number)
        )
        return tuple(ranked[:BEST_SOURCES])

    @property
    def sources_in_brief(self) -> tuple[SourceView, ...]:
        """The best, and all whose numbers stand where it has one sentence and what differs."""
        marks = [mark for point in self.points[:1] for mark in point.marks]
        for difference in self.differences:
            marks += (mark for position in difference.positions for mark in position.marks)
        named = {source.number for source in self.best_sources} | {mark.number for mark in marks}
        return tuple(source for source in self.sources if source.number in named)

    @property
    def proofs(self) -> Iterator[Proof]:
        """Those of its headline and of each sentence that it has."""
        yield self.headline_proven_by
        yield from (point.proven_by for point in self._told_points)

    @property
    def _told_points(self) -> Iterator[PointView]:
        """All sentences that it tells, those of its timeline too."""
        yield from (*self.points, *filter(None, (self.known, self.context)))
        yield from (moment.point for moment in self.timeline)

    @property
    def proof_in_brief(self) -> Proof:
        """That of its one sentence; of its headline where no other is told."""
        return self.points[0].proven_by if self.points else self.headline_proven_by

    @property
    def texts(self) -> tuple[str, ...]:
        """All that a reader reads of it."""
        if self.is_line:
            return (self.headline,)
        positions = (position for one in self.differences for position in one.positions)
        return (
            self.headline,
            *(point.text for point in self._told_points),
            *(quote.text for quote in self.quotes),
            *(f"{position.value} {position.text}" for position in positions),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionView:
    name: str
    """Empty for stories without a section."""
    stories: tuple[StoryView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletView:
    """An outlet with its articles in the edition."""

    name: str
    articles: int
    stories: tuple[int, ...]
    """Numbers of the stories that they are in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Things left out for one reason, of which the first few are named."""

    why: str
    count: int
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestView:
    """The whole edition: the one variable of every template, under the name `digest`."""

    edition: Edition
    title: str
    labels: Labels
    """Its own words; templates say them with `say`."""
    language: str
    """Of its labels; each story says its own where that is another."""
    is_right_to_left: bool
    preview: str
    """What a mailbox shows beside the subject."""
    lead: LeadView
    top_story: StoryView | None
    """The most important; None where all are briefs."""
    sections: tuple[SectionView, ...]
    """The other stories that are told whole."""
    briefs: tuple[StoryView, ...]
    headlines: tuple[StoryView, ...]
    """Those of which nothing else is told: a line each."""
    unchanged: tuple[StoryView, ...]
    """Stories with nothing new: a line each."""
    extent: str
    """`5 stories from 13 articles`."""
    span: Window
    """From its first article to its last; open where it is told of none."""
    coverage: Coverage
    accounts: str
    """The same in words: `13 articles read = 5 told + ...`."""
    withheld: tuple[Tally, ...]
    """Sentences that were not proven, by reason. Their words are in digest.json alone."""
    notices: tuple[str, ...]
    """What the reader should know first; corrections are among them."""
    is_corrected: bool
    """It is issued again, with something put right."""
    usage: Usage
    made_with: MadeWith
    told: str
    """How it was told, and by whom: a sentence."""
    cost: str
    """What was asked of models, and its price, as a sentence; empty where nothing was."""
    links: Mapping[str, str]
    """Label → address, for a form that defines its links in one place."""
    web_url: str | None
    """Where this edition can be read online."""

    @property
    def stories(self) -> tuple[StoryView, ...]:
        """All stories by number, those with nothing new too."""
        top = (self.top_story,) if self.top_story else ()
        inner = (story for section in self.sections for story in section.stories)
        return (*top, *inner, *self.briefs, *self.headlines, *self.unchanged)

    @property
    def lines(self) -> tuple[tuple[str, tuple[StoryView, ...]], ...]:
        """Stories of a line each, under the label of their heading; none for no stories."""
        both = (("headlines", self.headlines), ("unchanged", self.unchanged))
        return tuple((label, stories) for label, stories in both if stories)

    @property
    def outlets(self) -> tuple[OutletView, ...]:
        """Those of all articles, that with most of them first."""
        numbers: dict[str, list[int]] = {}
        for story in self.stories:
            for source in story.sources:
                numbers.setdefault(source.outlet, []).append(story.number)
        ranked = sorted(numbers.items(), key=lambda one: -len(one[1]))
        return tuple(
            OutletView(name=name, articles=len(all_), stories=tuple(dict.fromkeys(all_)))
            for name, all_ in ranked
        )

    @property
    def proof(self) -> Phrase:
        """How many of its sentences are copies and how many were judged: a sentence."""
        said = [proof for story in self.stories for proof in story.proofs]
        return edition_proven([*self._lead_proofs, *said], self.labels)

    @property
    def proof_of_briefs(self) -> Phrase:
        """The same where one sentence of each story stands."""
        said = [story.proof_in_brief for story in self.stories]
        return edition_proven([*self._lead_proofs, *said], self.labels)

    @property
    def _lead_proofs(self) -> Iterator[Proof]:
        return (point.proven_by for point in self.lead.points)

    @property
    def minutes(self) -> int:
        """What it takes to read it."""
        return minutes((text, one.language or "") for one in self.stories for text in one.texts)

    @property
    def minutes_of_briefs(self) -> int:
        """What it takes to read one sentence of each story."""
        said = ((point.text, story) for story in self.stories for point in story.points[:1])
        return minutes((text, story.language or "") for text, story in said)

    @property
    def withheld_count(self) -> int:
        return sum(tally.count for tally in self.withheld)
