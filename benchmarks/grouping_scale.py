"""What grouping costs as the batch grows, and what a day costs that joins a window of three days.

A batch of any size is made from a story set: each gold story is retold as many events, and in each
retelling the names are new and half of the other words are exchanged for words of the whole set,
the same ones through all articles of that event; days and verbs of saying stay, as a report has
them. Making the batch is not timed.
Sizes come from the environment variable SCALE_SIZES, `10000,100000` by default.
"""

import gc
import math
import os
import re
import resource
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import count, islice
from pathlib import Path
from zlib import crc32

from benchmarks import harness, story_sets
from benchmarks.story_sets import Labelled
from digest.language.lexicons import lexicon
from digest.model import Article
from digest.stories import group

NOW = datetime(2030, 1, 1, tzinfo=UTC)
DAY = 1_000
WORD = re.compile(r"\w+")
KEPT = lexicon("en").inverts | lexicon("en").weekdays.keys()


def measure(path: Path) -> harness.Result:
    rows = story_sets.read(path)
    figures: dict[str, float | int | str] = {}
    sizes = [int(size) for size in os.environ.get("SCALE_SIZES", "10000,100000").split(",")]
    seconds = []
    for size in sizes:
        batch = list(islice(retold(rows), size))
        before = _peak_gigabytes()
        gc.collect()
        start = time.process_time()
        grouping = group([row.article for row in batch], now=NOW)
        seconds.append(time.process_time() - start)
        where = {
            at: story.id
            for story in grouping.stories
            for at in (*story.articles, *(copy.article for copy in story.copies))
        }
        scores = story_sets.scores(
            [row.label for row in batch], [where[row.article.id] for row in batch]
        )
        figures |= {
            f"cpu_seconds_{size}": round(seconds[-1], 1),
            f"peak_gigabytes_{size}": round(_peak_gigabytes(), 2),
            f"gigabytes_before_{size}": round(before, 2),
            f"b3_f1_{size}": scores["b3_f1"],
        }
    figures |= _sliding(rows)
    if len(sizes) > 1:
        growth = math.log(seconds[-1] / seconds[0]) / math.log(sizes[-1] / sizes[0])
        figures["growth_exponent"] = round(growth, 3)
    return harness.Result(figures)


def _sliding(rows: Sequence[Labelled]) -> dict[str, float]:
    """A day's articles alone, and the same day let into a window of the three days before."""
    week = [row.article for row in islice(retold(rows), 4 * DAY)]
    window, today = week[: 3 * DAY], week[3 * DAY :]
    memory = group(window, now=NOW).memory
    figures = {}
    for name, articles, known in (
        ("day_alone", today, None),
        ("day_into_window", [*window, *today], memory),
        ("window_anew", [*window, *today], None),
    ):
        start = time.process_time()
        group(articles, now=NOW, memory=known)
        figures[f"cpu_seconds_{name}"] = round(time.process_time() - start, 2)
    return figures


def retold(rows: Sequence[Labelled]) -> Iterator[Labelled]:
    """Events without end; all articles of one follow each other."""
    stories: dict[str, list[Article]] = defaultdict(list)
    for row in rows:
        stories[row.label].append(row.article)
    words = sorted({word for row in rows for word in WORD.findall(row.article.text.lower())})
    for telling in count():
        for label, articles in stories.items():
            event = f"{label}:{telling}"
            exchange = _Exchange(event, words)
            for article in articles:
                yield Labelled(
                    replace(
                        article,
                        id=f"{crc32(event.encode()):08x}:{article.id}:{telling}",
                        title=WORD.sub(exchange.word, article.title),
                        text=WORD.sub(exchange.word, article.text),
                    ),
                    event,
                )


class _Exchange(dict[str, str]):
    """What each word becomes in one event."""

    def __init__(self, event: str, words: Sequence[str]) -> None:
        super().__init__()
        self._event, self._words = event, words

    def word(self, match: re.Match[str]) -> str:
        return self[match.group()]

    def __missing__(self, word: str) -> str:
        number = crc32(f"{self._event} {word.lower()}".encode())
        if len(word) < 4 or word.lower() in KEPT:
            new = word
        elif word[0].isupper():
            new = f"{word}{number}"
        else:
            new = self._words[number // 2 % len(self._words)] if number % 2 else word
        self[word] = new
        return new


def _peak_gigabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20


if __name__ == "__main__":
    harness.main("grouping_scale", measure)
