"""Pairs of groups that likeness leaves in doubt, and what is made of them once they were read.

With somebody to ask, grouping begins too strict; the pairs beside the cut, on either side of it,
are read, and the answers decide those pairs and nothing else.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import floor

import numpy as np

from digest.stories.cluster import Clusters
from digest.stories.linkage import required

STRICTER = 0.03
"""What joins with less than this over what it needs is in doubt, too."""
BAND = 0.12
"""How much a pair may lack and still be doubtful."""
FOREIGN_LIKENESS = 0.06
"""In two languages one event shares names and figures only: .07 and more of invented pairs that
belong together, .04 and less of others."""
NEAREST_GROUPS = 2
"""A group is doubtful with this many others at most, those that it is most like; in other
languages with as many again."""
SHARE = 0.4
"""Most pairs for each article of the batch: reading costs."""

Groups = Sequence[Sequence[int]]
"""A division: the places of the articles of each group."""


@dataclass(frozen=True, slots=True, order=True)
class DoubtfulPair:
    """Two groups of one division, by their places in it; `one` < `other`."""

    one: int
    other: int
    score: float
    """The mean score of their articles less what groups of their sizes need to join. Of a pair in
    two languages as much above the least in doubt as its likeness is above FOREIGN_LIKENESS."""


def most_pairs(articles: int) -> int:
    """How many pairs of a batch may be asked about."""
    return max(1, floor(SHARE * articles))


def doubtful_pairs(
    clusters: Clusters,
    groups: Groups | None = None,
    *,
    languages: Mapping[str, str] | None = None,
    limit: int | None = None,
) -> list[DoubtfulPair]:
    """The nearest pairs of `groups` that may belong together, the likeliest first.

    Without `groups` those of the clusters; `languages` are by article id. At most NEAREST_GROUPS
    for each group, counted by its own choice, and `limit` in all.
    """
    groups = clusters.groups if groups is None else groups
    known = [(languages or {}).get(item.article) for item in clusters.sketches]
    spoken = [{known[at] for at in group} for group in groups]
    home = {at: place for place, group in enumerate(groups) for at in group}
    scores: dict[tuple[int, int], float] = {}
    choices: set[tuple[int, int]] = set()
    for place, group in enumerate(groups):
        near = {home[other] for at in group for other in clusters.near.ids[at].tolist()} - {place}
        pairs: dict[bool, list[tuple[int, int]]] = {False: [], True: []}
        for other in near:
            pair = min(place, other), max(place, other)
            is_foreign = spoken[place].isdisjoint(spoken[other])
            if pair not in scores:
                score = _foreign_score if is_foreign else _margin
                scores[pair] = score(clusters, groups[pair[0]], groups[pair[1]])
            pairs[is_foreign].append(pair)
        for found in pairs.values():
            found.sort(key=lambda pair: (-scores[pair], pair))
            choices.update(p for p in found[:NEAREST_GROUPS] if scores[p] >= -BAND)
    ordered = sorted(choices, key=lambda pair: (-scores[pair], pair))
    return [DoubtfulPair(*pair, round(scores[pair], 3)) for pair in ordered[:limit]]


def _margin(clusters: Clusters, here: Sequence[int], there: Sequence[int]) -> float:
    few, many = sorted((here, there), key=len)
    places = np.array(many)
    if len(many) == 1:
        alone = clusters.evidence(few[0], many[0])
        return alone.score - alone.cut
    mean = np.mean([clusters.scores_with(at, places).mean() for at in few])
    return float(mean - required(len(few), len(many)))


def _foreign_score(clusters: Clusters, here: Sequence[int], there: Sequence[int]) -> float:
    places = np.array(there)
    alike = np.mean([clusters.space.likeness(at, places).mean() for at in here])
    return float(alike) - FOREIGN_LIKENESS - BAND


def decided(
    groups: Groups,
    usual: Groups,
    *,
    together: Iterable[tuple[int, int]],
    apart: Iterable[tuple[int, int]],
) -> list[list[int]]:
    """The strict `groups` with the pairs of places `together` made one, in this order.

    The rest is as likeness has it: groups that are one in the `usual` division are one, unless
    their articles were read and belong `apart`. What is apart stays apart through others, too.
    """
    parts = _Parts(groups, apart)
    for one, other in (*together, *_usually_one(groups, usual)):
        parts.join(one, other)
    return sorted(sorted(part) for part in parts.joined())


def _usually_one(groups: Groups, usual: Groups) -> Iterator[tuple[int, int]]:
    """The pairs of strict groups that the usual division holds in one."""
    home = {at: place for place, group in enumerate(usual) for at in group}
    inside: defaultdict[int, list[int]] = defaultdict(list)
    for place, group in enumerate(groups):
        inside[home[group[0]]].append(place)
    for members in inside.values():
        yield from combinations(members, 2)


class _Parts:
    """Groups that are joined step by step, some of which must never be in one part."""

    def __init__(self, groups: Groups, apart: Iterable[tuple[int, int]]) -> None:
        self._groups = groups
        self._root = list(range(len(groups)))
        self._members = {place: {place} for place in self._root}
        self._barred: defaultdict[int, set[int]] = defaultdict(set)
        for one, other in apart:
            self._barred[one].add(other)
            self._barred[other].add(one)

    def join(self, one: int, other: int) -> None:
        kept, gone = self._root[one], self._root[other]
        if kept == gone or self._barred[kept] & self._members[gone]:
            return
        self._members[kept] |= self._members.pop(gone)
        self._barred[kept] |= self._barred.pop(gone, set())
        for place in self._members[kept]:
            self._root[place] = kept

    def joined(self) -> Iterator[list[int]]:
        for members in self._members.values():
            yield [at for place in members for at in self._groups[place]]
