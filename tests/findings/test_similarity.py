"""How alike two sentences are is the same on every machine."""

from itertools import permutations

from digest.findings.similarity import Likeness
from digest.grounding.evidence import Evidence
from tests.summary_stories import article


def test_a_weight_does_not_depend_on_the_order_of_the_words() -> None:
    """The stems of a sentence are a set: each run has them in another order."""
    lines = ["harbour ferry mayor bridge", *["harbour"] * 6, *["ferry"] * 2, "mayor", "mayor"]
    evidence = Evidence([article("Harbour Post", *lines)])
    stems = evidence.passage(evidence.citations[0]).stems
    likeness = Likeness(evidence)

    assert 4 == len(stems)
    assert 1 == len({likeness.weight(order) for order in permutations(sorted(stems))})
