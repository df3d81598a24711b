"""Faults planted into real points: how many the check catches, and how many true points it refuses.

PATH is a stories .jsonl.  The points are sentences of its articles and light paraphrases of them;
faults are planted into both, 1,000 or more of each kind where the data have them.  No randomness:
the same data give the same faults.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import combinations, groupby, pairwise
from pathlib import Path

from benchmarks import harness
from benchmarks.faults import PLANTS, Planted, plant
from benchmarks.joined_faults import halves, other_story, stray
from benchmarks.true_points import TruePoint, paraphrases, pick, read_stories, verbatim
from digest.summaries.check import prove

MOST = 1000
"""Faults of each kind, and true points of each sort; the first by a hash of their words."""


def measure(path: Path) -> harness.Result:
    """Shares caught by kind, shares of true points refused, and milliseconds of CPU a point."""
    from time import process_time

    points, faults = gather(path)
    for point in (*points["verbatim"], *points["paraphrase"]):
        _ = point.evidence.places, point.evidence.names, point.evidence.lower_words
    begun = process_time()
    rows: list[harness.Row] = []
    right: defaultdict[str, list[bool]] = defaultdict(list)
    for sort, listed in points.items():
        for point in listed:
            verdict = prove(point.text, point.citations, point.evidence)
            right[sort].append(bool(verdict.faults))
            rows.append(_row(sort, point.text, [fault.check for fault in verdict.faults]))
    for kind, planted in faults.items():
        for fault in planted:
            verdict = prove(fault.text, fault.citations, fault.point.evidence)
            right[kind].append(bool(verdict.faults))
            rows.append(_row(kind, fault.text, [fault.check for fault in verdict.faults]))
    spent = process_time() - begun
    return harness.Result(_figures(right, spent), rows)


def gather(path: Path) -> tuple[dict[str, list[TruePoint]], dict[str, list[Planted]]]:
    """True points by sort, planted faults by kind; at most MOST of each."""
    stories = read_stories(path)
    points: dict[str, list[TruePoint]] = {"verbatim": [], "paraphrase": []}
    for evidence in stories.values():
        points["verbatim"] += verbatim(evidence)
        points["paraphrase"] += paraphrases(evidence)
    faults: dict[str, list[Planted]] = {
        kind: [] for kind in (*PLANTS, "pronouns", "halves", "other story", "half other")
    }
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
        if "synonym" not in point.how:
            yield from plant(point)
    order = sorted(points["verbatim"], key=lambda p: pick(p.key, 1 << 40))[: 2 * MOST]
    for one, other in pairwise(order):
        if one.evidence is not other.evidence:
            yield from other_story(one, other)
    for _, story in groupby(points["verbatim"], key=lambda point: id(point.evidence)):
        for one, other in combinations(story, 2):
            if pick(one.key + other.key, 10) == 0:
                yield from stray(one, other)
                yield from halves(one, other)


def _row(kind: str, text: str, checks: list[str]) -> harness.Row:
    return {"kind": kind, "text": text, "caught": bool(checks), "checks": sorted(set(checks))}


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
