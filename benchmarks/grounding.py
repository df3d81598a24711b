"""Summaries against their documents: what the summary says and the document does not.

PATH is a .jsonl of `id, doc, summary, label, edit_types, domain` (label 1: supported).  The
summaries are held against the whole text, a sentence at a time, by the vetoes alone: what only a
judge can see counts as supported.
"""

import json
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from statistics import fmean

from benchmarks import harness
from digest.grounding.evidence import Evidence
from digest.grounding.prove import Fault, vetoes
from digest.language.passage import Passage
from digest.model import Article
from digest.reading import sentences


def measure(path: Path) -> harness.Result:
    """Balanced accuracy with its two rates, by edit and by domain."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]
    pairs: list[tuple[bool, bool]] = []
    edits: defaultdict[str, list[bool]] = defaultdict(list)
    domains: defaultdict[str, list[tuple[bool, bool]]] = defaultdict(list)
    predictions: list[harness.Row] = []
    for row in rows:
        faults = [fault.check for fault in judge(row["doc"], row["summary"])]
        pair = (bool(faults), int(row["label"]) == 0)
        pairs.append(pair)
        domains[row["domain"]].append(pair)
        for edit in row["edit_types"] or [] if pair[1] else []:
            edits[edit].append(pair[0])
        predictions.append(
            {"id": row["id"], "supported": not faults, "checks": sorted(set(faults))}
        )
    return harness.Result(_figures(pairs, edits, domains), predictions)


def judge(doc: str, summary: str) -> list[Fault]:
    """What the vetoes find in the sentences of the summary."""
    evidence = Evidence([article_of(doc)])
    parts = [summary[start:end] for start, end in sentences.split(summary, "en")]
    return [fault for part in parts for fault in vetoes(Passage.read(part, "en"), evidence)[1]]


def article_of(doc: str) -> Article:
    spans = sentences.split(doc, "en")
    return Article(
        id="doc", source="doc", url=None, title="", language="en", text=doc, sentences=spans
    )


def rates(pairs: Sequence[tuple[bool, bool]]) -> tuple[float, float, float]:
    """Balanced accuracy, share of the unsupported that is flagged, share of the supported."""
    bad = [flagged for flagged, unsupported in pairs if unsupported]
    good = [flagged for flagged, unsupported in pairs if not unsupported]
    caught = fmean(bad) if bad else 0.0
    alarms = fmean(good) if good else 0.0
    return (caught + 1 - alarms) / 2, caught, alarms


def _figures(
    pairs: Sequence[tuple[bool, bool]],
    edits: dict[str, list[bool]],
    domains: dict[str, list[tuple[bool, bool]]],
) -> dict[str, float | int | str]:
    balanced, caught, alarms = rates(pairs)
    return {
        "rows": len(pairs),
        "unsupported": sum(unsupported for _, unsupported in pairs),
        "balanced_accuracy": round(balanced, 4),
        "tpr": round(caught, 4),
        "fpr": round(alarms, 4),
        **{f"edit {name}": f"{sum(found)}/{len(found)}" for name, found in sorted(edits.items())},
        **{f"domain {name}": round(rates(found)[0], 3) for name, found in sorted(domains.items())},
    }


if __name__ == "__main__":
    harness.main("grounding", measure)
