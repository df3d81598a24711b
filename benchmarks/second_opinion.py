"""What a model's second opinion adds to the checks, on summaries of whole documents.

    OPENAI_BASE_URL=... python -m benchmarks.second_opinion PATH

PATH is the file of `benchmarks.grounding`; every OPINION_EVERY-th row (5) of it is judged.  As in a
build, the model that the environment names sees only what no check refused, a sentence at a time
beside the sentences of the document that carry it best.  DIGEST_PATHS__STORE keeps the answers.
"""

import json
import os
from pathlib import Path

from benchmarks import harness
from benchmarks.asked import asked_model
from benchmarks.grounding import article_of, judge, rates
from digest.llm.client import LlmClient
from digest.model import Rank, Story
from digest.reading import sentences
from digest.resources import loader
from digest.summaries import Prompts
from digest.summaries.batch import Task, task_of
from digest.summaries.check import find_evidence
from digest.summaries.evidence import Evidence
from digest.summaries.judge import opinions
from digest.summaries.sheet import Item
from digest.summaries.trial import Sentence

EVERY = int(os.environ.get("OPINION_EVERY", "5"))


def measure(path: Path) -> harness.Result:
    lines = path.read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines if line][::EVERY]
    refused = [bool(judge(row["doc"], row["summary"])) for row in rows]
    with asked_model() as (client, _):
        passed = {place: _items(place, row) for place, row in enumerate(rows) if not refused[place]}
        rejected = _rejected([item for items in passed.values() for item in items], client)
    unsupported = [int(row["label"]) == 0 for row in rows]
    both = [no or place in rejected for place, no in enumerate(refused)]
    alone = [(place in rejected, unsupported[place]) for place in passed]
    figures: dict[str, float | int | str] = {"rows": len(rows), "unsupported": sum(unsupported)}
    for name, pairs in (
        ("checks", list(zip(refused, unsupported, strict=True))),
        ("judge on what passed", alone),
        ("checks and judge", list(zip(both, unsupported, strict=True))),
    ):
        balanced, caught, alarms = rates(pairs)
        figures[f"{name}: balanced_accuracy"] = round(balanced, 4)
        figures[f"{name}: tpr"] = round(caught, 4)
        figures[f"{name}: fpr"] = round(alarms, 4)
    figures["requests"] = client.usage.requests
    return harness.Result(
        figures,
        [
            {"id": row["id"], "supported": not no, "checks": ["judge"] if place in rejected else []}
            for place, (row, no) in enumerate(zip(rows, both, strict=True))
        ],
    )


def _items(place: int, row: dict[str, str]) -> list[Item]:
    """The sentences of one summary, each beside the sentences that carry it best."""
    evidence = Evidence([article_of(row["doc"])])
    story = Story(
        id=f"row-{place}", thread="", section="", rank=Rank(position=place, score=0.0), articles=()
    )
    task: Task = task_of(story, evidence, 1_000_000)
    summary = row["summary"]
    texts = [summary[start:end] for start, end in sentences.split(summary, "en")]
    return [
        Item(place, at, task, Sentence(text=text, citations=found, faults=(), point=None), found)
        for at, text in enumerate(texts)
        if (found := find_evidence(text, evidence))
    ]


def _rejected(items: list[Item], client: LlmClient) -> set[int]:
    """The rows of which the model rejects a sentence; one row to a request."""
    found = opinions(items, client, Prompts(loader("prompts")), 12_000, 1)
    return {
        item.story
        for item, opinion in zip(items, found, strict=True)
        if opinion is not None and not opinion.supported
    }


if __name__ == "__main__":
    harness.main("second_opinion", measure)
