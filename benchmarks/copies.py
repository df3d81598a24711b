"""How many reprints are found under their original, and whether others are taken for reprints.

Each article of a story set is reprinted once by another outlet in four ways; each way is a batch.
No two articles of different events may become copies (`false_copies`); one text that the set files
under two events is counted apart (`filed_twice`).
"""

import random
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from rapidfuzz import fuzz

from benchmarks import harness, story_sets
from benchmarks.story_sets import Labelled
from digest.model import Article
from digest.stories.copies import find_copies
from digest.stories.sketches import sketch

LEAST_WORDS = 40
"""Shorter texts are not reprinted here: four tenths less leave a note."""
REPRINT = ":reprint"
SAME_TEXT = 85.0
"""Per cent of equal characters from which two originals are one text."""

Change = Callable[[Article, random.Random, Sequence[str]], str]


def dateline_and_footer(article: Article, chance: random.Random, _words: Sequence[str]) -> str:
    town = chance.choice(("HARBOUR CITY", "NORTHFIELD", "LAKEVIEW"))
    footer = (
        "This report was supplied by our partner agency and has not been edited by our staff. "
        "Subscribe to the evening letter for more, and follow us wherever you read the news. "
        "All rights reserved; no part of it may be published or broadcast without consent."
    )
    return f"{town} (Agency) - {article.text}\n\n{footer}"


def end_cut(article: Article, _chance: random.Random, _words: Sequence[str]) -> str:
    words = article.text.split(" ")
    return " ".join(words[: round(0.6 * len(words))])


def paragraphs_dropped(article: Article, chance: random.Random, _words: Sequence[str]) -> str:
    """A quarter of the paragraphs; of the sentences where the text is one block."""
    parts = [part for part in article.text.split("\n") if part.strip()]
    if len(parts) < 4:
        parts = [part for part in article.text.split(". ") if part.strip()]
    dropped = set(chance.sample(range(len(parts)), len(parts) // 4))
    return "\n".join(part for at, part in enumerate(parts) if at not in dropped)


def words_changed(article: Article, chance: random.Random, words: Sequence[str]) -> str:
    own = article.text.split(" ")
    share = chance.uniform(0.05, 0.10)
    for at in chance.sample(range(len(own)), round(share * len(own))):
        own[at] = chance.choice(words)
    return " ".join(own)


CHANGES: dict[str, Change] = {
    "dateline_footer": dateline_and_footer,
    "end_cut": end_cut,
    "paragraphs_dropped": paragraphs_dropped,
    "words_changed": words_changed,
}


def measure(path: Path) -> harness.Result:
    rows = story_sets.read(path)
    words = sorted({word for row in rows for word in row.article.text.split(" ") if word.isalpha()})
    figures: dict[str, float | int | str] = {"items": len(rows)}
    originals = {row.article.id: row.article.text for row in rows}
    seconds, count = 0.0, 0
    wrong: Counter[str] = Counter()
    for name, change in CHANGES.items():
        planted = [
            _reprint(row, change, words)
            for row in rows
            if len(row.article.text.split(" ")) >= LEAST_WORDS
        ]
        batch = [*rows, *planted]
        start = time.process_time()
        copies = find_copies([sketch(row.article) for row in batch])
        seconds += time.process_time() - start
        count += len(batch)
        leads = {batch[at].article.id: batch[of].article.id for at, of in copies.items()}
        figures[name] = round(_recall(planted, leads), 4)
        for at, of in copies.items():
            if batch[at].label != batch[of].label:
                texts = (originals[batch[i].article.id.removesuffix(REPRINT)] for i in (at, of))
                wrong["filed_twice" if fuzz.ratio(*texts) > SAME_TEXT else "false_copies"] += 1
    figures |= {"planted": len(planted)}
    figures |= {name: wrong[name] for name in ("false_copies", "filed_twice")}
    figures["articles_per_second"] = round(count / max(seconds, 1e-9))
    return harness.Result(figures)


def _reprint(row: Labelled, change: Change, words: Sequence[str]) -> Labelled:
    """The same article as another outlet would print it; the same one on every run."""
    seed = int(sha256(f"{change.__name__} {row.article.id}".encode()).hexdigest()[:12], 16)
    chance = random.Random(seed)
    return Labelled(
        replace(
            row.article,
            id=f"{row.article.id}{REPRINT}",
            source=f"Reprinter {chance.randrange(20)}",
            title=f"Agency: {row.article.title[:40]}",
            text=change(row.article, chance, words),
        ),
        row.label,
    )


def _recall(planted: Sequence[Labelled], leads: dict[str, str]) -> float:
    """Reprints that stand under the same article as their original, or under it."""
    found = 0
    for row in planted:
        original = row.article.id.removesuffix(REPRINT)
        found += leads.get(original, original) == leads.get(row.article.id, row.article.id)
    return found / max(1, len(planted))


if __name__ == "__main__":
    harness.main("copies", measure)
