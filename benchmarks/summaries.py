"""ROUGE of the extractive summaries of short multi-article stories against editors' own.

    python -m benchmarks.summaries PATH
    SUMMARIES_CHOOSE=60 OPENAI_BASE_URL=... python -m benchmarks.summaries PATH

PATH is a .jsonl of `{"id", "articles": [{"title", "text"}], "ref_summary"}`.  ROUGE-N F1 (Lin
2004): with o the overlap of n-gram multisets, F1 = 2 o / (|predicted| + |reference|); ROUGE-L the
same with o the longest common subsequence.  Tokens are runs of a-z and 0-9, lower-cased, no
stemming; means over items; `words` is the mean number of tokens told.

With SUMMARIES_CHOOSE=N or FIRST-END (half-open) only those rows are told, in at most 65 words, by
extraction and by the model that the environment names, which chooses among the same sentences.  A
story that it does not choose for counts as extraction tells it, as in an edition; `told_by_model`
are the others.
"""

import json
import os
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from benchmarks.asked import asked_model
from benchmarks.harness import Result, main
from digest.grounding.evidence import Evidence
from digest.llm.prompts import Prompts
from digest.model import Article, Rank, Story, Summary
from digest.pipeline import from_settings
from digest.reading.sentences import split
from digest.resources import loader
from digest.telling.by_model.batch import Task, task_of
from digest.telling.by_model.choosing import choose
from digest.telling.extractive import extract

WORDS = 90
"""The budget of an edition: the length of what is told is the program's own choice."""
COMPARED_WORDS = 65
"""The budget where a model chooses: about what extraction tells with the other one."""
Row = Mapping[str, Any]
MEASURES = ("rouge1", "rouge2", "rougeL", "words")


def tokens(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", text.lower())


def rouge_n(told: Sequence[str], reference: Sequence[str], n: int) -> float:
    grams = [
        Counter(zip(*(words[start:] for start in range(n)), strict=False))
        for words in (told, reference)
    ]
    return _f1((grams[0] & grams[1]).total(), grams[0].total(), grams[1].total())


def rouge_l(told: Sequence[str], reference: Sequence[str]) -> float:
    lengths = [0] * (len(reference) + 1)
    for word in told:
        diagonal = 0
        for column, other in enumerate(reference, 1):
            above = lengths[column]
            lengths[column] = diagonal + 1 if word == other else max(above, lengths[column - 1])
            diagonal = above
    return _f1(lengths[-1], len(told), len(reference))


def _f1(overlap: int, told: int, reference: int) -> float:
    return 2 * overlap / (told + reference) if told + reference else 0.0


def evidence(texts: Sequence[Mapping[str, str]]) -> Evidence:
    """The texts as articles of as many outlets; the data do not name any."""
    return Evidence(
        [
            Article(
                id=str(number),
                source=f"outlet {number}",
                url=None,
                title=row["title"],
                language="en",
                text=row["text"],
                sentences=tuple(split(row["text"], "en")),
            )
            for number, row in enumerate(texts)
        ]
    )


def measure(path: Path) -> Result:
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]
    if wanted := os.environ.get("SUMMARIES_CHOOSE"):
        first, _, end = f"0-{wanted}".rpartition("-")
        return measure_choosing(rows[int(first.rpartition("-")[2]) : int(end)])
    told = [text_of(extract(evidence(row["articles"]), words=WORDS)) for row in rows]
    predictions = [{"id": row["id"], "text": text} for row, text in zip(rows, told, strict=True)]
    return Result(scores(told, rows) | {"n": len(rows)}, predictions)


def measure_choosing(rows: Sequence[Row]) -> Result:
    """Both ways of telling on the same rows; the predictions are the model's, beside extraction."""
    tasks = [task(row) for row in rows]
    extracted = [extract(task.evidence, words=COMPARED_WORDS) for task in tasks]
    with asked_model() as (client, settings):
        telling = replace(from_settings.telling(settings), words=COMPARED_WORDS)
        outcomes = choose(tasks, client, Prompts(loader("prompts")), telling)
        usage = client.usage
    summaries = [
        other if isinstance(outcome, str) else outcome
        for outcome, other in zip(outcomes, extracted, strict=True)
    ]
    by_model, by_rule = ([text_of(told) for told in side] for side in (summaries, extracted))
    chosen = {f"chosen_{name}": value for name, value in scores(by_model, rows).items()}
    predictions = [
        {"id": row["id"], "text": text, "extracted": other, "headline": told.headline}
        | {"note": outcome if isinstance(outcome, str) else ""}
        for row, text, other, told, outcome in zip(
            rows, by_model, by_rule, summaries, outcomes, strict=True
        )
    ]
    asked = {"requests": usage.requests, "output_tokens": usage.output_tokens}
    told_by_model = sum(not isinstance(outcome, str) for outcome in outcomes)
    figures = scores(by_rule, rows) | chosen | asked
    return Result(figures | {"told_by_model": told_by_model, "n": len(rows)}, predictions)


def task(row: Row) -> Task:
    """The row as a story to tell."""
    known = evidence(row["articles"])
    name = str(row["id"])
    rank = Rank(position=1, score=1.0)
    articles = tuple(article.id for article in known.articles)
    story = Story(id=name, thread=name, section="News", rank=rank, articles=articles)
    return task_of(story, known, 6000)


def text_of(summary: Summary) -> str:
    return " ".join(point.text for point in summary.points)


def scores(told: Sequence[str], rows: Sequence[Row]) -> dict[str, float | int | str]:
    """Means over the rows."""
    each = []
    for text, row in zip(told, rows, strict=True):
        words, reference = tokens(text), tokens(row["ref_summary"])
        rouge = (rouge_n(words, reference, 1), rouge_n(words, reference, 2))
        each.append((*rouge, rouge_l(words, reference), float(len(words))))
    means = [round(sum(column) / len(each), 4) for column in zip(*each, strict=True)]
    return dict(zip(MEASURES, means, strict=True))


if __name__ == "__main__":
    # the floors are of all rows
    main("choosing" if os.environ.get("SUMMARIES_CHOOSE") else "summaries", measure)
