"""Digest → DigestView: who is cited where, under which number, and what is only summed up."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from digest.errors import ConfigError, RenderError
from digest.model import Article, Citation, Digest, Point, Summary, ToldStory, by_id
from digest.rendering import colophon, provenance, stored_words
from digest.rendering.briefs import numbered
from digest.rendering.catalogue import code_of
from digest.rendering.direction import is_right_to_left
from digest.rendering.links import web_address
from digest.rendering.numbering import Numbering
from digest.rendering.output_form import Look
from digest.rendering.own_words import Labels
from digest.rendering.spoken import language_of, spoken
from digest.rendering.text import clean
from digest.rendering.view import (
    DifferenceView,
    DigestView,
    LeadView,
    MomentView,
    PointView,
    SectionView,
    SourceView,
    StoryView,
)

_PREVIEW = 140
_Links = dict[str, str]


def view(digest: Digest, look: Look) -> DigestView:
    """The digest as its templates see it, the stories after `look.brief_after` as briefs.

    Raises RenderError for a citation of something the digest does not have: only a digest.json
    that was edited by hand can carry one; ConfigError for an address of it that is none.
    """
    digest, unproven = numbered(digest, look.brief_after), look.unproven
    labels = spoken(digest, look)
    articles = by_id(digest.articles)
    alone = frozenset(of for story in digest.stories for of in _alone(story, articles))
    lead, its_links = _lead(digest.lead, articles, unproven, alone, labels)
    links = {label: url for url, label in its_links.items()}
    sections: dict[str, list[StoryView]] = {story.section: [] for story in digest.stories}
    for number, story in enumerate(digest.stories, start=1):
        seen, its_links = _story(number, story, digest, unproven, labels)
        is_brief = look.brief_after is not None and number > look.brief_after
        sections[story.section].append(replace(seen, is_brief=is_brief))
        links |= {label: url for url, label in its_links.items()}
    stories = [story for told in sections.values() for story in told]
    return DigestView(
        edition=digest.edition,
        title=digest.edition.title,
        labels=labels,
        language=labels.language,
        is_right_to_left=is_right_to_left(labels.language),
        preview=_preview(lead, stories, labels),
        lead=lead,
        sections=tuple(_section(name, told) for name, told in sections.items()),
        extent=colophon.extent(digest, labels),
        coverage=digest.coverage,
        accounts=colophon.accounts(digest.coverage, labels),
        left_out=colophon.left_out(digest, labels),
        withheld=colophon.withheld(digest, labels),
        notices=colophon.notices(digest, look.selection, unproven, labels),
        is_corrected=bool(digest.corrections),
        usage=digest.usage,
        made_with=digest.made_with,
        told=provenance.edition_told(digest, labels),
        proof=provenance.edition_proven(digest, labels),
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
    alone: Collection[str],
    labels: Labels,
) -> tuple[LeadView, _Links]:
    cited = dict.fromkeys(c.article for p in points for c in p.citations if c.article in articles)
    listed = [articles[article_id] for article_id in cited]
    numbering = Numbering(0, listed, name="lead", unproven=unproven, alone=alone, labels=labels)
    seen = tuple(numbering.point(number, point) for number, point in enumerate(points, start=1))
    return LeadView(points=seen, sources=numbering.sources()), numbering.links


def _story(
    number: int, story: ToldStory, digest: Digest, unproven: Collection[str], labels: Labels
) -> tuple[StoryView, _Links]:
    articles = by_id(digest.articles)
    ids = (*story.articles, *(copy.article for copy in story.copies))
    missing = [article_id for article_id in ids if article_id not in articles]
    if missing:
        raise RenderError(f"story {story.headline!r} has article {missing[0]!r}, which is missing")
    numbering = Numbering(
        number,
        [articles[article_id] for article_id in ids],
        name=f"story {story.rank.position}",
        unproven=unproven,
        copies=story.copies,
        alone=frozenset(_alone(story, articles)),
        labels=labels,
    )
    language = language_of(articles[story.articles[0]])
    seen = _numbered(number, story, language, numbering, labels)
    method, model = story.summary.method, digest.made_with.model
    is_apart = model is not None and method != provenance.main_method(digest)
    seen = replace(seen, told=provenance.told(method, model, labels) if is_apart else "")
    return seen, numbering.links


def _alone(story: ToldStory, articles: Mapping[str, Article]) -> Iterator[str]:
    """The articles of a story that one voice alone tells, by id; none of an unknown outlet."""
    if story.independent == 1:
        ids = (*story.articles, *(copy.article for copy in story.copies))
        yield from (of for of in ids if of in articles and articles[of].has_outlet)


def _numbered(
    number: int, story: ToldStory, language: str | None, numbering: Numbering, labels: Labels
) -> StoryView:
    summary = story.summary
    points = enumerate(summary.points, start=1)
    quotes = enumerate(summary.quotes, start=1)
    sources = numbering.sources()
    return StoryView(
        number=number,
        headline=numbering.headline(story.headline, summary.headline_citations),
        headline_is_proven=numbering.is_proven("headline"),
        headline_proof=provenance.headline_proven(summary, labels),
        headline_marks=numbering.marks(summary.headline_citations),
        language=language,
        is_right_to_left=is_right_to_left(language),
        foreign=_foreign(language, labels),
        is_brief=False,
        outlets=story.outlets,
        reach=_reach(story, sources, labels),
        independent=story.independent,
        continues=story.continues and stored_words.continued(story.continues, labels),
        is_unchanged=story.continues is not None and not any(p.is_new for p in summary.points),
        by_extraction=summary.method == "extractive",
        told="",
        notes=tuple(stored_words.said(note, labels) for note in summary.notes),
        account_is_proven=numbering.is_proven("account"),
        points=tuple(numbering.point(n, point) for n, point in points),
        quotes=tuple(numbering.quote(n, quote) for n, quote in quotes),
        differences=tuple(_differences(summary, numbering)),
        timeline=tuple(
            MomentView(day=moment.day, point=numbering.point(n, moment.point, "moment"))
            for n, moment in enumerate(summary.timeline, start=1)
        ),
        sources=sources,
        evidence=numbering.evidence(_citations(summary), _printed(summary)),
        proof=provenance.story_proven(summary, labels),
    )


def _differences(summary: Summary, numbering: Numbering) -> Iterator[DifferenceView]:
    told = [point.text for point in summary.points]
    for number, difference in enumerate(summary.differences, start=1):
        yield numbering.difference(number, difference, told)
        told += [position.text for position in difference.positions]


def _printed(summary: Summary) -> list[str]:
    points = [*summary.points, *(moment.point for moment in summary.timeline)]
    sides = (position.text for one in summary.differences for position in one.positions)
    return [*(point.text for point in points), *sides]


def _reach(story: ToldStory, sources: Sequence[SourceView], labels: Labels) -> str:
    articles = labels.say("articles", len(sources))
    if all(source.outlet == source.title for source in sources):
        return labels.joined([articles, labels.say("outlet_unknown")])
    reach = labels.say("outlets", story.outlets)
    if len(sources) > story.outlets:
        outlets = labels.say("from_outlets", story.outlets)
        reach = labels.say("reach", articles=articles, outlets=outlets)
    if story.independent < story.outlets:
        return labels.joined([reach, labels.say("independent", story.independent)])
    return reach


def _citations(summary: Summary) -> list[Citation]:
    """Every citation of a summary, in the order of the page; some more than once."""
    points = [*summary.points, *(moment.point for moment in summary.timeline)]
    cited = [*summary.headline_citations, *(c for point in points for c in point.citations)]
    positions = (position for one in summary.differences for position in one.positions)
    return cited + [citation for position in positions for citation in position.citations]


def _section(name: str, stories: Sequence[StoryView]) -> SectionView:
    return SectionView(
        name=name,
        stories=tuple(story for story in stories if not story.is_unchanged),
        unchanged=tuple(story for story in stories if story.is_unchanged),
    )


def _foreign(language: str | None, labels: Labels) -> str:
    """`In French`; empty for a story in the language of the edition."""
    if language is None or code_of(language) == code_of(labels.wanted):
        return ""
    name = labels.language_name(language)
    return labels.say("in_language", language=name) if name else ""


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
