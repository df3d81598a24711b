"""Faults planted into real points: how many the vetoes catch, and how many true points they refuse.

PATH is a stories .jsonl.  The points are sentences of its articles and light paraphrases of them;
faults are planted into both, 1,000 or more of each kind where the data have them.  No randomness:
the same data give the same faults.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from benchmarks import harness
from benchmarks.faults import PLANTS, Planted, other_story, plant
from benchmarks.true_points import TruePoint, paraphrases, pick, read_stories, verbatim
from digest.grounding.evidence import Evidence
from digest.grounding.prove import vetoes
from digest.language.passage import Passage

MOST = 1000
"""Faults of each kind, and true points of each sort; the first by a hash of their words."""


def measure(path: Path) -> harness.Result:
    """Shares caught by kind, shares of true points refused, and milliseconds of CPU a point."""
    from time import process_time

    points, faults = gather(path)
    for evidence in dict.fromkeys(point.evidence for point in points["verbatim"]):
        refusals("This reads the story once, as a build does.", evidence)
    begun = process_time()
    rows: list[harness.Row] = []
    right: defaultdict[str, list[bool]] = defaultdict(list)
    tried = [(sort, p.text, p.evidence) for sort, listed in points.items() for p in listed]
    tried += [(f.kind, f.text, f.point.evidence) for planted in faults.values() for f in planted]
    for kind, text, evidence in tried:
        checks = refusals(text, evidence)
        right[kind].append(bool(checks))
        rows.append({"kind": kind, "text": text, "caught": bool(checks), "checks": checks})
    return harness.Result(_figures(right, process_time() - begun), rows)


def refusals(text: str, evidence: Evidence) -> list[str]:
    """The vetoes that refuse the text."""
    _, faults = vetoes(Passage.read(text, "en"), evidence)
    return sorted({fault.check for fault in faults})


def gather(path: Path) -> tuple[dict[str, list[TruePoint]], dict[str, list[Planted]]]:
    """True points by sort, planted faults by kind; at most MOST of each."""
    stories = read_stories(path)
    points: dict[str, list[TruePoint]] = {"verbatim": [], "paraphrase": []}
    for evidence in stories.values():
        points["verbatim"] += verbatim(evidence)
        points["paraphrase"] += paraphrases(evidence)
    faults: dict[str, list[Planted]] = {kind: [] for kind in (*PLANTS, "other story")}
    for planted in _plant_all(points):
        faults[planted.kind].append(planted)
    chosen = {kind: sorted(found, key=_by_words)[:MOST] for kind, found in faults.items()}
    sampled = {
        sort: sorted(found, key=lambda p: pick(p.key, 1 << 40))[:MOST]
        for sort, found in points.items()
    }
    return sampled, chosen


def _by_words(planted: Planted) -> int:
    return pick(planted.text, 1 << 40)


def _plant_all(points: dict[str, list[TruePoint]]) -> Iterator[Planted]:
    for point in (*points["verbatim"], *points["paraphrase"]):
        yield from plant(point)
    order = sorted(points["verbatim"], key=lambda p: pick(p.key, 1 << 40))[: 2 * MOST]
    for one, other in pairwise(order):
        if one.evidence is not other.evidence:
            yield other_story(one, other)


def _figures(right: dict[str, list[bool]], spent: float) -> dict[str, float | int | str]:
    figures: dict[str, float | int | str] = {}
    for kind, caught in right.items():
        name = kind.replace(" ", "_")
        label = "refused" if kind in ("verbatim", "paraphrase") else "caught"
        figures[f"{label}_{name}"] = round(sum(caught) / len(caught), 4) if caught else 0.0
        figures[f"{name}_n"] = len(caught)
    asked = Counter({kind: len(caught) for kind, caught in right.items()}).total()
    figures["ms_a_point"] = round(1000 * spent / max(asked, 1), 2)
    return figures


if __name__ == "__main__":
    harness.main("planted", measure)
