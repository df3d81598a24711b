"""Same event, same story: average linkage over a likeness that knows how crowded its corner is.

Two articles of one event are more alike than either is to its surroundings. In a batch about one
country's politics everything is alike; in a mixed one hardly anything is. So the likeness of two
articles is measured above the mean likeness of each to its near but not nearest articles.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from digest.stories.incremental import Memory, link_key, near_by_id
from digest.stories.sketches import Floats, Numbers, Sketch
from digest.stories.space import Neighbours, Space

CUT = 0.03
"""Articles join a story whose members they exceed this with, on average."""
CROWDING = 1.0
"""How much of the surroundings' likeness is taken off."""
RING = slice(5, 20)
"""The surroundings: neighbours by rank. Nearer ones may tell the same event."""
USUAL_RING = 0.16
"""Stands for neighbours that a small batch does not have."""
LEAST_RING, MOST_RING = 0.12, 0.2
"""Bounds: in a mixed batch a little likeness is none, and an event told a hundred times must not be
torn by its own crowd."""
GROWN_COST = 0.03
"""Taken off when two groups join, times the logarithm of the smaller one's size."""
FREE_DAYS, FAR_DAYS, FAR_COST = 3.0, 365.0, 0.05
"""Up to FREE_DAYS between two articles cost nothing, FAR_DAYS more cost FAR_COST."""
LARGEST = 1_500
"""Articles that are linked exactly at once."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why two articles did or did not join: `score` = likeness - crowd - apart."""

    likeness: float
    crowd: float
    apart: float

    @property
    def score(self) -> float:
        return self.likeness - self.crowd - self.apart


class Clusters:
    """The batch divided into stories. The order of `sketches` must be that of their ids.

    `memory` of an earlier run saves searching and linking again what has not changed.
    """

    def __init__(
        self, sketches: Sequence[Sketch], *, divide: bool = True, memory: Memory | None = None
    ) -> None:
        self.sketches = sketches
        self.ids = [item.key for item in sketches]
        recalled = (memory or Memory()).recalled(self.ids)
        self.space = Space(sketches, recalled.frequencies)
        self.near = recalled.neighbours(self.space, self.ids)
        self.rings = _rings(self.near)
        self.days = np.array([np.nan if s.day is None else s.day for s in sketches])
        self._known_links = recalled.links
        self._links: dict[bytes, tuple[tuple[str, ...], ...]] = {}
        self.groups = self._divide() if divide else []
        self._measured = recalled.measured or frozenset(self.ids)

    def memory(self, sketches: Sequence[Sketch]) -> Memory:
        """What the next run may recall of this one; `sketches` are those of its copies too."""
        return Memory(
            sketches={item.article: item for item in sketches},
            frequencies=self.space.frequencies,
            measured=self._measured,
            near=near_by_id(self.near, self.ids),
            links=self._links,
        )

    def evidence(self, one: int, other: int) -> Evidence:
        """The parts of the score of two articles, by their places in the batch."""
        likeness = float(self.space.likeness(one, np.array([other]))[0])
        crowd = CROWDING * float(self.rings[one] + self.rings[other]) / 2
        return Evidence(likeness, crowd, float(_apart(self.days[[one]], self.days[[other]])[0]))

    def scores(self, members: Numbers) -> NDArray[np.float64]:
        """All scores among a few articles, square."""
        likeness = self.space.among(members).astype(np.float64)
        rings = self.rings[members]
        days = self.days[members]
        crowd = CROWDING * (rings[:, None] + rings[None, :]) / 2
        table: NDArray[np.float64] = likeness - crowd - _apart(days[:, None], days[None, :])
        return table

    def scores_with(self, at: int, others: Numbers) -> NDArray[np.float64]:
        """The scores of one article with each of `others`."""
        crowd = CROWDING * (self.rings[at] + self.rings[others]) / 2
        apart = _apart(self.days[[at]], self.days[others])
        scores: NDArray[np.float64] = self.space.likeness(at, others) - crowd - apart
        return scores

    def groups_at(self, cut: float) -> list[list[int]]:
        """The same batch divided at another cut; a higher one gives parts of these groups."""
        parts = self._components(np.arange(self.space.size), cut)
        return sorted(group for part in parts for group in self._link(part, cut, cut))

    def _divide(self) -> list[list[int]]:
        """Groups of places, each sorted, in the order of their first."""
        groups: list[list[int]] = []
        for component in self._components(np.arange(self.space.size), CUT):
            groups.extend(self._link_known(component))
        return sorted(groups)

    def _link_known(self, component: Numbers) -> list[list[int]]:
        """As remembered where the same articles stand in the same surroundings."""
        if len(component) == 1:
            return [component.tolist()]
        ids = [self.ids[at] for at in component.tolist()]
        key = link_key(ids, self.rings[component])
        known = self._known_links.get(key)
        if known is None:
            groups = self._link(component, CUT, CUT)
            known = tuple(tuple(self.ids[at] for at in group) for group in groups)
        self._links[key] = known
        places = dict(zip(ids, component.tolist(), strict=True))
        return [[places[at] for at in group] for group in known]

    def _link(self, component: Numbers, cut: float, reached: float) -> list[list[int]]:
        """Exact inside a small component; a large one first falls apart at a stricter cut.

        `reached` is the cut at which the component hangs together.
        """
        if len(component) == 1:
            return [component.tolist()]
        if len(component) <= LARGEST:
            return [
                component[group].tolist() for group in average_linkage(self.scores(component), cut)
            ]
        stricter = reached + 0.05
        return [
            group
            for part in self._components(component, stricter)
            for group in self._link(part, cut, stricter)
        ]

    def _components(self, members: Numbers, cut: float) -> list[Numbers]:
        """Connected parts of the graph whose edges score at least `cut`.

        Average linkage never joins two parts: some pair of them would have to reach the cut.
        """
        parent = np.full(self.space.size, -1, dtype=np.int64)
        parent[members] = members

        def root(at: int) -> int:
            while parent[at] != at:
                parent[at] = parent[parent[at]]
                at = int(parent[at])
            return at

        for at in members.tolist():
            others = self.near.ids[at]
            crowd = CROWDING * (self.rings[at] + self.rings[others]) / 2
            score = self.near.likeness[at] - crowd - _apart(self.days[[at]], self.days[others])
            for other in others[(score >= cut) & (parent[others] >= 0)].tolist():
                low, high = sorted((root(at), root(other)))
                parent[high] = low
        roots = np.array([root(at) for at in members.tolist()])
        order = np.argsort(roots, kind="stable")
        bounds = np.flatnonzero(np.diff(roots[order])) + 1
        return [np.sort(part) for part in np.split(members[order], bounds) if len(part)]


