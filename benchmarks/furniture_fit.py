"""Fit the weights of the furniture rules, and cross-validate them by halves of the pages.

`python -m benchmarks.furniture_fit lines.jsonl` prints the figures and the two tables that
`digest/reading/weights.py` holds.  Two logistic regressions in numpy, no randomness: first a
line alone, then the line in its place.  A line weighs its length over the length of its page, so
that every page counts the same, as the figure does.
"""

import hashlib
import json
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from digest.reading import furniture

Features = Mapping[str, float]
Table = dict[str, float]


class Page:
    """One labelled page."""

    def __init__(self, row: Mapping[str, list[int]], lines: list[str]) -> None:
        self.lines = lines
        self.keep = row["keep"]
        ignored = set(row["ignore"])
        counts = Counter(lines)
        self.own = [furniture.line_features(line, counts[line]) for line in lines]
        total = sum(len(line) for line in lines)
        self.weights = [
            0.0 if i in ignored else (len(line) + 20) / total for i, line in enumerate(lines)
        ]


def read(path: Path) -> list[Page]:
    rows = [json.loads(line) for line in path.read_text("utf-8").split("\n") if line.strip()]
    rows.sort(key=lambda row: hashlib.sha256(row["id"].encode()).hexdigest())
    return [Page(row, row["lines"]) for row in rows]


def regress(
    rows: Sequence[Features], truth: Sequence[int], weights: Sequence[float], ridge: float
) -> Table:
    """Weights of a logistic regression by Newton's method."""
    names = sorted({name for row in rows for name in row})
    column = {name: i for i, name in enumerate(names)}
    x = np.zeros((len(rows), len(names)))
    for i, row in enumerate(rows):
        for name, value in row.items():
            x[i, column[name]] = value
    y, w = np.array(truth, float), np.array(weights, float)
    w = w / w.mean()
    beta = np.zeros(len(names))
    for _ in range(25):
        p = 1 / (1 + np.exp(-np.clip(x @ beta, -30, 30)))
        gradient = x.T @ (w * (p - y)) + ridge * beta
        curvature = (x.T * (w * p * (1 - p))) @ x + ridge * np.eye(len(names))
        step = np.linalg.solve(curvature, gradient)
        beta -= step
        if np.abs(step).max() < 1e-4:
            break
    return {name: round(float(beta[i]), 2) for name, i in column.items()}


def dot(table: Table, features: Features) -> float:
    return sum(table.get(name, 0.0) * value for name, value in features.items())


def placed(page: Page, line: Table) -> list[Features]:
    own = [dot(line, features) for features in page.own]
    squashed = [furniture.squash(score) for score in own]
    sums = furniture.Surroundings(page.lines, squashed)
    return [furniture.place_features(i, s, squashed, sums) for i, s in enumerate(own)]


def fit(pages: Sequence[Page]) -> tuple[Table, Table]:
    truth = [k for page in pages for k in page.keep]
    weights = [w for page in pages for w in page.weights]
    line = regress([f for page in pages for f in page.own], truth, weights, ridge=20.0)
    place = regress([f for page in pages for f in placed(page, line)], truth, weights, ridge=5.0)
    return line, place


def figures(
    pages: Sequence[Page], line: Table, place: Table, threshold: float
) -> tuple[float, ...]:
    sums = [0.0, 0.0, 0.0]
    for page in pages:
        out = [dot(place, f) > threshold for f in placed(page, line)]
        tp = fp = fn = 0
        for text, gold, kept, weight in zip(page.lines, page.keep, out, page.weights, strict=True):
            if weight:
                tp += len(text) * (gold and kept)
                fp += len(text) * (kept and not gold)
                fn += len(text) * (gold and not kept)
        p, r = tp / max(1, tp + fp), tp / max(1, tp + fn)
        sums = [a + b for a, b in zip(sums, (p, r, 2 * p * r / max(1e-9, p + r)), strict=True)]
    return tuple(s / len(pages) for s in sums)


def main() -> None:
    pages = read(Path(sys.argv[1]))
    thresholds = (-3.0, -2.5, -2.0, -1.5, -1.0, -0.5, 0.0)
    halves = (pages[0::2], pages[1::2])
    for train, test in (halves, halves[::-1]):
        line, place = fit(train)
        for threshold in thresholds:
            print("half", threshold, *(f"{x:.4f}" for x in figures(test, line, place, threshold)))
    line, place = fit(pages)
    for threshold in thresholds:
        print("all", threshold, *(f"{x:.4f}" for x in figures(pages, line, place, threshold)))
    print_table("LINE", line)
    print_table("PLACE", place)


def print_table(name: str, table: Table) -> None:
    """Print a table as it stands in `digest/reading/weights.py`."""
    print(f"{name}: dict[str, float] = {{")
    for key, value in sorted(table.items()):
        print(f'    "{key}": {value},')
    print("}")


if __name__ == "__main__":
    main()
