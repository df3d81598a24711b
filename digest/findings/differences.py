"""Matters on which the outlets of a story disagree.

Deterministic and shy: a difference is told when outlets measure the same matter in sentences that
speak of the same thing, at about the same time, with figures that no rounding reconciles, and
neither has the other's figure anywhere.  Each position stands in its sources' own words, and none
is preferred; a count that grew from one report to the next is told as that.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import combinations, pairwise

from digest.findings.denials import contradictions
from digest.findings.figures import Figures
from digest.findings.labels import around, value_at
from digest.findings.measures import Measure
from digest.findings.reported_speech import Said, quotations
from digest.grounding.evidence import Evidence
from digest.grounding.prove import prove
from digest.language.datelines import without_dateline
from digest.language.stems import content
from digest.model import Citation, Difference, Position

LONGEST_ABOUT = 5
"""Words of a quotation that name it."""
SAME_WORDS = 8
"""Words of a quotation from which two outlets cannot have it by chance."""
MOST_SAID = 100
"""Quotations of a story that are compared."""
UPDATED = timedelta(hours=2)
"""Reports so far apart may tell one count as it grew."""


@dataclass(frozen=True, slots=True)
class Side:
    """Who says so, and the figure in dispute as the first of them has it."""

    citations: Sequence[Citation]
    value: str = ""


def find_differences(
    evidence: Evidence, said: Sequence[Said] | None = None
) -> tuple[Difference, ...]:
    """The matters on which outlets of the story differ, in the order of the lead article.

    `said` are the story's quotations where they are known already.
    """
    if len({article.source for article in evidence.articles}) <= 1:
        return ()
    found = [_figures(sides, evidence) for sides in Figures(evidence).conflicts()]
    pairs = (
        *contradictions(evidence),
        *_speakers(quotations(evidence) if said is None else said),
    )
    for about, here, there in pairs:
        found.append(difference_of(about, [Side([here]), Side([there])], evidence))
    return tuple(row for row in found if row is not None)


def _figures(groups: Sequence[Sequence[Measure]], evidence: Evidence) -> Difference | None:
    """A row of figures; None where nothing names what they are of."""
    about = _about(groups, evidence)
    is_update = _is_update(groups, evidence)
    if is_update:
        groups = sorted(groups, key=lambda group: _told_at(group, evidence))
    sides = [
        Side([measure.citation for measure in group], _value(group[0], evidence)[0])
        for group in groups
    ]
    return difference_of(about, sides, evidence, is_update=is_update) if about else None


def _is_update(groups: Sequence[Sequence[Measure]], evidence: Evidence) -> bool:
    """Whether people were counted again later, and were more."""
    if not all(measure.is_fate for group in groups for measure in group):
        return False
    if any(_published(m, evidence) is None for group in groups for m in group):
        return False
    steps = sorted(groups, key=lambda group: group[0].quantity.value)
    times = [_told_at(group, evidence) for group in steps]
    return all(later - earlier >= UPDATED for earlier, later in pairwise(times))


def _told_at(group: Sequence[Measure], evidence: Evidence) -> datetime:
    """When the first of them told it."""
    return min(time for m in group if (time := _published(m, evidence)) is not None)


def _published(measure: Measure, evidence: Evidence) -> datetime | None:
    return evidence.article(measure.citation.article).published


def _value(measure: Measure, evidence: Evidence) -> tuple[str, int]:
    passage = evidence.passage(measure.citation)
    return value_at(passage, measure.quantity.first, measure.quantity.last)


def _speakers(quoted: Sequence[Said]) -> Iterator[tuple[str, Citation, Citation]]:
    """The same words given to different people by different outlets."""
    named = [
        (said, content(said.text, said.article.language))
        for said in quoted
        if said.is_named and len(said.text.split()) >= SAME_WORDS
    ][:MOST_SAID]
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


def _about(groups: Sequence[Sequence[Measure]], evidence: Evidence) -> str:
    """The matter in words: what is counted, or else the words that all sides have around it."""
    first = groups[0][0]
    if first.about:
        is_one = not first.is_fate or len({group[0].about for group in groups}) == 1
        return first.about if is_one else " ".join(("people", *filter(None, first.matter[::-1])))
    passage = evidence.passage(first.citation)
    at = _value(first, evidence)[1]
    before = {passage.tokens[i].stem for i in passage.content if i < at and i not in passage.dated}
    others = [group[0] for group in groups[1:]]
    near = first.near.intersection(*(other.near for other in others))
    shared = before.intersection(*(evidence.passage(one.citation).stems for one in others))
    return around(passage, at, first.quantity.last, near | shared)


def difference_of(
    about: str, sides: Sequence[Side], evidence: Evidence, *, is_update: bool = False
) -> Difference | None:
    """The sides in their own words; None when fewer than two can be proven."""
    positions = [_position(side, evidence) for side in sides]
    proven = tuple(position for position in positions if position is not None)
    if len(proven) <= 1:
        return None
    return Difference(about=about, positions=proven, is_update=is_update)


def _position(side: Side, evidence: Evidence) -> Position | None:
    text, proven = "", []
    for citation in side.citations:
        told = without_dateline(evidence.text(citation).strip())
        point = prove(told, (citation,), evidence).point
        if point is not None:
            text = text or point.text
            proven.append(citation)
    return Position(text=text, citations=tuple(proven), value=side.value) if proven else None
