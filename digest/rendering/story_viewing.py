"""ToldStory → StoryView: what of a story is printed where it stands, with its numbers and links."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from digest.errors import RenderError
from digest.findings.timeline import shown_steps
from digest.model import NO_SECTION, Article, Citation, Moment, Point, Summary, ToldStory
from digest.rendering import provenance, stored_words
from digest.rendering.catalogue import code_of
from digest.rendering.cited_view import DifferenceView, MomentView, SourceView
from digest.rendering.direction import is_right_to_left
from digest.rendering.hierarchy import Placed
from digest.rendering.numbering import Numbering
from digest.rendering.own_words import Labels
from digest.rendering.spoken import language_of
from digest.rendering.view import StoryView


@dataclass(frozen=True, slots=True)
class _Printed:
    """What a story prints of its summary, each point with the number that seals call it by."""

    summary: Summary
    """With these points alone."""
    points: tuple[tuple[int, Point], ...]
    steps: tuple[tuple[int, Moment], ...]
    known: tuple[tuple[int, Point], ...] = ()
    """What an earlier edition has told: one sentence at most."""


def story_view(
    number: int,
    placed: Placed,
    articles: Mapping[str, Article],
    unproven: Collection[str],
    labels: Labels,
) -> tuple[StoryView, dict[str, str]]:
    """The story as templates see it, and the label of each address in it; `told` is empty.

    Raises RenderError for a story with an article that the edition does not have.
    """
    story = placed.story
    ids = story.members
    missing = [article_id for article_id in ids if article_id not in articles]
    if missing:
        raise RenderError(f"story {story.headline!r} has article {missing[0]!r}, which is missing")
    numbering = Numbering(
        number,
        [articles[article_id] for article_id in ids],
        name=f"story {story.rank.position}",
        unproven=unproven,
        copies=story.copies,
        alone=frozenset(alone(story, articles)),
        labels=labels,
    )
    language = language_of(articles[story.articles[0]])
    seen = _seen(
        placed, _printed(placed), numbering, labels=labels, number=number, language=language
    )
    return seen, numbering.links


def alone(story: ToldStory, articles: Mapping[str, Article]) -> Iterator[str]:
    """The articles of a story that one voice alone tells, by id; none of an unknown outlet."""
    if story.independent == 1:
        ids = story.members
        yield from (of for of in ids if of in articles and articles[of].has_outlet)


def _printed(placed: Placed) -> _Printed:
    """All of it; of a story that goes on what is new, and a sentence of what was known.

    A brief has one sentence, which is news if there is any.
    """
    summary = placed.story.summary
    points = tuple(enumerate(summary.points, start=1))
    goes_on = placed.story.continues is not None
    news = tuple(one for one in points if one[1].is_new or not goes_on) or points
    known = tuple(one for one in points if one not in news)[:1]
    steps = shown_steps(summary)
    if placed.is_short or placed.level == "line":
        news, known, steps = news[: int(placed.is_short)], (), ()
        summary = replace(summary, quotes=(), differences=(), context=None)
    kept = tuple(point for _, point in (*news, *known))
    timeline = tuple(step for _, step in steps)
    return _Printed(replace(summary, points=kept, timeline=timeline), news, steps, known)


def _seen(
    placed: Placed,
    printed: _Printed,
    numbering: Numbering,
    *,
    labels: Labels,
    number: int,
    language: str | None,
) -> StoryView:
    story, summary = placed.story, printed.summary
    sources = numbering.sources(_citations(summary))
    known = [numbering.point(n, point) for n, point in printed.known]
    return StoryView(
        number=number,
        level=placed.level,
        section=labels.say("other_stories") if story.section == NO_SECTION else story.section,
        headline=numbering.headline(story.headline, summary.headline_citations),
        headline_is_proven=numbering.is_proven("headline"),
        headline_proof=provenance.headline_proven(summary, labels),
        headline_proven_by=summary.headline_proof,
        headline_marks=numbering.marks(summary.headline_citations),
        language=language,
        is_right_to_left=is_right_to_left(language),
        foreign=_foreign(language, labels),
        is_brief=placed.is_short,
        outlets=story.outlets,
        reach=_reach(story, sources, labels, is_opinion=numbering.is_opinion),
        independent=story.independent,
        continues=story.continues
        and stored_words.continued(story.continues, labels, under=story.headline),
        by_extraction=summary.method == "extractive",
        told="",
        notes=tuple(stored_words.said(note, labels) for note in summary.notes),
        account_is_proven=numbering.is_proven("account"),
        points=tuple(numbering.point(n, point) for n, point in printed.points),
        known=known[0] if known else None,
        context=numbering.point(None, summary.context, "context") if summary.context else None,
        quotes=tuple(numbering.quote(n, quote) for n, quote in enumerate(summary.quotes, 1)),
        differences=tuple(_differences(summary, numbering)),
        timeline=tuple(_moments(printed, numbering)),
        sources=sources,
        evidence=numbering.evidence(_citations(summary), _sentences(summary)),
        proof=provenance.story_proven(summary, labels),
    )


def _differences(summary: Summary, numbering: Numbering) -> Iterator[DifferenceView]:
    told = [point.text for point in summary.points]
    for number, difference in enumerate(summary.differences, start=1):
        yield numbering.difference(number, difference, told)
        told += [position.text for position in difference.positions]


def _moments(printed: _Printed, numbering: Numbering) -> Iterator[MomentView]:
    for number, moment in printed.steps:
        yield MomentView(day=moment.day, point=numbering.point(number, moment.point, "moment"))


def _points(summary: Summary) -> list[Point]:
    context = [summary.context] if summary.context else []
    return [*summary.points, *context, *(moment.point for moment in summary.timeline)]


def _sentences(summary: Summary) -> list[str]:
    sides = (position.text for one in summary.differences for position in one.positions)
    return [*(point.text for point in _points(summary)), *sides]


def _citations(summary: Summary) -> list[Citation]:
    """Every citation of what is printed, in the order of the page; some more than once."""
    points = _points(summary)
    cited = [*summary.headline_citations, *(c for point in points for c in point.citations)]
    positions = (position for one in summary.differences for position in one.positions)
    return cited + [citation for position in positions for citation in position.citations]


def _reach(
    story: ToldStory, sources: Sequence[SourceView], labels: Labels, *, is_opinion: bool
) -> str:
    reach = _outlets(story, sources, labels)
    return labels.joined([labels.say("opinion"), reach]) if is_opinion else reach


def _outlets(story: ToldStory, sources: Sequence[SourceView], labels: Labels) -> str:
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


def _foreign(language: str | None, labels: Labels) -> str:
    """`In French`; empty for a story in the language of the edition."""
    if language is None or code_of(language) == code_of(labels.wanted):
        return ""
    name = labels.language_name(language)
    return labels.say("in_language", language=name) if name else ""
