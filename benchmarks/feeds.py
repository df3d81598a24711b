"""How many entries are found in real feeds, and how fast, against feedparser in the same run.

PATH is a folder with `raw/NAME.gz` and `reference_counts.json` ({NAME: {"reference": n}}).
Times are CPU seconds of parsing alone; neutralising the HTML of every entry is measured beside
it, as a build does it only for the entries of its window.
"""

import gzip
import json
import re
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeVar

from benchmarks import harness
from digest.sources.feed import parse_feed
from digest.sources.found import Feed
from digest.sources.harmless import harmless

T = TypeVar("T")
BASE = "https://feeds.example/feed"
ROUNDS = 3
HOSTILE = re.compile(
    r"<(?:script|style|iframe|object|embed|form|input|img|svg|link|meta)\b"
    r"|<[^<>]*\s(?:on\w+|style|srcdoc)\s*=|<[^<>]*(?:javascript|vbscript|data):",
    re.IGNORECASE,
)


def measure(path: Path) -> harness.Result:
    gold = json.loads((path / "reference_counts.json").read_text(encoding="utf-8"))
    reference = {name: int(counts["reference"]) for name, counts in gold.items()}
    raw = {name: gzip.decompress((path / "raw" / f"{name}.gz").read_bytes()) for name in reference}
    seconds, feeds = _quickest(lambda: {name: parse_feed(raw[name], base=BASE) for name in raw})
    forgiving_seconds, _ = _timed(lambda: _forgiving(raw))
    entries = [entry for feed in feeds.values() for entry in feed.entries]
    cleaning_seconds, cleaned = _quickest(lambda: [harmless(entry.html) for entry in entries])
    found = {name: len(feed.entries) for name, feed in feeds.items()}
    figures = {
        **_score(found, reference),
        "titles": sum(bool(entry.title) for entry in entries),
        "links": sum(bool(entry.url) for entry in entries),
        "dates": sum(entry.published is not None for entry in entries),
        "texts": sum(bool(entry.html) for entry in entries),
        "hostile_before": sum(HOSTILE.search(entry.html) is not None for entry in entries),
        "hostile_after": sum(HOSTILE.search(text) is not None for text in cleaned),
        "seconds": seconds,
        "times_feedparser": forgiving_seconds / seconds,
        "times_feedparser_neutralised": forgiving_seconds / (seconds + cleaning_seconds),
    }
    return harness.Result(figures, ({"feed": name, "entries": n} for name, n in found.items()))


def _score(found: Mapping[str, int], reference: Mapping[str, int]) -> dict[str, float | int]:
    total = sum(reference.values())
    hits = sum(min(found[name], reference[name]) for name in reference)
    return {
        "feeds": len(reference),
        "full": sum(found[name] >= reference[name] for name in reference),
        "lost": sum(found[name] == 0 < reference[name] for name in reference),
        "entries": sum(found.values()),
        "reference": total,
        "recall": hits / total if total else 1.0,
        "extra": sum(max(0, found[name] - reference[name]) for name in reference),
    }


def _forgiving(raw: Mapping[str, bytes]) -> list[Feed]:
    import feedparser

    for content in raw.values():
        feedparser.parse(content)
    return []


def _quickest(work: Callable[[], T]) -> tuple[float, T]:
    return min((_timed(work) for _ in range(ROUNDS)), key=lambda timed: timed[0])


def _timed(work: Callable[[], T]) -> tuple[float, T]:
    start = time.process_time()
    result = work()
    return time.process_time() - start, result


if __name__ == "__main__":
    harness.main("feeds", measure)
