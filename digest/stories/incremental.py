"""What one run leaves for the next, so that a window that slides costs only what came in.

Kept are the sketches, the rarity of terms as it was when the window was last measured whole, each
article's neighbours, and how each component was linked. With the rarity held still, nothing of
that changes for two articles that stay; only new ones are searched for and linked.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

import numpy as np
from numpy.typing import NDArray

from digest.stories.sketches import VERSION, Floats, Numbers, Sketch
from digest.stories.space import NEAREST, Frequencies, Neighbours, Space

RENEWED = 0.5
"""When more than this part of the window is new, all of it is measured again."""


@dataclass(frozen=True, kw_only=True)
class Memory:
    """Empty to begin with; fit for pickle. Never changed: each run gives the next one.

    One that another version of the sketches made is no help and does no harm.
    """

    sketches: Mapping[str, Sketch] = field(default_factory=dict)
    """Of the articles of the last run, by the article's id; all else goes by `Sketch.key`."""
    frequencies: Frequencies | None = None
    measured: frozenset[str] = frozenset()
    """The articles whose terms were counted."""
    near: Mapping[str, tuple[tuple[str, ...], Floats]] = field(default_factory=dict)
    links: Mapping[bytes, tuple[tuple[str, ...], ...]] = field(default_factory=dict)
    version: int = VERSION

    def recalled(self, ids: Sequence[str]) -> "Memory":
        """What of this still holds for a window of these articles: the sketches at least."""
        known = sum(at in self.measured for at in ids)
        holds = self.version == VERSION and known >= (1 - RENEWED) * len(ids)
        return self if holds else Memory(sketches=self.sketches)

    def neighbours(self, space: Space, ids: Sequence[str]) -> Neighbours:
        """Searched for new articles; for the others as remembered, with the new ones let in."""
        if not self.near:
            fresh = [space.nearest(place) for place in range(len(ids))]
            return Neighbours(tuple(near for near, _ in fresh), tuple(v for _, v in fresh))
        places = {at: place for place, at in enumerate(ids)}
        found: dict[int, dict[int, float]] = {}
        arrivals: defaultdict[int, dict[int, float]] = defaultdict(dict)
        for place, at in enumerate(ids):
            if at in self.near:
                others, values = self.near[at]
                found[place] = {
                    places[other]: value
                    for other, value in zip(others, values.tolist(), strict=True)
                    if other in places
                }
                continue
            near, likeness = space.nearest(place)
            found[place] = dict(zip(near.tolist(), likeness.tolist(), strict=True))
            for other, value in found[place].items():
                arrivals[other][place] = value
        best = [_best(found[place] | arrivals[place]) for place in range(len(ids))]
        return Neighbours(tuple(near for near, _ in best), tuple(v for _, v in best))


def _best(likeness: Mapping[int, float]) -> tuple[Numbers, Floats]:
    """The NEAREST most alike places, most alike first."""
    best = sorted(likeness.items(), key=lambda item: (-item[1], item[0]))[:NEAREST]
    places = np.array([place for place, _ in best], dtype=np.int64)
    return places, np.array([value for _, value in best], dtype=np.float32)


def link_key(ids: Sequence[str], rings: NDArray[np.float32]) -> bytes:
    """Two components with the same articles in the same surroundings are linked alike."""
    return sha256("\n".join(ids).encode() + rings.tobytes()).digest()


def near_by_id(near: Neighbours, ids: Sequence[str]) -> dict[str, tuple[tuple[str, ...], Floats]]:
    return {
        at: (tuple(ids[other] for other in others.tolist()), values)
        for at, others, values in zip(ids, near.ids, near.likeness, strict=True)
    }
