"""Which points a single outlet reports, where a story has several.

Two outlets tell one thing in words that have little in common, and few words in common say little.
So a point is marked when, beside that, it names somebody or gives a figure that nobody else has,
and does not stand where an article tells the event that all of them tell.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from digest.findings.similarity import Likeness
from digest.grounding.evidence import Evidence
from digest.language.aliases import aliases
from digest.language.passage import Passage
from digest.model import Point

ELSEWHERE, ELSEWHERE_AT_FIRST = 0.25, 0.125
"""Share of a point's weight in one place of another outlet from which that outlet may report it
too: low, as "only in X" is said of people who can read the others. Lower still where an article
begins."""
BEGINNING = 2
"""Sentences in which an article tells the event itself, as every other does in its own words."""
_SAME_LETTERS = 4
"""First letters that a name shares with a form of it: `Afghan`, `Afghanistan`."""
_SHORTEST_NAME = 3
"""Letters of a part of a name; fewer are initials."""


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
    told = {outlet: _Told.by(outlet, evidence) for outlet in outlets}
    return tuple(
        replace(point, only_in=_only(point, evidence, likeness, told, reprinted))
        for point in points
    )


@dataclass(frozen=True, slots=True)
class _Told:
    """What one outlet tells in a story."""

    places: tuple[frozenset[str], ...]
    """The stems of every two neighbouring sentences, and of the headlines."""
    words: frozenset[str]
    beginnings: frozenset[str]
    """The first letters of `words`."""
    figures: frozenset[float]

    @classmethod
    def by(cls, outlet: str, evidence: Evidence) -> "_Told":
        own = [article.id for article in evidence.articles if article.source == outlet]
        passages = [p for one in own for p in (evidence.headline(one), *evidence.passages(one))]
        words = frozenset[str]().union(*(passage.norms for passage in passages))
        return cls(
            places=tuple(place for one in own for place in _places(one, evidence)),
            words=words,
            beginnings=frozenset(word[:_SAME_LETTERS] for word in words),
            figures=frozenset(q.value for passage in passages for q in passage.quantities),
        )

    def has_name(self, name: str, known: Mapping[str, frozenset[str]]) -> bool:
        """Whether it has the name, another name of the same, or a word made of it."""
        return name[:_SAME_LETTERS] in self.beginnings or not self.words.isdisjoint(
            known.get(name, ())
        )


def _only(
    point: Point,
    evidence: Evidence,
    likeness: Likeness,
    told: Mapping[str, _Told],
    reprinted: Collection[str],
) -> str | None:
    cited = [evidence.article(citation.article) for citation in point.citations]
    sources = {article.source for article in cited}
    if len(sources) != 1 or any(
        article.id in reprinted or not article.has_outlet for article in cited
    ):
        return None
    passage = Passage.read(point.text, cited[0].language)
    others = [told[outlet] for outlet in told.keys() - sources]
    weight = likeness.weight(passage.stems)
    is_at_first = any(citation.sentence < BEGINNING for citation in point.citations)
    most = (ELSEWHERE_AT_FIRST if is_at_first else ELSEWHERE) * weight
    elsewhere = (passage.stems & place for other in others for place in other.places)
    if any(likeness.weight(shared) >= most for shared in elsewhere):
        return None
    has_own = any(_own_names(passage, evidence, others)) or any(_own_figures(passage, others))
    return sources.pop() if has_own else None


def _places(article_id: str, evidence: Evidence) -> Iterator[frozenset[str]]:
    stems = [passage.stems for passage in evidence.passages(article_id)]
    yield evidence.headline(article_id).stems
    yield from (one | other for one, other in pairwise([frozenset[str](), *stems]))


def _own_names(passage: Passage, evidence: Evidence, others: Sequence[_Told]) -> Iterator[str]:
    """Parts of names that no other outlet writes in any form."""
    known = aliases(passage.language)
    parts = (
        part
        for name in passage.names
        if not name.is_opening or len(name.parts) > 1
        for part in name.parts
    )
    return (
        part
        for part in parts
        if len(part) >= _SHORTEST_NAME
        and part not in evidence.lower_words
        and not any(other.has_name(part, known) for other in others)
    )


def _own_figures(passage: Passage, others: Iterable[_Told]) -> Iterator[float]:
    """Figures in digits that no other outlet has; `two` and `third` are too common to tell."""
    told = frozenset[float]().union(*(other.figures for other in others))
    return (
        quantity.value
        for quantity in passage.quantities
        if passage.tokens[quantity.first].is_number
        and quantity.kind != "ordinal"
        and quantity.value not in told
    )
