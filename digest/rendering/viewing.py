"""Digest → DigestView: who is cited where, under which number, and what is only summed up."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from digest.errors import ConfigError, RenderError
from digest.grounding.outcome import STEPS
from digest.grounding.rules import RULES
from digest.language.lexicons.cldr import language_name
from digest.model import Article, Citation, Digest, Point, Summary, ToldStory, by_id
from digest.rendering import provenance
from digest.rendering.briefs import numbered
from digest.rendering.links import web_address
from digest.rendering.numbering import Numbering
from digest.rendering.output_form import Look
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
    Tally,
)
from digest.rendering.wording import counted

_PREVIEW = 140
_TALLIES = 12
_EXAMPLES = 3
_WITHHELD = STEPS | {rule.id: rule.refuses for rule in RULES}
"""The first check that failed, for readers: the reasons themselves repeat withheld words."""
_RIGHT_TO_LEFT = {"ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"}
_Links = dict[str, str]


def view(digest: Digest, look: Look) -> DigestView:
    """The digest as its templates see it, the stories after `look.brief_after` as briefs.

    Raises RenderError for a citation of something the digest does not have: only a digest.json
    that was edited by hand can carry one; ConfigError for an address of it that is none.
    """
    digest, unproven = numbered(digest, look.brief_after), look.unproven
    articles = by_id(digest.articles)
    alone = frozenset(of for story in digest.stories for of in _alone(story, articles))
    lead, its_links = _lead(digest.lead, articles, unproven, alone)
    links = {label: url for url, label in its_links.items()}
    sections: dict[str, list[StoryView]] = {story.section: [] for story in digest.stories}
    for number, story in enumerate(digest.stories, start=1):
        seen, its_links = _story(number, story, digest, unproven)
        is_brief = look.brief_after is not None and number > look.brief_after
        sections[story.section].append(replace(seen, is_brief=is_brief))
        links |= {label: url for url, label in its_links.items()}
    language = _main_language([story for told in sections.values() for story in told])
    sections = {name: _labelled(told, language) for name, told in sections.items()}
    stories = [story for told in sections.values() for story in told]
    return DigestView(
        edition=digest.edition,
        title=digest.edition.title,
        language=language,
        preview=_preview(lead, stories),
        lead=lead,
        sections=tuple(_section(name, told) for name, told in sections.items()),
        coverage=digest.coverage,
        left_out=_tallies((skipped.why, skipped.what) for skipped in digest.skipped),
        withheld=_tallies(
            (_WITHHELD.get(check, "another fault"), story.headline)
            for story in digest.stories
            for rejected in story.summary.rejected
            for check in (rejected.checks or ("",))[:1]
        ),
        notices=(*digest.notices, *_warning(unproven)),
        usage=digest.usage,
        made_with=digest.made_with,
        told=provenance.edition_told(digest),
        proof=provenance.edition_proven(digest),
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


def _warning(unproven: Collection[str]) -> tuple[str, ...]:
    changed = counted(len(unproven), "text was", "texts were")
    return (f"{changed} edited by hand and not proven since.",) if unproven else ()


def _lead(
    points: Sequence[Point],
    articles: Mapping[str, Article],
    unproven: Collection[str],
    alone: Collection[str],
) -> tuple[LeadView, _Links]:
    cited = dict.fromkeys(c.article for p in points for c in p.citations if c.article in articles)
    listed = [articles[article_id] for article_id in cited]
    numbering = Numbering(0, listed, name="lead", unproven=unproven, alone=alone)
    seen = tuple(numbering.point(number, point) for number, point in enumerate(points, start=1))
    return LeadView(points=seen, sources=numbering.sources()), numbering.links


def _story(
    number: int, story: ToldStory, digest: Digest, unproven: Collection[str]
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
    )
    seen = _numbered(number, story, articles[story.articles[0]].language, numbering)
    method, model = story.summary.method, digest.made_with.model
    is_apart = model is not None and method != provenance.main_method(digest)
    seen = replace(seen, told=provenance.told(method, model) if is_apart else "")
    return seen, numbering.links


def _alone(story: ToldStory, articles: Mapping[str, Article]) -> Iterator[str]:
    """The articles of a story that one voice alone tells, by id; none of an unknown outlet."""
    if story.independent == 1:
        ids = (*story.articles, *(copy.article for copy in story.copies))
        yield from (of for of in ids if of in articles and articles[of].has_outlet)


def _numbered(number: int, story: ToldStory, language: str, numbering: Numbering) -> StoryView:
    summary = story.summary
    points = enumerate(summary.points, start=1)
    quotes = enumerate(summary.quotes, start=1)
    sources = numbering.sources()
    return StoryView(
        number=number,
        headline=numbering.headline(story.headline, summary.headline_citations),
        headline_is_proven=numbering.is_proven("headline"),
        headline_proof=provenance.headline_proven(summary),
        headline_marks=numbering.marks(summary.headline_citations),
        language=None if language == "und" else language,
        is_right_to_left=language in _RIGHT_TO_LEFT,
        foreign="",
        is_brief=False,
        outlets=story.outlets,
        reach=_reach(story, sources),
        independent=story.independent,
        continues=story.continues,
        is_unchanged=story.continues is not None and not any(p.is_new for p in summary.points),
        by_extraction=summary.method == "extractive",
        told="",
        notes=summary.notes,
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
        proof=provenance.story_proven(summary),
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


def _reach(story: ToldStory, sources: Sequence[SourceView]) -> str:
    outlets = counted(story.outlets, "outlet")
    if all(source.outlet == source.title for source in sources):
        return f"{counted(len(sources), 'article')}, outlet unknown"
    if len(sources) > story.outlets:
        outlets = f"{counted(len(sources), 'article')} from {outlets}"
    if story.independent < story.outlets:
        outlets += f", {story.independent} independent"
    return outlets


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


def _main_language(stories: Sequence[StoryView]) -> str:
    known = Counter(story.language for story in stories if story.language is not None)
    return known.most_common(1)[0][0] if known else "en"


def _labelled(stories: Sequence[StoryView], main: str) -> list[StoryView]:
    """The stories, those in another language than most under its name."""
    return [replace(story, foreign=_foreign(story.language, main)) for story in stories]


def _foreign(language: str | None, main: str) -> str:
    name = language_name(language) if language and language != main else None
    return f"In {name}" if name else ""


def _preview(lead: LeadView, stories: Sequence[StoryView]) -> str:
    """The lead, or the first headlines, as many as stand there whole: half a one may lie."""
    kept = ""
    for text in map(_in_its_name, lead.points[:1]) if lead.points else _headlines(stories):
        longer = f"{kept}; {text}" if kept else text
        kept = longer if len(longer) <= _PREVIEW else kept
    return kept


def _headlines(stories: Sequence[StoryView]) -> Iterator[str]:
    return (clean(story.headline) for story in stories[:3])


def _in_its_name(point: PointView) -> str:
    text = clean(point.text)
    return f"{text} (only in {point.only_in})" if point.only_in else text


def _tallies(reasons: Iterable[tuple[str, str]]) -> tuple[Tally, ...]:
    """(why, what) pairs by reason, most frequent first; a dozen lines at most, all counted."""
    by_why: dict[str, list[str]] = {}
    for why, what in reasons:
        by_why.setdefault(why, []).append(what)
    ranked = sorted(by_why.items(), key=lambda item: -len(item[1]))
    shown = ranked if len(ranked) <= _TALLIES else ranked[: _TALLIES - 1]
    tallies = [
        Tally(
            why=why, count=len(what), examples=tuple(filter(None, dict.fromkeys(what)))[:_EXAMPLES]
        )
        for why, what in shown
    ]
    rest = sum(len(what) for _, what in ranked[len(shown) :])
    if rest:
        tallies.append(Tally(why="other reasons", count=rest, examples=()))
    return tuple(tallies)
