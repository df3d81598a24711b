"""What a model writes of real stories, and what the checks let through: to be judged by hand.

    OPENAI_BASE_URL=... python -m benchmarks.model_stories PATH --out sentences.jsonl

PATH is a story set (.jsonl).  MODEL_STORIES (30) of its stories with two articles or more, from the
one at MODEL_FIRST (0) on, are told by the model that the environment names.  The predictions are
all drafted sentences, one a row: `printed` or withheld with its `reason`, and what it cites as
`evidence`.  DIGEST_PATHS__STORE keeps the answers, so that a broken-off run goes on where it was.
"""

import os
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

from benchmarks.asked import asked_model
from benchmarks.harness import Result, main
from benchmarks.story_sets import read
from digest import settings
from digest.model import Article, Rank, Story, Summary
from digest.pipeline import from_settings
from digest.pipeline.clients import Roster
from digest.progress import silent
from digest.reading.sentences import split
from digest.resources import loader
from digest.store import open_store
from digest.telling import tell

FIRST = int(os.environ.get("MODEL_FIRST", "0"))
STORIES = int(os.environ.get("MODEL_STORIES", "30"))


def stories(path: Path) -> Iterator[list[Article]]:
    """The articles of each gold story, read as a build reads them."""
    members: defaultdict[str, list[Article]] = defaultdict(list)
    for row in read(path, dated=True):
        article = replace(row.article, sentences=split(row.article.text, "en"))
        members[row.label].append(article)
    yield from (articles for articles in members.values() if len(articles) > 1)


def story(position: int, articles: list[Article]) -> Story:
    ids = tuple(article.id for article in articles)
    rank = Rank(position=position, score=0.0)
    return Story(id=f"story-{position}", thread="", section="", rank=rank, articles=ids)


def rows(
    number: int, summary: Summary, articles: dict[str, Article]
) -> Iterator[dict[str, object]]:
    """One row for each sentence that the model drafted."""
    for point in summary.points if summary.method == "model" else ():
        cited = [articles[article].sentence(at) for article, at in point.citations]
        yield {"id": number, "text": point.text, "printed": True, "reason": "", "evidence": cited}
    for lost in summary.rejected:
        row = {"id": number, "text": lost.text, "printed": False, "reason": lost.reason}
        yield {**row, "evidence": []}


def measure(path: Path) -> Result:
    sets = list(islice(stories(path), FIRST, FIRST + STORIES))
    articles = {article.id: article for members in sets for article in members}
    with asked_model() as (client, chosen), open_store(chosen.paths.store) as store:
        judge = Roster(chosen, settings.secrets(os.environ), store).judge(client)
        telling = tell(
            [story(number, members) for number, members in enumerate(sets)],
            articles,
            client=client,
            judge=judge,
            prompts=loader("prompts"),
            options=from_settings.telling(chosen),
            now=datetime.now(UTC),
            report=silent,
        )
    sentences = [
        row for number, told in enumerate(telling.summaries) for row in rows(number, told, articles)
    ]
    printed = sum(bool(row["printed"]) for row in sentences)
    by_model = sum(summary.method == "model" for summary in telling.summaries)
    figures = {
        "stories": len(sets),
        "told_by_model": by_model / max(1, len(sets)),
        "printed": printed,
        "withheld": len(sentences) - printed,
        "requests": telling.usage.requests,
        "input_tokens": telling.usage.input_tokens,
        "output_tokens": telling.usage.output_tokens,
    }
    return Result(figures, sentences)


if __name__ == "__main__":
    main("model_stories", measure)
