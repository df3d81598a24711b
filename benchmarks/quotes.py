"""Quotations, genuine and mutated: each variant is put forward as a quotation of its article.

PATH is a .jsonl of `id, article_id, quote, variant, expected, kind`; the articles are looked for
in the stories files beside it (`../stories/*.jsonl`).
"""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks import harness
from benchmarks.true_points import as_article
from digest.grounding.evidence import Evidence
from digest.grounding.prove import prove_quote
from digest.model import Quote


def measure(path: Path) -> harness.Result:
    """Accuracy on the variants that must pass and must fail, and by kind."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]
    articles = read_articles(path, {row["article_id"] for row in rows})
    sides: dict[str, list[bool]] = {"pass": [], "fail": []}
    kinds: defaultdict[str, list[bool]] = defaultdict(list)
    predictions: list[harness.Row] = []
    for row in rows:
        verdict = judge(row["variant"], articles[row["article_id"]])
        right = verdict == row["expected"]
        sides[row["expected"]].append(right)
        kinds[f"{row['expected']}:{row['kind']}"].append(right)
        predictions.append({"id": row["id"], "verdict": verdict})
    share = {side: _mean(right) for side, right in sides.items()}
    figures: dict[str, float | int | str] = {
        "rows": len(rows),
        "pass_acc": round(share["pass"], 4),
        "fail_acc": round(share["fail"], 4),
        "balanced": round((share["pass"] + share["fail"]) / 2, 4),
        **{kind: f"{sum(right)}/{len(right)}" for kind, right in sorted(kinds.items())},
    }
    return harness.Result(figures, predictions)


def judge(variant: str, evidence: Evidence) -> str:
    """`pass` when the words stand in the article, `fail` otherwise."""
    return "pass" if isinstance(prove_quote(variant, "", evidence), Quote) else "fail"


def read_articles(path: Path, wanted: set[str]) -> Mapping[str, Evidence]:
    """The articles by id, each alone. Raises SystemExit when the stories files lack one."""
    found: dict[str, Evidence] = {}
    for stories in _stories_files(path):
        for line in stories.read_text(encoding="utf-8").split("\n"):
            row = json.loads(line) if line.strip() else {}
            if row.get("id") in wanted:
                found.setdefault(row["id"], Evidence([as_article(row)]))
    if missing := wanted - found.keys():
        raise SystemExit(f"{path}: no stories file beside it has article {min(missing)!r}")
    return found


def _stories_files(path: Path) -> Sequence[Path]:
    folder = path.resolve().parent
    beside = [*folder.parent.glob("stories/*.jsonl"), *folder.parent.glob("*/giveme*.jsonl")]
    within = [*folder.glob("stories*/*.jsonl"), *folder.glob("*stories*.jsonl")]
    return sorted({*beside, *within})


def _mean(right: Sequence[bool]) -> float:
    return sum(right) / len(right) if right else 1.0


if __name__ == "__main__":
    harness.main("quotes", measure)
