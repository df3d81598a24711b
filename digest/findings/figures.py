"""Figures that outlets of a story give differently for the same thing."""

import math
from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import combinations

from digest.findings.measures import Measure, measures
from digest.findings.similarity import Likeness
from digest.grounding.evidence import Evidence
from digest.language.lexicons import either
from digest.language.passage import Passage
from digest.language.quantities import Quantity
from digest.model import Citation

SAME_FATE = 0.15
"""Share of the lighter sentence's weight that two reports of casualties have in common."""
BARE = 2
"""Words with content up to which a casualty report speaks of the story's own event: it names
no other."""
SAME_MATTER, SAME_NEAR = 0.35, 2
"""The same for other figures, and the words around the figure that they must share besides."""
SAME_SPAN, SAME_SPAN_NEAR = 0.5, 3
"""The same for spans of time, which stand in many sentences for many things."""
TIMES = frozenset(("s", "min", "h", "d", "w", "mo", "y", "dec"))
"""Units of time."""
SAME_TIME = timedelta(hours=30)
"""Figures told further apart are a development, not a difference."""

Group = tuple[Measure, ...]
_BOUNDED = 1.15
"""How far `more than` and `nearly` reach, as a ratio, from `_MANY` on."""
_MANY = 20
_HEDGED = 1.1
"""How far `about` reaches, as a ratio."""
_EXACT = 100
"""Whole numbers under it are no roundings."""
_ROUNDED = 0.1
"""Share of a value that rounding may change."""


class Figures:
    """The figures of a story, compared between its outlets."""

    def __init__(self, evidence: Evidence) -> None:
        self._evidence = evidence
        self._likeness = Likeness(evidence)
        self._by_matter: dict[tuple[str, ...], list[Measure]] = {}
        self._told: dict[str, list[Quantity]] = {}
        for citation in evidence.citations:
            passage = evidence.passage(citation)
            self._told.setdefault(self._outlet(citation), []).extend(passage.quantities)
            for measure in measures(passage):
                self._by_matter.setdefault(measure.matter, []).append(measure)

    def conflicts(self) -> Iterator[tuple[Group, ...]]:
        """For each matter in dispute, the groups of figures that agree with each other."""
        for same in self._by_matter.values():
            compared = self._leading(same) if same[0].is_fate else same
            pairs = [pair for pair in combinations(compared, 2) if self._conflict(*pair)]
            pairs.sort(key=lambda pair: -self._likeness.weight(pair[0].near & pair[1].near))
            settled: set[Citation] = set()
            for one, other in pairs:
                if settled.isdisjoint((one.citation, other.citation)):
                    sides = self._sides(one, other, compared)
                    settled.update(measure.citation for side in sides for measure in side)
                    yield sides
                    if one.is_fate:
                        break

    def _outlet(self, citation: Citation) -> str:
        return self._evidence.article(citation.article).source

    def _leading(self, same: Sequence[Measure]) -> list[Measure]:
        """The first figure of each outlet: later ones are parts, or other events."""
        first: dict[str, Measure] = {}
        for measure in same:
            if not self._is_past(self._evidence.passage(measure.citation)):
                first.setdefault(self._outlet(measure.citation), measure)
        return list(first.values())

    def _conflict(self, one: Measure, other: Measure) -> bool:
        here, there = self._outlet(one.citation), self._outlet(other.citation)
        return (
            here != there
            and not reconcile(one.quantity, other.quantity)
            and is_same_time(one.citation, other.citation, self._evidence)
            and not self._tells(there, one.quantity)
            and not self._tells(here, other.quantity)
            and self._is_same_thing(one, other)
        )

    def _tells(self, outlet: str, quantity: Quantity) -> bool:
        return any(
            told.unit == quantity.unit and reconcile(told, quantity) for told in self._told[outlet]
        )

    def _is_same_thing(self, one: Measure, other: Measure) -> bool:
        here, there = (self._evidence.passage(measure.citation) for measure in (one, other))
        if one.matter[0] == "tally":
            return True
        if one.is_fate:
            common = _victims(here) | _victims(there)
            is_bare = min(len(here.stems - common), len(there.stems - common)) <= BARE
            return is_bare or self._likeness.shared(here, there, common) >= SAME_FATE
        if self._is_past(here) != self._is_past(there):
            return False
        is_time = one.quantity.unit in TIMES and one.matter[0] != "age"
        near, share = (SAME_SPAN_NEAR, SAME_SPAN) if is_time else (SAME_NEAR, SAME_MATTER)
        return (
            len(one.near & other.near - set(one.matter)) >= near
            and self._likeness.shared(here, there) >= share
        )

    def _is_past(self, passage: Passage) -> bool:
        """Whether the sentence tells of an earlier event."""
        phrases = either(passage.lexicon.past_phrases)
        if not passage.lexicon.past_words.isdisjoint(passage.norms) or (
            phrases and phrases.search(passage.text)
        ):
            return True
        return any(quantity.kind == "year" for quantity in passage.quantities) or any(
            day.year is not None
            and passage.written is not None
            and day.year != passage.written.year
            for day in passage.days
        )

    def _sides(self, one: Measure, other: Measure, same: Sequence[Measure]) -> tuple[Group, ...]:
        """The two sides, with everybody who takes one of them or a third."""
        sides = [[one], [other]]
        outlets = {self._outlet(one.citation), self._outlet(other.citation)}
        for measure in same:
            outlet = self._outlet(measure.citation)
            if outlet in outlets:
                continue
            known = [member for side in sides for member in side]
            agreed = [s for s in sides if reconcile(measure.quantity, s[0].quantity)]
            if agreed and (one.is_fate or any(self._is_same_thing(measure, m) for m in known)):
                agreed[0].append(measure)
                outlets.add(outlet)
            elif not agreed and any(self._conflict(measure, member) for member in known):
                sides.append([measure])
                outlets.add(outlet)
        return tuple(tuple(side) for side in sides)


