"""Matters on which the outlets of a story disagree.

Deterministic and shy: a difference is told when outlets measure the same matter in sentences that
speak of the same thing, at about the same time, with figures that no rounding reconciles, and
neither has the other's figure anywhere.  Each position stands in its sources' own words, and none
is preferred.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import combinations

from digest.findings.denials import contradictions
from digest.findings.figures import Figures
from digest.findings.measures import Measure
from digest.findings.reported_speech import Said, quotations
from digest.grounding.evidence import Evidence
from digest.grounding.prove import prove
from digest.language.stems import content
from digest.model import Citation, Difference, Position

LONGEST_ABOUT = 5
"""Words that name a matter."""
SAME_WORDS = 8
"""Words of a quotation from which two outlets cannot have it by chance."""


def find_differences(
    evidence: Evidence, said: Sequence[Said] | None = None
) -> tuple[Difference, ...]:
    """The matters on which outlets of the story differ, in the order of the lead article.

    `said` are the story's quotations where they are known already.
    """
    if len({article.source for article in evidence.articles}) <= 1:
        return ()
    found = []
    for sides in Figures(evidence).conflicts():
        citations = [[measure.citation for measure in side] for side in sides]
        found.append(_difference(_about(sides, evidence), citations, evidence))
    for about, yes, no in contradictions(evidence):
        found.append(_difference(about, [[yes], [no]], evidence))
    for about, here, there in _speakers(quotations(evidence) if said is None else said):
        found.append(_difference(about, [[here], [there]], evidence))
    return tuple(difference for difference in found if difference is not None)


def _speakers(quoted: Sequence[Said]) -> Iterator[tuple[str, Citation, Citation]]:
    """The same words given to different people by different outlets."""
    named = [
        (said, content(said.text, said.article.language))
        for said in quoted
        if said.is_named and len(said.text.split()) >= SAME_WORDS
    ]
    told = set()
    for (one, mine), (other, theirs) in combinations(named, 2):
        is_apart = one.article.source != other.article.source and mine not in told
        if is_apart and _is_same(mine, theirs) and _are_two(one.speaker.name, other.speaker.name):
            told.add(mine)
            quote = " ".join(one.text.split()[:LONGEST_ABOUT])
            yield f"who said “{quote} …”", _citation(one), _citation(other)


def _is_same(one: frozenset[str], other: frozenset[str]) -> bool:
    return len(one & other) >= 0.9 * len(one | other)


def _are_two(one: str, other: str) -> bool:
    """Whether two names in full belong to two people."""
    here, there = one.casefold().split(), other.casefold().split()
    return len(here) > 1 and len(there) > 1 and not set(here) & set(there)


def _citation(said: Said) -> Citation:
    """The sentence in which a quotation ends, where its speaker mostly stands."""
    last = max(said.span.start, said.span.end - 1)
    index = bisect_right(said.article.sentences, last, key=lambda sentence: sentence.start) - 1
    return Citation(said.article.id, index)


def _about(sides: Sequence[Sequence[Measure]], evidence: Evidence) -> str:
    """The matter in words: what is counted, or else the words that all sides have near it."""
    first = sides[0][0]
    if first.about:
        return first.about
    shared = first.near.intersection(*(side[0].near for side in sides[1:]))
    tokens = evidence.passage(first.citation).tokens
    named = [word.text for word in tokens[first.quantity.last + 1 :] if word.stem in shared]
    if not named:
        named = [word.text for word in tokens[: first.quantity.first] if word.stem in shared]
    label = {"money": "amount", "percent": "percentage"}.get(first.quantity.kind, "figure")
    return f"{label}: {' '.join(dict.fromkeys(named[:LONGEST_ABOUT]))}"


def _difference(
    about: str, sides: Sequence[Sequence[Citation]], evidence: Evidence
) -> Difference | None:
    """The sides in their own words; None when fewer than two can be proven."""
    positions = [_position(citations, evidence) for citations in sides]
    proven = tuple(position for position in positions if position is not None)
    return Difference(about=about, positions=proven) if len(proven) > 1 else None


def _position(citations: Sequence[Citation], evidence: Evidence) -> Position | None:
    text, proven = "", []
    for citation in citations:
        point = prove(evidence.text(citation), (citation,), evidence).point
        if point is not None:
            text = text or point.text
            proven.append(citation)
    return Position(text=text, citations=tuple(proven)) if proven else None
