"""How far two sentences of a story speak of the same thing."""

import math
from collections import Counter
from collections.abc import Iterable

from digest.grounding.evidence import Evidence
from digest.language.passage import Passage


class Likeness:
    """Weights for the stems of one story: the fewer of its sentences have one, the more it says."""

    def __init__(self, evidence: Evidence) -> None:
        counts = Counter(
            stem for citation in evidence.citations for stem in evidence.passage(citation).stems
        )
        total = len(evidence.citations)
        self._weights = {stem: math.log(1 + total / count) for stem, count in counts.items()}

    def weight(self, stems: Iterable[str]) -> float:
        """Of all of them; exact, as the order of a set differs from run to run."""
        return math.fsum(self._weights.get(stem, 0.0) for stem in stems)

    def shared(self, one: Passage, other: Passage, without: frozenset[str] = frozenset()) -> float:
        """The weight the two have in common, as a share of the lighter one's; 0 to 1."""
        left, right = one.stems - without, other.stems - without
        lighter = min(self.weight(left), self.weight(right))
        return self.weight(left & right) / lighter if lighter else 0.0
