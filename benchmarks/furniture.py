"""How well the lines of article text are told from page furniture.

PATH is a .jsonl of `{"id", "lines", "keep", "ignore"}`.  A line weighs its number of characters;
page figures are means over the pages, pool figures are over all lines.
"""

import json
from collections.abc import Sequence
from pathlib import Path

from benchmarks import scoring
from benchmarks.harness import Result, main
from digest.reading import furniture

Counts = tuple[int, int, int]


def measure(path: Path) -> Result:
    rows = [json.loads(line) for line in path.read_text("utf-8").split("\n") if line.strip()]
    found = [furniture.keep(row["lines"]) for row in rows]
    counts = [
        _weights(row["lines"], row["keep"], kept, set(row.get("ignore", ())))
        for row, kept in zip(rows, found, strict=True)
    ]
    pages = [_prf(count) for count in counts]
    pool = _prf((sum(c[0] for c in counts), sum(c[1] for c in counts), sum(c[2] for c in counts)))
    figures: dict[str, float | int | str] = {"pages": len(rows)}
    for column, name in enumerate(("p", "r", "f1")):
        figures[f"page_{name}"] = round(scoring.mean(page[column] for page in pages), 4)
    figures |= {f"pool_{name}": round(pool[i], 4) for i, name in enumerate(("p", "r", "f1"))}
    predictions = [
        {"id": row["id"], "keep": [int(k) for k in kept]}
        for row, kept in zip(rows, found, strict=True)
    ]
    return Result(figures, predictions)


def _weights(
    lines: Sequence[str], gold: Sequence[int], kept: Sequence[bool], ignored: set[int]
) -> Counts:
    tp = fp = fn = 0
    for i, (line, is_article, is_kept) in enumerate(zip(lines, gold, kept, strict=True)):
        if i not in ignored:
            tp += len(line) * (is_article and is_kept)
            fp += len(line) * (is_kept and not is_article)
            fn += len(line) * (is_article and not is_kept)
    return tp, fp, fn


def _prf(counts: Counts) -> tuple[float, float, float]:
    tp, fp, fn = counts
    precision, recall = (tp / (tp + fp) if tp + fp else 0.0), (tp / (tp + fn) if tp + fn else 0.0)
    return precision, recall, scoring.harmonic(precision, recall)


if __name__ == "__main__":
    main("furniture", measure)
