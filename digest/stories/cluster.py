"""Same event, same story: average linkage over a likeness that knows how crowded its corner is.

Two articles of one event are more alike than either is to its surroundings. In a batch about one
country's politics everything is alike; in a mixed one hardly anything is. So the likeness of two
articles is measured above the mean likeness of each to its near but not nearest articles.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from digest.stories.incremental import Memory, link_key, near_by_id
from digest.stories.linkage import Forest, average_linkage, required
from digest.stories.sketches import Floats, Numbers, Sketch
from digest.stories.space import Neighbours, Space

CROWDING = 1.0
"""How much of the surroundings' likeness is taken off."""
RING = slice(5, 20)
"""The surroundings: neighbours by rank. Nearer ones may tell the same event."""
LEAST_RING, MOST_RING = 0.11, 0.2
"""Bounds: in a mixed batch a little likeness is none, and an event told a hundred times must not be
torn by its own crowd. The least stands for neighbours that a small batch does not have."""
NEAR_DAYS, NEAR_EASE = 2.0, 0.04
"""Two articles of different outlets need so much less when they appear at once, and nothing less
from NEAR_DAYS on: what is alike on one day is mostly one event."""
NAMED_GAIN, MANY_NAMES, NAMED_DAYS = 0.06, 3, 3.0
"""Added where articles of different outlets both write MANY_NAMES that few others have, and half of
it for one less: who writes each his own way shares an event's names and hardly another word. It
falls from the second day to nothing at NAMED_DAYS, as an affair keeps its names."""
TIMELESS_COST = 0.3
"""Taken off where neither article reports: two guides to one subject share its words, no event."""
LEAST_EDGE = 0.03
"""An article joins no story if it scores less than this with each of its members."""
FREE_DAYS, FAR_DAYS, FAR_COST = 3.0, 365.0, 0.05
"""Up to FREE_DAYS between two articles cost nothing, FAR_DAYS more cost FAR_COST."""
AGAIN_FREE_DAYS, AGAIN_DAYS, AGAIN_COST = 7.0, 7.0, 0.35
"""The same between two articles of one outlet: what it comes back to is the next step of an affair,
or the next part of a series."""
SERIES_COST = 1.0
"""Taken off between two parts of one outlet's series, by their titles: week 4, and week 5."""
ROUNDUP_COST = 1.0
"""Taken off where either tells of several events: it would join stories that share nothing."""
STRANGER_COST = 1.0
"""Taken off where neither names anything that the other speaks of: the fire in one town reads as
that in another, and so do the results of two firms."""
LARGEST = 1_500
"""Articles that are linked exactly at once."""
BLOCK = 2_000
"""Articles whose neighbours are weighed at once."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why two articles did or did not join, `score`: what speaks for it less what does not."""

    likeness: float
    named: float
    crowd: float
    apart: float
    timeless: float
    cut: float
    """The score that makes one story of the two where both stand alone."""

    @property
    def score(self) -> float:
        return self.likeness + self.named - self.crowd - self.apart - self.timeless


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
        self.outlets = np.unique([s.source for s in sketches], return_inverse=True)[1]
        self.series, self.parts = _series(sketches, self.outlets)
        self.timeless = np.array([s.is_timeless for s in sketches], dtype=bool)
        self.dated = np.array([s.names_weekday for s in sketches], dtype=bool)
        self.roundups = np.array([s.is_roundup for s in sketches], dtype=bool)
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
        here, there = np.array([one]), np.array([other])
        parts = (
            self.space.likeness(one, there),
            self._named(here, there),
            self._crowd(here, there),
            self._apart(here, there) + STRANGER_COST * self.space.are_strangers(one, there),
            self._timeless(here, there),
            required(1, 1) - self.ease(here, there),
        )
        return Evidence(*(float(part[0]) for part in parts))

    def scores(self, members: Numbers) -> NDArray[np.float64]:
        """All scores among a few articles, square."""
        likeness = self.space.among(members).astype(np.float64)
        strangers = STRANGER_COST * self.space.strangers_among(members)
        costs = self._costs(members[:, None], members[None, :])
        table: NDArray[np.float64] = likeness - costs - strangers
        return table

    def scores_with(self, at: int, others: Numbers) -> NDArray[np.float64]:
        """The scores of one article with each of `others`."""
        strangers = STRANGER_COST * self.space.are_strangers(at, others)
        costs = self._costs(np.array([at]), others)
        scores: NDArray[np.float64] = self.space.likeness(at, others) - costs - strangers
        return scores

    def _costs(self, some: Numbers, others: Numbers) -> NDArray[np.float64]:
        """What is taken off the likeness of articles, less what is added, pair by pair.

        But for STRANGER_COST: to compare names takes as long as all else.
        """
        costs: NDArray[np.float64] = (
            self._crowd(some, others)
            + self._apart(some, others)
            + self._timeless(some, others)
            - self._named(some, others)
        )
        return costs

    def _crowd(self, some: Numbers, others: Numbers) -> NDArray[np.float64]:
        crowd: NDArray[np.float64] = CROWDING * (self.rings[some] + self.rings[others]) / 2
        return crowd

    def _apart(self, some: Numbers, others: Numbers) -> NDArray[np.float64]:
        """For the days between two articles, if both have one; for series and round-ups."""
        gap = np.abs(self.days[some] - self.days[others])
        is_one = self.outlets[some] == self.outlets[others]
        far = np.clip((gap - FREE_DAYS) / FAR_DAYS, 0, 1) * FAR_COST
        again = np.clip((gap - AGAIN_FREE_DAYS) / AGAIN_DAYS, 0, 1) * AGAIN_COST * is_one
        several = self.roundups[some] | self.roundups[others]
        cost: NDArray[np.float64] = np.nan_to_num(far + again) + ROUNDUP_COST * several
        return cost + self._of_series(some, others)

    def ease(self, some: Numbers, others: Numbers) -> NDArray[np.float64]:
        """How much less two articles need for being of one day, pair by pair."""
        gap = np.abs(self.days[some] - self.days[others])
        is_other = self.outlets[some] != self.outlets[others]
        ease: NDArray[np.float64] = NEAR_EASE * np.clip(1 - gap / NEAR_DAYS, 0, 1) * is_other
        return np.nan_to_num(ease)

    def _named(self, some: Numbers, others: Numbers) -> NDArray[np.float64]:
        """What rare names in common add, pair by pair; nothing where a date is unknown."""
        shared = self.space.rare_names(some, others)
        if not (shared > 1).any():
            return np.zeros(shared.shape)
        gap = np.abs(self.days[some] - self.days[others])
        is_other = self.outlets[some] != self.outlets[others]
        names = np.clip((shared - 1) / (MANY_NAMES - 1), 0, 1)
        near = np.clip((NAMED_DAYS - gap) / (NAMED_DAYS - 1), 0, 1)
        gain: NDArray[np.float64] = NAMED_GAIN * names * near * is_other
        return np.nan_to_num(gain)

    def _of_series(self, some: Numbers, others: Numbers) -> NDArray[np.float64]:
        is_one = (self.series[some] == self.series[others]) & (self.series[some] > 0)
        cost: NDArray[np.float64] = SERIES_COST * (
            is_one & (self.parts[some] != self.parts[others])
        )
        return cost

    def _timeless(self, some: Numbers, others: Numbers) -> NDArray[np.float64]:
        cost: NDArray[np.float64] = TIMELESS_COST * (self.timeless[some] & self.timeless[others])
        return cost

    def stricter_groups(self, by: float) -> list[list[int]]:
        """Parts of these groups: joining takes so much more."""
        parts = self._components(np.arange(self.space.size), LEAST_EDGE)
        return sorted(group for part in parts for group in self._link(part, LEAST_EDGE, by))

    def _divide(self) -> list[list[int]]:
        """Groups of places, each sorted, in the order of their first."""
        parts = self._components(np.arange(self.space.size), LEAST_EDGE)
        linked = (group for part in parts for group in self._link_known(part))
        return sorted(part for group in linked for part in self._heard(group))

    def may_be_alone(self, one: int, other: int) -> bool:
        """Whether two articles can be a story by themselves."""
        return len(self._heard([one, other])) == 1

    def _heard(self, group: list[int]) -> list[list[int]]:
        """The group; of one outlet, without what names no weekday and has no report of its day.

        The next entry of a blog, a list or a podcast is alike, and no event.
        """
        if len(set(self.outlets[group].tolist())) > 1:
            return [group]
        days = self.days[group][self.dated[group]]
        told = [at for at in group if self.dated[at] or (abs(days - self.days[at]) < 1).any()]
        return [part for part in (told, *([at] for at in group if at not in told)) if part]

    def _link_known(self, component: Numbers) -> list[list[int]]:
        """As remembered where the same articles stand in the same surroundings."""
        if len(component) == 1:
            return [component.tolist()]
        ids = [self.ids[at] for at in component.tolist()]
        key = link_key(ids, self.rings[component])
        known = self._known_links.get(key)
        if known is None:
            groups = self._link(component, LEAST_EDGE)
            known = tuple(tuple(self.ids[at] for at in group) for group in groups)
        self._links[key] = known
        places = dict(zip(ids, component.tolist(), strict=True))
        return [[places[at] for at in group] for group in known]

    def _link(self, component: Numbers, cut: float, more: float = 0.0) -> list[list[int]]:
        """Exact inside a small component; a large one first falls apart at a stricter cut.

        `cut` is that at which it hangs together, `more` what joining takes on top of the usual.
        """
        if len(component) == 1:
            return [component.tolist()]
        if len(component) <= LARGEST:
            ease = self.ease(component[:, None], component[None, :])
            groups = average_linkage(self.scores(component), more, ease)
            return [component[group].tolist() for group in groups]
        stricter = cut + 0.05
        return [
            group
            for part in self._components(component, stricter)
            for group in self._link(part, stricter, more)
        ]

    def _components(self, members: Numbers, cut: float) -> list[Numbers]:
        """Connected parts of the graph whose edges score at least `cut`."""
        forest = Forest(members)
        for start in range(0, len(members), BLOCK):
            for at, others in self._likely(members[start : start + BLOCK], members, cut):
                new = [other for other in others if forest.root(other) != forest.root(at)]
                strangers = self.space.are_strangers(at, np.array(new)) if new else ()
                for other, is_stranger in zip(new, strangers, strict=True):
                    if not is_stranger:
                        forest.join(at, other)
        return forest.parts()

    def _likely(
        self, block: Numbers, members: Numbers, cut: float
    ) -> Iterator[tuple[int, list[int]]]:
        """Each of the block with the near members that it scores `cut` with but for strangers."""
        lengths = [len(self.near.ids[at]) for at in block]
        here = np.repeat(block, lengths)
        others = np.concatenate([self.near.ids[at] for at in block])
        is_member = np.zeros(self.space.size, dtype=bool)
        is_member[members] = True
        likeness = np.concatenate([self.near.likeness[at] for at in block])
        likely = is_member[others] & (likeness - self._costs(here, others) >= cut)
        starts = np.cumsum([0, *lengths])
        for place, at in enumerate(block.tolist()):
            part = slice(starts[place], starts[place + 1])
            yield at, others[part][likely[part]].tolist()


def _series(sketches: Sequence[Sketch], outlets: Numbers) -> tuple[Numbers, Numbers]:
    """A number for the series of each article, 0 for none, and for the part of it that it is."""
    keys = [
        (int(at), s.series.series) if s.series else None
        for at, s in zip(outlets, sketches, strict=True)
    ]
    known = {key: place for place, key in enumerate(dict.fromkeys(filter(None, keys)), start=1)}
    series = [known[key] if key else 0 for key in keys]
    parts = np.unique([s.series.number if s.series else "" for s in sketches], return_inverse=True)
    return np.array(series, dtype=np.int64), parts[1]


def _rings(near: Neighbours) -> Floats:
    """The mean likeness of each article to its surroundings."""
    width = RING.stop - RING.start
    means = []
    for values in near.likeness:
        ring = values[RING]
        means.append((float(ring.sum()) + LEAST_RING * (width - len(ring))) / width)
    return np.clip(np.array(means, dtype=np.float32), LEAST_RING, MOST_RING)
