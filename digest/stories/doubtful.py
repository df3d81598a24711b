"""Pairs of groups that likeness did not join and might have: worth a second opinion."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from digest.stories.cluster import CUT, Clusters

BAND = 0.15
"""How far below the cut a pair may lie and still be doubtful."""
NEAREST_GROUPS = 2
"""A group is doubtful with this many others at most: those that it is most like."""


@dataclass(frozen=True, slots=True, order=True)
class DoubtfulPair:
    """Two groups of one division, by their places in it; `one` < `other`."""

    one: int
    other: int
    score: float
    """The mean score of their articles; joining would have taken the cut, or more."""


def doubtful_pairs(clusters: Clusters, *, limit: int | None = None) -> list[DoubtfulPair]:
    """The nearest pairs of `clusters.groups` within BAND of the cut, the likeliest first.

    At most NEAREST_GROUPS for each group, counted by its own choice, and `limit` in all.
    """
    home = {at: place for place, group in enumerate(clusters.groups) for at in group}
    scores: dict[tuple[int, int], float] = {}
    choices: set[tuple[int, int]] = set()
    for place, group in enumerate(clusters.groups):
        near = {home[other] for at in group for other in clusters.near.ids[at].tolist()} - {place}
        pairs = [(min(place, other), max(place, other)) for other in near]
        for pair in pairs:
            if pair not in scores:
                scores[pair] = _mean_score(clusters, *pair)
        pairs.sort(key=lambda pair: (-scores[pair], pair))
        choices.update(pair for pair in pairs[:NEAREST_GROUPS] if scores[pair] >= CUT - BAND)
    ordered = sorted(choices, key=lambda pair: (-scores[pair], pair))
    return [DoubtfulPair(*pair, round(scores[pair], 3)) for pair in ordered[:limit]]


def joined(groups: Sequence[Sequence[int]], pairs: Iterable[tuple[int, int]]) -> list[list[int]]:
    """The groups with these pairs of places made one, and what hangs together through them."""
    root = list(range(len(groups)))

    def of(place: int) -> int:
        while root[place] != place:
            place = root[place]
        return place

    for one, other in pairs:
        low, high = sorted((of(one), of(other)))
        root[high] = low
    parts: defaultdict[int, list[int]] = defaultdict(list)
    for place, group in enumerate(groups):
        parts[of(place)].extend(group)
    return sorted(sorted(part) for part in parts.values())


def _mean_score(clusters: Clusters, one: int, other: int) -> float:
    here, there = clusters.groups[one], clusters.groups[other]
    few, many = sorted((here, there), key=len)
    places = np.array(many)
    return float(np.mean([clusters.scores_with(at, places).mean() for at in few]))
