"""Which articles hang together at all, and by average linkage which groups of them join."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from digest.stories.sketches import Numbers

FIRST_COST = 0.16
"""Taken off when two articles join, and by the size of the larger group when groups do: alone,
two may be alike by their subject; a third that is like both confirms an event."""
GROWN_COST = 0.03
"""Taken off when two groups join, times the logarithm of the smaller one's size: each is an event
already, and what they share may be the topic."""


def required(one: ArrayLike, other: ArrayLike) -> NDArray[np.float64]:
    """The mean score that groups of so many articles need to join."""
    small, large = np.minimum(one, other), np.maximum(one, other)
    needed: NDArray[np.float64] = FIRST_COST / large + GROWN_COST * np.log(small)
    return needed


def average_linkage(
    scores: NDArray[np.float64], more: float = 0.0, ease: NDArray[np.float64] | float = 0.0
) -> list[list[int]]:
    """Join the two groups whose mean score exceeds most what they need, while one has `more`.

    `scores` is square and symmetric, and `ease` what two articles alone need less; ties go to the
    lower places.
    """
    size = len(scores)
    means = scores.copy()
    np.fill_diagonal(means, -np.inf)
    counts = np.ones(size)
    bids = means - required(counts, counts) + ease
    groups: list[list[int]] = [[at] for at in range(size)]
    partner = bids.argmax(axis=1)
    best = bids[np.arange(size), partner]
    while True:
        one = int(best.argmax())
        if not best[one] >= more:
            return [sorted(group) for group in groups if group]
        one, other = sorted((one, int(partner[one])))
        total = counts[one] + counts[other]
        joined = (means[one] * counts[one] + means[other] * counts[other]) / total
        joined[[one, other]] = -np.inf
        counts[one], counts[other] = total, 1
        means[one], means[:, one] = joined, joined
        bids[one] = bids[:, one] = joined - required(counts, counts[one])
        for table in (means, bids):
            table[other] = table[:, other] = -np.inf
        groups[one] += groups[other]
        groups[other] = []
        stale = (partner == one) | (partner == other) | (bids[one] > best)
        stale[[one, other]] = True
        partner[stale] = bids[stale].argmax(axis=1)
        best[stale] = bids[stale, partner[stale]]


class Forest:
    """Members that hang together in parts; each stands alone at first (union-find)."""

    def __init__(self, members: Numbers) -> None:
        self._members = members
        self._parent = {at: at for at in members.tolist()}

    def root(self, at: int) -> int:
        """The member that stands for the part of `at`: its lowest."""
        parent = self._parent
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    def join(self, one: int, other: int) -> None:
        low, high = sorted((self.root(one), self.root(other)))
        self._parent[high] = low

    def parts(self) -> list[Numbers]:
        """The parts, each sorted, in the order of their lowest members."""
        roots = np.array([self.root(at) for at in self._members.tolist()])
        order = np.argsort(roots, kind="stable")
        bounds = np.flatnonzero(np.diff(roots[order])) + 1
        return [np.sort(part) for part in np.split(self._members[order], bounds) if len(part)]
