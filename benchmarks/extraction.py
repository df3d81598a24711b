"""How well the article, its headline, author and day are found in saved pages.

PATH is a folder with `html/ID.html.gz` and `gold.json`.  Speed is told as a ratio to trafilatura's
default on the same pages in the same run, in processor time, so that a busy machine tells the
same as an idle one.
"""

import gzip
import json
import time
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from benchmarks import scoring
from benchmarks.harness import Result, main
from digest import reading
from digest.model import Article, Document

NOW = datetime(2026, 11, 1, tzinfo=UTC)
SPEED_PAGES = 60

Gold = Mapping[str, Mapping[str, object]]


def measure(path: Path) -> Result:
    gold: Gold = json.loads((path / "gold.json").read_text("utf-8"))
    pages = {
        i: gzip.decompress((path / "html" / f"{i}.html.gz").read_bytes()) for i in sorted(gold)
    }
    found = {i: predict(i, content) for i, content in pages.items()}
    figures = {**_text_figures(gold, found), **_fact_figures(gold, found), **_speed(pages)}
    return Result(figures, found.values())


def predict(page: str, content: bytes) -> dict[str, str]:
    document = Document(place=page, content=content, media_type="text/html")
    article = reading.read(document, now=NOW)
    if not isinstance(article, Article):
        return {"id": page, "text": "", "skipped": article.why}
    return {
        "id": page,
        "text": article.text,
        "title": article.title,
        "author": _byline(article.authors),
        "date": article.published.isoformat() if article.published else "",
    }


def _byline(authors: Sequence[str]) -> str:
    return (" and " if len(authors) == 2 else ", ").join(authors)


def _text_figures(gold: Gold, found: Mapping[str, Mapping[str, str]]) -> dict[str, float | int]:
    texts = [(str(gold[i].get("text") or ""), found[i]["text"]) for i in gold]
    rows = [scoring.overlap(scoring.shingles(g), scoring.shingles(p)) for g, p in texts]
    words = [scoring.word_prf(g, p) for g, p in texts]
    figures: dict[str, float | int] = {"pages": len(texts), "empty": sum(not p for _, p in texts)}
    figures |= zip(("shingle_p", "shingle_r", "shingle_f1"), scoring.shingle_f1(rows), strict=True)
    for column, name in enumerate(("word_p", "word_r", "word_f1")):
        figures[name] = scoring.mean(row[column] for row in words)
    for key, is_wanted in (("with", True), ("without", False)):
        hits = [
            (scoring.flat(snippet) in scoring.flat(found[i]["text"])) == is_wanted
            for i in gold
            for snippet in _strings(gold[i].get(key))
        ]
        if hits:
            figures[key] = scoring.mean(hits)
    return figures


def _strings(value: object) -> list[str]:
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []


def _fact_figures(gold: Gold, found: Mapping[str, Mapping[str, str]]) -> dict[str, float | int]:
    figures: dict[str, float | int] = {}
    for field in ("title", "date", "author"):
        known = [i for i in gold if gold[i].get(field)]
        if known:
            hits = sum(
                scoring.has_fact(field, gold[i][field], found[i].get(field, "")) for i in known
            )
            figures |= {field: hits, f"{field}_n": len(known)}
    return figures


def _speed(pages: Mapping[str, bytes]) -> dict[str, float]:
    """Pages per second of one core, and its ratio to trafilatura's default, turn about.

    `speed_ratio` compares the same work, text and facts; `speed_ratio_text` is against
    trafilatura's text alone, though ours brings the facts, the language and the sentences.
    """
    import trafilatura

    clock = time.process_time
    ours = text = facts = 0.0
    sample = list(pages.items())[:SPEED_PAGES]
    for page, content in sample:
        times = [clock()]
        predict(page, content)
        times.append(clock())
        trafilatura.bare_extraction(content, include_comments=False)
        times.append(clock())
        trafilatura.bare_extraction(content, include_comments=False, with_metadata=True)
        times.append(clock())
        ours, text, facts = (
            total + end - start
            for total, start, end in zip((ours, text, facts), times, times[1:], strict=False)
        )
    return {
        "pages_per_second": len(sample) / ours,
        "speed_ratio": facts / ours,
        "speed_ratio_text": text / ours,
    }


if __name__ == "__main__":
    main("extraction", measure)
