"""Digest → DigestView: who is cited where, under which number, and what is only summed up."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby
from typing import Generic, TypeVar

from digest.errors import ConfigError
from digest.model import Article, Digest, Point, by_id
from digest.rendering import colophon, provenance
from digest.rendering.cited_view import PointView
from digest.rendering.direction import is_right_to_left
from digest.rendering.hierarchy import placed
from digest.rendering.links import web_address
from digest.rendering.numbering import Numbering
from digest.rendering.output_form import Look
from digest.rendering.own_words import Labels
from digest.rendering.spoken import spoken
from digest.rendering.story_viewing import alone, story_view
from digest.rendering.text import clean
from digest.rendering.view import DigestView, LeadView, SectionView, StoryView

T = TypeVar("T")
_PREVIEW = 140
_Links = dict[str, str]


def view(digest: Digest, look: Look, whole: int | None = None) -> DigestView:
    """The digest as its templates see it, all but the first `look.brief_after` stories as briefs.

    `whole`: of those that are no briefs, so many are told whole.
    Raises RenderError for a citation of something the digest does not have: only a digest.json
    that was edited by hand can carry one; ConfigError for an address of it that is none.
    """
    total = len(digest.stories)
    most = total if look.brief_after is None else min(look.brief_after, total)
    told_whole = most if whole is None else min(whole, most)
    return _view(_Same(digest), _Same(look), spoken(digest, look), told_whole)


@dataclass(frozen=True, slots=True)
class _Same(Generic[T]):
    """One object, which is equal to itself alone: to compare editions takes as long as this."""

    value: T

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.value is other.value

    def __hash__(self) -> int:
        return id(self.value)


@lru_cache(maxsize=2)  # each form of an edition asks for the same one
def _view(same: _Same[Digest], looks: _Same[Look], labels: Labels, whole: int) -> DigestView:
    digest, look, unproven = same.value, looks.value, looks.value.unproven
    articles = by_id(digest.articles)
    main, model = provenance.main_method(digest), digest.made_with.model
    by_one = frozenset(of for story in digest.stories for of in alone(story, articles))
    lead, its_links = _lead(digest.lead, articles, unproven, by_one, labels)
    links = {label: url for url, label in its_links.items()}
    stories = []
    for number, story in enumerate(placed(digest, look.brief_after, whole), start=1):
        seen, its_links = story_view(number, story, articles, unproven, labels)
        method = story.story.summary.method
        is_apart = model is not None and method != main
        told = provenance.told(method, model, labels) if is_apart else ""
        stories.append(replace(seen, told=told))
        links |= {label: url for url, label in its_links.items()}
    return DigestView(
        edition=digest.edition,
        title=digest.edition.title,
        labels=labels,
        language=labels.language,
        is_right_to_left=is_right_to_left(labels.language),
        preview=_preview(lead, stories, labels),
        lead=lead,
        top_story=next((story for story in stories if story.level == "lead"), None),
        sections=_sections([story for story in stories if story.level == "top"]),
        briefs=tuple(story for story in stories if story.level == "brief"),
        headlines=tuple(story for story in stories if story.level == "headline"),
        unchanged=tuple(story for story in stories if story.level == "line"),
        extent=colophon.extent(digest, labels),
        span=colophon.span(digest),
        coverage=digest.coverage,
        accounts=colophon.accounts(digest.coverage, labels),
        withheld=colophon.withheld(digest, labels),
        notices=colophon.notices(digest, look.selection, unproven, labels),
        is_corrected=bool(digest.corrections),
        usage=digest.usage,
        made_with=digest.made_with,
        told=provenance.edition_told(digest, labels),
        cost=provenance.edition_cost(digest.usage, labels),
        links=links,
        web_url=web_url(digest, look),
    )


def web_url(digest: Digest, look: Look) -> str | None:
    """Where this very edition can be read online. Raises ConfigError for what is no address."""
    if look.web_url is None:
        return None
    edition = digest.edition
    filled = look.web_url.replace("{number}", str(edition.number))
    address = web_address(filled.replace("{date}", edition.date.isoformat()))
    if address is None:
        raise ConfigError(f"edition: web_url {look.web_url[:80]!r} is no web address")
    return address


def _lead(
    points: Sequence[Point],
    articles: Mapping[str, Article],
    unproven: Collection[str],
    by_one: Collection[str],
    labels: Labels,
) -> tuple[LeadView, _Links]:
    cited = dict.fromkeys(c.article for p in points for c in p.citations if c.article in articles)
    listed = [articles[article_id] for article_id in cited]
    numbering = Numbering(0, listed, name="lead", unproven=unproven, alone=by_one, labels=labels)
    seen = tuple(numbering.point(number, point) for number, point in enumerate(points, start=1))
    return LeadView(points=seen, sources=numbering.sources()), numbering.links


def _sections(stories: Sequence[StoryView]) -> tuple[SectionView, ...]:
    grouped = groupby(stories, key=lambda story: story.section)
    return tuple(SectionView(name=name, stories=tuple(told)) for name, told in grouped)


def _preview(lead: LeadView, stories: Sequence[StoryView], labels: Labels) -> str:
    """The lead, or the first headlines, as many as stand there whole: half a one may lie."""
    first = [_in_its_name(point, labels) for point in lead.points[:1]]
    kept = ""
    for text in first or _headlines(stories):
        longer = f"{kept}{labels.say('semicolon')}{text}" if kept else text
        kept = longer if len(longer) <= _PREVIEW else kept
    return kept


def _headlines(stories: Sequence[StoryView]) -> Iterator[str]:
    return (clean(story.headline) for story in stories[:3])


def _in_its_name(point: PointView, labels: Labels) -> str:
    text = clean(point.text)
    only = labels.say("only_in", outlet=point.only_in) if point.only_in else ""
    return f"{text} ({only})" if only else text
