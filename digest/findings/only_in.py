"""Which points a single outlet reports, where a story has several."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from digest.findings.similarity import Likeness
from digest.grounding.evidence import Evidence
from digest.language.passage import Passage
from digest.model import UNKNOWN_OUTLET, Point

ELSEWHERE = 0.4
"""Share of a point's weight in one place of another outlet from which that outlet may report it
too: low, as "only in X" is said of people who can read the others."""


def mark_only_in(
    points: Sequence[Point], evidence: Evidence, *, reprinted: Collection[str] = ()
) -> tuple[Point, ...]:
    """The points, each with the outlet that alone reports it in `only_in`, or None.

    `reprinted` are the ids of articles of which other outlets carry copies: what they say is
    never marked. A story of one outlet has no marks.
    """
    outlets = {article.source for article in evidence.articles}
    if len(outlets) <= 1:
        return tuple(replace(point, only_in=None) for point in points)
    likeness = Likeness(evidence)
    places = {outlet: tuple(_places(outlet, evidence)) for outlet in outlets}
    return tuple(
        replace(point, only_in=_only(point, evidence, likeness, places, reprinted))
        for point in points
    )


def _only(
    point: Point,
    evidence: Evidence,
    likeness: Likeness,
    places: dict[str, tuple[frozenset[str], ...]],
    reprinted: Collection[str],
) -> str | None:
    cited = [evidence.article(citation.article) for citation in point.citations]
    sources = {article.source for article in cited}
    if (
        len(sources) != 1
        or UNKNOWN_OUTLET in sources
        or any(article.id in reprinted for article in cited)
    ):
        return None
    stems = Passage.read(point.text, cited[0].language).stems
    weight = likeness.weight(stems)
    elsewhere = (stems & place for outlet in places.keys() - sources for place in places[outlet])
    if any(likeness.weight(shared) >= ELSEWHERE * weight for shared in elsewhere):
        return None
    return sources.pop()


def _places(outlet: str, evidence: Evidence) -> Iterator[frozenset[str]]:
    """The stems of every two neighbouring sentences of an outlet, and of its headlines."""
    for article in evidence.articles:
        if article.source == outlet:
            stems = [passage.stems for passage in evidence.passages(article.id)]
            yield evidence.headline(article.id).stems
            yield from (one | other for one, other in pairwise([frozenset[str](), *stems]))
