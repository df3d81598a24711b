"""A finished edition is proven again: from its own articles, or from the originals as well."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from digest import edition
from digest.model import Article, Citation, Digest, Moment, Point, Quote, Summary, ToldStory
from digest.summaries.check import Fault, Finding, Verdict, find_evidence, prove, prove_quote
from digest.summaries.evidence import Evidence

UNPROVEN = "edited by hand since it was proven: unproven until it cites again"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """A text that the edition prints and that is not, or no longer, proven."""

    place: str
    """`story 2, point 1`."""
    text: str
    faults: tuple[str, ...]
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reproof:
    checked: int
    """Texts that were looked at."""
    problems: tuple[Problem, ...]
    """In the order of the edition."""


def reprove(digest: Digest, originals: Mapping[str, Article] | None = None) -> Reproof:
    """Prove every text of the edition again; `originals` are articles read anew, by id."""
    texts = dict(edition.printed(digest))
    edited = edition.edited(digest)
    proven = tuple(verdicts(digest))
    found = [
        *_edits(digest, edited, texts, dict(proven)),
        *_unproven(digest, proven),
        *_changed(digest, originals or {}),
    ]
    order = {place: number for number, place in enumerate(texts)}
    merged: dict[str, Problem] = {}
    for problem in sorted(found, key=lambda problem: order.get(problem.place, len(order))):
        before = merged.get(problem.place)
        faults = (*before.faults, *problem.faults) if before else problem.faults
        merged[problem.place] = replace(problem, faults=faults)
    return Reproof(checked=len(texts), problems=tuple(merged.values()))


def verdicts(digest: Digest) -> Iterator[tuple[str, Verdict]]:
    """Every cited sentence of the edition, by its place, with what each check finds now."""
    grounds = {story.id: story_evidence(digest, story) for story in digest.stories}
    homes = {member: story.id for story in digest.stories for member in story.articles}
    nowhere = Evidence(())
    for number, point in enumerate(digest.lead, start=1):
        home = next((homes[c.article] for c in point.citations if c.article in homes), "")
        ground = grounds.get(home, nowhere)
        yield f"lead, point {number}", _strictly(point.text, point.citations, ground)
    for story in digest.stories:
        name, ground = f"story {story.rank.position}", grounds[story.id]
        for place, text, citations in _cited(story.summary):
            yield f"{name}, {place}", _strictly(text, citations, ground)


def story_evidence(digest: Digest, story: ToldStory) -> Evidence:
    """The story's articles as they lie in the edition; one that is missing is left out."""
    known = {article.id: article for article in digest.articles}
    return Evidence([known[member] for member in story.articles if member in known])


def cite_again(digest: Digest) -> Digest:
    """The edition with new evidence for each edited sentence that its story carries, and sealed.

    Sentences that nothing carries keep their fault: they are left unsealed.
    """
    edited = set(edition.edited(digest))
    stories = tuple(_cited_again(digest, story, edited) for story in digest.stories)
    renewed = edition.sealed(replace(digest, stories=stories))
    failing = {problem.place for problem in reprove(renewed).problems}
    seals = {
        place: digest.seals.get(place, "") if place in failing else value
        for place, value in renewed.seals.items()
    }
    return replace(renewed, seals=seals)


def _cited_again(digest: Digest, story: ToldStory, edited: set[str]) -> ToldStory:
    ground, name = story_evidence(digest, story), f"story {story.rank.position}"

    def again(point: Point, place: str) -> Point:
        if f"{name}, {place}" not in edited:
            return point
        return prove(point.text, find_evidence(point.text, ground), ground).point or point

    points = tuple(
        again(point, f"point {number}")
        for number, point in enumerate(story.summary.points, start=1)
    )
    timeline = tuple(
        Moment(day=moment.day, point=again(moment.point, f"moment {number}"))
        for number, moment in enumerate(story.summary.timeline, start=1)
    )
    return replace(story, summary=replace(story.summary, points=points, timeline=timeline))


def _cited(summary: Summary) -> Iterator[tuple[str, str, Sequence[Citation]]]:
    for number, point in enumerate(summary.points, start=1):
        yield f"point {number}", point.text, point.citations
    for number, difference in enumerate(summary.differences, start=1):
        for side, position in enumerate(difference.positions, start=1):
            yield f"difference {number}, position {side}", position.text, position.citations
    for number, moment in enumerate(summary.timeline, start=1):
        yield f"moment {number}", moment.point.text, moment.point.citations


def _strictly(text: str, citations: Sequence[Citation], ground: Evidence) -> Verdict:
    """A verdict on these citations alone: an edition that cites the wrong sentence is wrong."""
    verdict = prove(text, citations, ground)
    if verdict.point is None or set(verdict.citations) <= set(citations):
        return verdict
    fault = Fault("citations", "the sentences it cites do not carry it, though others do")
    finding = Finding(fault.check, ok=False, note=fault.message)
    return replace(
        verdict,
        citations=tuple(citations),
        faults=(fault,),
        findings=(finding, *verdict.findings),
        point=None,
    )


def _unproven(digest: Digest, proven: Sequence[tuple[str, Verdict]]) -> Iterator[Problem]:
    for place, verdict in proven:
        if verdict.point is None:
            faults = tuple(f"{fault.check}: {fault.message}" for fault in verdict.faults)
            yield Problem(
                place=place, text=verdict.text, faults=faults, citations=verdict.citations
            )
    for story in digest.stories:
        ground = story_evidence(digest, story)
        for number, quote in enumerate(story.summary.quotes, start=1):
            if faults := _quote_faults(digest, quote, ground):
                place = f"story {story.rank.position}, quote {number}"
                yield Problem(place=place, text=quote.text, faults=faults)


def _quote_faults(digest: Digest, quote: Quote, ground: Evidence) -> tuple[str, ...]:
    known = {article.id: article for article in digest.articles}
    if quote.article not in known:
        return (f"its article {quote.article!r} is not in the edition",)
    if known[quote.article].text[quote.start : quote.end] != quote.text:
        return ("quotations: not word for word what stands in the article at that place",)
    proven = prove_quote(quote.text, quote.speaker, ground, article=quote.article, role=quote.role)
    if isinstance(proven, Quote):
        return ()
    return tuple(f"{fault.check}: {fault.message}" for fault in proven)


def _edits(
    digest: Digest,
    edited: Sequence[str],
    texts: Mapping[str, str],
    proven: Mapping[str, Verdict],
) -> Iterator[Problem]:
    titles = {f"article {article.id}": article.title for article in digest.articles}
    for place in edited:
        fault = UNPROVEN if place in texts else "removed by hand since it was proven"
        shown = titles.get(place) or texts.get(place, "")
        cited = proven[place].citations if place in proven else ()
        yield Problem(place=place, text=shown, faults=(fault,), citations=cited)


def _changed(digest: Digest, originals: Mapping[str, Article]) -> Iterator[Problem]:
    """Articles of the edition whose original, where it was read anew, says something else."""
    for article in digest.articles:
        original = originals.get(article.id)
        if original is not None and original.text != article.text:
            yield Problem(
                place=f"article {article.id}",
                text=article.title,
                faults=(f"the text in the edition is not the original's ({article.source})",),
            )