def _victims(passage: Passage) -> frozenset[str]:
    """Stems of the words that say to whom something happened, and what."""
    words = passage.lexicon
    return frozenset(
        word.stem
        for word in passage.tokens
        if word.norm in words.fates or word.norm in words.people
    )


def is_same_time(one: Citation, other: Citation, evidence: Evidence) -> bool:
    """Whether both were published so close that the later one is no mere development.

    True where a time is not known.
    """
    here, there = (evidence.article(citation.article).published for citation in (one, other))
    return here is None or there is None or abs(here - there) <= SAME_TIME


def reconcile(one: Quantity, other: Quantity) -> bool:
    """Whether two figures can both be right as told: equal, rounded, or hedged and close."""
    if one.value == other.value:
        return True
    low, high = sorted((one, other), key=lambda quantity: quantity.value)
    ratio = high.value / low.value if low.value > 0 else math.inf
    if ratio <= _BOUNDED and low.value >= _MANY and (low.hedge == "above" or high.hedge == "below"):
        return True
    if ratio <= _HEDGED and any(
        one.value - _grain(q.value) <= other.value <= one.value + _grain(q.value)
        for q in (one, other)
        if q.hedge == "about"
    ):
        return True
    return _is_rounding(low.value, high.value) or _is_rounding(high.value, low.value)


def _grain(value: float) -> float:
    """The unit of a figure's last digit that is not zero: 10 for 620."""
    digits = f"{value:.0f}"
    return float(10 ** (len(digits) - len(digits.rstrip("0")))) if value >= 1 else 0.0


def _is_rounding(rounded: float, value: float) -> bool:
    """Whether the first is the second with fewer digits; whole numbers under 100 are exact."""
    if (rounded < _EXACT and value == int(value)) or abs(value - rounded) > _ROUNDED * value:
        return False
    digits = f"{rounded:.6f}".replace(".", "").strip("0")
    return math.isclose(float(f"{value:.{max(1, len(digits))}g}"), rounded, rel_tol=1e-9)