def _rings(near: Neighbours) -> Floats:
    """The mean likeness of each article to its surroundings."""
    width = RING.stop - RING.start
    means = []
    for values in near.likeness:
        ring = values[RING]
        means.append((float(ring.sum()) + USUAL_RING * (width - len(ring))) / width)
    return np.clip(np.array(means, dtype=np.float32), LEAST_RING, MOST_RING)


def _apart(days: NDArray[np.float64], others: NDArray[np.float64]) -> NDArray[np.float64]:
    """What is taken off for the days between two articles; nothing where a date is missing."""
    gap = np.abs(days - others)
    return np.nan_to_num(np.clip((gap - FREE_DAYS) / FAR_DAYS, 0, 1) * FAR_COST)


def average_linkage(scores: NDArray[np.float64], cut: float) -> list[list[int]]:
    """Join the two groups with the highest mean score until none reaches `cut`.

    Two groups that have both grown need more: each is an event already, and what they share may
    be the topic. `scores` is square and symmetric; ties go to the lower places.
    """
    size = len(scores)
    means = scores.copy()
    np.fill_diagonal(means, -np.inf)
    bids = means.copy()
    counts = np.ones(size)
    groups: list[list[int]] = [[at] for at in range(size)]
    partner = bids.argmax(axis=1)
    best = bids[np.arange(size), partner]
    while True:
        one = int(best.argmax())
        if not best[one] >= cut:
            return [sorted(group) for group in groups if group]
        one, other = sorted((one, int(partner[one])))
        total = counts[one] + counts[other]
        joined = (means[one] * counts[one] + means[other] * counts[other]) / total
        joined[[one, other]] = -np.inf
        counts[one], counts[other] = total, 1
        means[one], means[:, one] = joined, joined
        bids[one] = bids[:, one] = joined - GROWN_COST * np.log(np.minimum(counts, total))
        for table in (means, bids):
            table[other] = table[:, other] = -np.inf
        groups[one] += groups[other]
        groups[other] = []
        stale = (partner == one) | (partner == other) | (bids[one] > best)
        stale[[one, other]] = True
        partner[stale] = bids[stale].argmax(axis=1)
        best[stale] = bids[stale, partner[stale]]
