"""What a fleet's store costs as it fills: bytes an article, and the time to find a round's news.

PATH is a story set, whose articles are retold as many events as are needed (`grouping_scale`). A
round of new articles is kept and found again in an empty store, then in one with all others. The
store is a file, or, with the environment variable STORE_URL, a database on a server; it should be
empty. FLEET_ARTICLES says how many fill it, 100,000 by default.
"""

import os
import re
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from pydantic import TypeAdapter

from benchmarks import harness, story_sets
from benchmarks.grouping_scale import retold
from digest.model import Article, Span
from digest.store import Store, open_store

NEWS = 5_000
"""Articles of a round."""
EACH = 10
"""Articles that a place gives at once."""
PLACES = [f"https://outlet-{number}.example/news/feed.xml" for number in range(NEWS // EACH)]
NOW = datetime(2030, 1, 1, 6, tzinfo=UTC)
ROUND = timedelta(hours=1)
TRIES = 7
SENTENCE = re.compile(r"[^.!?\n]+[.!?]?")
"""Sentences, roughly: what counts is how many spans there are."""
BODY = TypeAdapter(Article)
T = TypeVar("T")


def measure(path: Path) -> harness.Result:
    count = int(os.environ.get("FLEET_ARTICLES", "100000"))
    articles = bodies_of(path)
    with TemporaryDirectory() as folder:
        place = os.environ.get("STORE_URL") or Path(folder) / "digest.sqlite"
        with open_store(place) as store:
            kept, found = a_round(store, articles, NOW)
            empty = store.size()
            letters = fill(store, articles, count)
            full = store.size()
            kept_full, found_full = a_round(store, articles, NOW + ROUND)
            oldest = NOW - count // NEWS * ROUND
            quiet, _ = timed(lambda: store.prune(oldest))
            pruning, dropped = timed(lambda: store.prune(oldest + ROUND))
    return harness.Result(
        {
            "articles": count,
            "text_bytes_each": round(letters / count),
            "bytes_each": round((full - empty) / count),
            "size_ratio": round((full - empty) / letters, 3),
            "keep_empty_s": round(kept, 3),
            "keep_full_s": round(kept_full, 3),
            "find_empty_s": round(found.wall, 3),
            "find_full_s": round(found_full.wall, 3),
            "find_ratio": round(found_full.wall / found.wall, 3),
            "find_cpu_ratio": round(found_full.cpu / found.cpu, 3),
            "prune_nothing_s": round(quiet, 4),
            "prune_round_s": round(pruning, 2),
            "pruned": dropped["articles"],
        }
    )


def bodies_of(path: Path) -> Iterator[Article]:
    """Articles without end, with an id and sentences as a reading gives them."""
    for number, row in enumerate(retold(story_sets.read(path))):
        spans = tuple(Span(*found.span()) for found in SENTENCE.finditer(row.article.text))
        yield replace(row.article, id=f"{number * 2654435761:016x}", sentences=spans)


def keep(store: Store, place: str, articles: Sequence[Article], read: datetime) -> int:
    """Keep them; the bytes of their texts."""
    store.articles.keep(place, {one.id: BODY.dump_json(one).decode() for one in articles}, read)
    return sum(len(one.text.encode()) for one in articles)


@dataclass(frozen=True)
class Seconds:
    """The best of some tries; `cpu` is this process's, so without that of a server."""

    wall: float
    cpu: float


def a_round(store: Store, articles: Iterator[Article], now: datetime) -> tuple[float, Seconds]:
    """Seconds to keep what all places give in a round, and to find it again."""
    news = list(islice(articles, NEWS))
    parts = [news[first : first + EACH] for first in range(0, NEWS, EACH)]

    def all_kept() -> None:
        for place, some in zip(PLACES, parts, strict=True):
            keep(store, place, some, now)

    def all_found() -> dict[str, str]:
        given = store.articles.given(PLACES, after=now - ROUND, until=now)
        return store.articles.bodies([one for ids in given.values() for one in ids])

    keeping, _ = timed(all_kept)
    walls, cpus = [], []
    for _ in range(TRIES):
        start = time.process_time()
        wall, found = timed(all_found)
        cpus.append(time.process_time() - start)
        walls.append(wall)
        assert {one.id for one in news} == found.keys()
    return keeping, Seconds(min(walls), min(cpus))


def fill(store: Store, articles: Iterator[Article], count: int) -> int:
    """Keep so many of earlier rounds; the bytes of their texts."""
    letters = 0
    for number in range(count // EACH):
        rounds, place = divmod(number, len(PLACES))
        read = NOW - (rounds + 1) * ROUND
        letters += keep(store, PLACES[place], list(islice(articles, EACH)), read)
    return letters


def timed(work: Callable[[], T]) -> tuple[float, T]:
    start = time.perf_counter()
    done = work()
    return time.perf_counter() - start, done


if __name__ == "__main__":
    harness.main("fleet_store", measure)
