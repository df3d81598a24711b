"""How many wanted and unwanted segments of saved pages stand in our text and in trafilatura's.

PATH is a folder with `html/ID.html.gz` and `gold.json`: per page segments that must be in the text
(`with`) and that must not (`without`), as trafilatura's own evaluation has them.  Case and white
space do not count.  trafilatura runs with its defaults, without comments, on the same bytes.
"""

import gzip
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from benchmarks import scoring
from benchmarks.extraction import predict
from benchmarks.harness import Result, main

Segments = Mapping[str, Sequence[str]]


def measure(path: Path) -> Result:
    gold: Mapping[str, Segments] = json.loads((path / "gold.json").read_text("utf-8"))
    rows: list[dict[str, str]] = []
    for page in sorted(gold):
        content = gzip.decompress((path / "html" / f"{page}.html.gz").read_bytes())
        rows.append({**predict(page, content), "trafilatura": _by_trafilatura(content)})
    figures: dict[str, float | int] = {"pages": len(rows)}
    figures |= _figures(gold, {row["id"]: row["text"] for row in rows})
    theirs = _figures(gold, {row["id"]: row["trafilatura"] for row in rows})
    figures |= {f"trafilatura_{name}": value for name, value in theirs.items()}
    return Result(figures, rows)


def _by_trafilatura(content: bytes) -> str:
    import trafilatura

    return trafilatura.extract(content, include_comments=False) or ""


def _figures(gold: Mapping[str, Segments], found: Mapping[str, str]) -> dict[str, float | int]:
    """Precision, recall and F1 over the segments of all pages, and pages without a wanted one."""
    texts = {page: scoring.flat(text) for page, text in found.items()}
    wanted = {page: _hits(gold[page].get("with", ()), texts[page]) for page in gold}
    unwanted = {page: _hits(gold[page].get("without", ()), texts[page]) for page in gold}
    right = sum(map(sum, wanted.values()))
    precision = right / max(1, right + sum(map(sum, unwanted.values())))
    recall = right / max(1, sum(map(len, wanted.values())))
    return {
        "precision": precision,
        "recall": recall,
        "f1": scoring.harmonic(precision, recall),
        "pages_missed": sum(bool(hits) and not any(hits) for hits in wanted.values()),
    }


def _hits(segments: Iterable[str], text: str) -> list[bool]:
    return [scoring.flat(segment) in text for segment in segments]


if __name__ == "__main__":
    main("segments", measure)
