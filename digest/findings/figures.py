"""Figures that outlets of a story give differently for the same thing.

A figure is compared with the one of another outlet that is most like it by the words around it,
and only where no other figure of either is nearly as like: an article with a price for each model
has no price that another can dispute.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import timedelta
from functools import cached_property
from itertools import combinations, islice, takewhile

from digest.findings.full_names import full_names
from digest.findings.measures import Measure, is_some_of, measures
from digest.findings.rounding import WIDEST, reconcile
from digest.findings.similarity import Likeness
from digest.findings.tolls import EVERYBODY, is_same_group, reckon, victims
from digest.grounding.evidence import Evidence
from digest.language.lexicons import has
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
LEAD = 2
"""Sentences behind a count of some in which one of everybody is of the same event."""
RIVAL = 0.7
"""Share of the likeness of two figures at which a third leaves open which of them is meant."""
APPOSED = 4
"""Words before a name at the head of a sentence: `The elder, `."""
TIMES = frozenset(("s", "min", "h", "d", "w", "mo", "y", "dec"))
"""Units of time."""
SAME_TIME = timedelta(hours=30)
"""Figures told further apart are a development, not a difference."""
MOST_OF_OUTLET, MOST = 8, 24
"""Figures of one matter that are compared: of an outlet, and of a story."""
MOST_ROWS = 8
"""Matters of one story; no reader wants more."""

Group = tuple[Measure, ...]


class Figures:
    """The figures of a story, compared between its outlets."""

    def __init__(self, evidence: Evidence) -> None:
        self._evidence = evidence
        self._by_matter: dict[tuple[str, ...], list[Measure]] = {}
        told: dict[tuple[str, str], dict[tuple[float, str | None], Quantity]] = {}
        for citation in evidence.citations:
            passage, outlet = evidence.passage(citation), self._outlet(citation)
            things = set()
            for measure in measures(passage):
                self._keep(measure, outlet)
                if measure.matter[0] == "count":
                    things.add(measure.quantity)
            for quantity in passage.quantities:
                if quantity.kind != "year" and not is_some_of(passage, quantity):
                    may_be_people = quantity.unit is None and quantity not in things
                    for unit in (quantity.unit or "", *([EVERYBODY] if may_be_people else [])):
                        known = told.setdefault((outlet, unit), {})
                        known[quantity.value, quantity.hedge] = quantity
        self._told = {key: sorted(known.values(), key=_by_value) for key, known in told.items()}

    def _keep(self, measure: Measure, outlet: str) -> None:
        same = self._by_matter.setdefault(measure.matter, [])
        if len(same) < MOST and (
            sum(self._outlet(one.citation) == outlet for one in same) < MOST_OF_OUTLET
        ):
            same.append(measure)

    @cached_property
    def _likeness(self) -> Likeness:
        return Likeness(self._evidence)

    def conflicts(self) -> Iterator[tuple[Group, ...]]:
        """For each matter in dispute, the groups of figures that agree with each other."""
        rows = 0
        for same in self._by_matter.values():
            if rows >= MOST_ROWS or len({self._outlet(one.citation) for one in same}) <= 1:
                continue
            for sides in self._disputes(same):
                rows += 1
                yield sides

    def _disputes(self, same: Sequence[Measure]) -> Iterator[tuple[Group, ...]]:
        is_fate = same[0].is_fate
        compared = self._leading(same) if is_fate else same
        pairs = [pair for pair in combinations(compared, 2) if self._conflict(*pair, compared)]
        pairs.sort(key=lambda pair: -self._alike(*pair))
        settled: set[Citation] = set()
        for one, other in pairs:
            if settled.isdisjoint((one.citation, other.citation)):
                sides = self._sides(one, other, compared)
                settled.update(measure.citation for side in sides for measure in side)
                yield sides
                if is_fate:
                    return

    def _outlet(self, citation: Citation) -> str:
        return self._evidence.article(citation.article).source

    def _leading(self, same: Sequence[Measure]) -> list[Measure]:
        """The first figure of each outlet: later ones are parts, or other events.

        An outlet that first counts some of them and later everybody is taken at the later word.
        """
        first: dict[str, Measure] = {}
        for measure in same:
            if self._is_past(self._evidence.passage(measure.citation)):
                continue
            known = first.setdefault(self._outlet(measure.citation), measure)
            is_near = 0 <= measure.citation.sentence - known.citation.sentence <= LEAD
            if known.group != EVERYBODY and measure.group == EVERYBODY and is_near:
                first[self._outlet(measure.citation)] = measure
        return list(first.values())

    def _conflict(self, one: Measure, other: Measure, same: Sequence[Measure]) -> bool:
        here, there = self._outlet(one.citation), self._outlet(other.citation)
        return (
            here != there
            and not reconcile(one.quantity, other.quantity)
            and is_same_time(one.citation, other.citation, self._evidence)
            and not self._tells(there, one)
            and not self._tells(here, other)
            and self._is_same_thing(one, other)
            and (one.is_fate or self._is_clear(one, other, same))
        )

    def _tells(self, outlet: str, measure: Measure) -> bool:
        """Whether the outlet has that figure anywhere, for whatever it counts.

        That it counts as many coffins says nothing of how many died.
        """
        unit = EVERYBODY if measure.is_fate else measure.quantity.unit or ""
        told = self._told.get((outlet, unit), [])
        value = measure.quantity.value
        start = bisect_left(told, value / WIDEST, key=_by_value)
        near = takewhile(lambda quantity: quantity.value <= value * WIDEST, told[start:])
        return any(reconcile(quantity, measure.quantity) for quantity in islice(near, MOST))

    def _alike(self, one: Measure, other: Measure) -> float:
        return self._likeness.weight(one.close & other.close)

    def _is_clear(self, one: Measure, other: Measure, same: Sequence[Measure]) -> bool:
        """Whether no other figure of either outlet may as well be the one that is meant."""
        least = RIVAL * self._alike(one, other)
        for here, there in ((one, other), (other, one)):
            outlet = self._outlet(there.citation)
            for rival in same:
                if (
                    rival is not there
                    and self._outlet(rival.citation) == outlet
                    and not reconcile(rival.quantity, there.quantity)
                    and self._alike(here, rival) >= least
                ):
                    return False
        return True

    def _is_same_thing(self, one: Measure, other: Measure) -> bool:
        here, there = (self._evidence.passage(measure.citation) for measure in (one, other))
        if one.matter[0] == "tally":
            return True
        if one.matter[0] == "age":
            whose, whom = set(one.group.split()), set(other.group.split())
            return whose <= whom or whom <= whose
        if one.is_fate:
            return self._is_same_event(one, other)
        if self._is_past(here) != self._is_past(there) or _may_be_apart(here, there):
            return False
        if _are_of_two(here, there):
            return False
        near, share = SAME_NEAR, SAME_MATTER
        if one.quantity.unit in TIMES:
            near, share = SAME_SPAN_NEAR, SAME_SPAN
        return (
            len(one.near & other.near - set(one.matter)) >= near
            and self._likeness.shared(here, there) >= share
        )

    def _is_same_event(self, one: Measure, other: Measure) -> bool:
        if not is_same_group(one, other) or reckon(one, other, self._evidence):
            return False
        here, there = (self._evidence.passage(measure.citation) for measure in (one, other))
        common = victims(here) | victims(there)
        is_bare = min(len(here.stems - common), len(there.stems - common)) <= BARE
        return is_bare or self._likeness.shared(here, there, common) >= SAME_FATE

    def _is_past(self, passage: Passage) -> bool:
        """Whether the sentence tells of an earlier event."""
        known = passage.lexicon
        if not known.past_words.isdisjoint(passage.norms) or has(passage.text, known.past_phrases):
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
            agreed = [s for s in sides if reconcile(measure.quantity, s[0].quantity)]
            if agreed and (measure.is_fate or self._is_same_thing(measure, agreed[0][0])):
                agreed[0].append(measure)
                outlets.add(outlet)
            elif not agreed and all(self._conflict(measure, s[0], same) for s in sides):
                sides.append([measure])
                outlets.add(outlet)
        return tuple(tuple(side) for side in sides)


def _by_value(quantity: Quantity) -> float:
    return quantity.value


def _are_of_two(one: Passage, other: Passage) -> bool:
    """Whether each begins with somebody's whole name, and it is not the same: two runners."""
    here, there = (_whom(passage) for passage in (one, other))
    return bool(here and there) and not (here <= there or there <= here)


def _whom(passage: Passage) -> frozenset[str]:
    """The parts of the whole name at its head: `Ada Lund`, `The elder, Ada Lund`."""
    name = next(iter(full_names(passage)), None)
    if name is None or len(name.parts) <= 1 or name.first > APPOSED:
        return frozenset()
    is_head = name.first == 0 or passage.tokens[name.first - 1].text == ","
    return frozenset(name.parts) if is_head else frozenset()


def _may_be_apart(one: Passage, other: Passage) -> bool:
    """Whether the two name other days, and no date of an article tells more."""
    days = [{day.text.casefold() for day in passage.days} for passage in (one, other)]
    return (one.written is None or other.written is None) and all(days) and not days[0] & days[1]


def is_same_time(one: Citation, other: Citation, evidence: Evidence) -> bool:
    """Whether both were published so close that the later one is no mere development.

    True where a time is not known.
    """
    here, there = (evidence.article(citation.article).published for citation in (one, other))
    return here is None or there is None or abs(here - there) <= SAME_TIME
