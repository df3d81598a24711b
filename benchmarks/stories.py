"""How well articles on one event are brought under one story: B-cubed F1 against gold stories.

`b3_f1` and the figures beside it use no dates; `dated_b3_f1` does, and means nothing on a set that
gives all articles of a story the date of the story.
"""

import random
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from benchmarks import harness, story_sets
from digest.model import Article
from digest.stories import Grouping, group

NOW = datetime(2030, 1, 1, tzinfo=UTC)
SHUFFLES = 20


def measure(path: Path) -> harness.Result:
    rows = story_sets.read(path)
    articles = [row.article for row in rows]
    gold = [row.label for row in rows]
    start = time.process_time()
    grouping = group(articles, now=NOW)
    seconds = time.process_time() - start
    where = _clusters(grouping)
    dated = _clusters(group([row.article for row in story_sets.read(path, dated=True)], now=NOW))
    figures: dict[str, float | int | str] = {
        "items": len(rows),
        "gold_clusters": len(set(gold)),
        "pred_clusters": len(set(where.values())),
        **story_sets.scores(gold, [where[article.id] for article in articles]),
        "dated_b3_f1": story_sets.scores(gold, [dated[a.id] for a in articles])["b3_f1"],
        **_told_together({row.article.id: row.label for row in rows}, dated),
        "same_when_shuffled": _same_when_shuffled(articles, grouping),
        "articles_per_second": round(len(rows) / max(seconds, 1e-9)),
    }
    predictions = [{"id": at, "cluster": cluster} for at, cluster in where.items()]
    return harness.Result(figures, predictions)


def _told_together(gold: Mapping[str, str], dated: Mapping[str, str]) -> dict[str, int]:
    """Of the stories of several articles (dates as given), those that hold more than one label."""
    labels: defaultdict[str, list[str]] = defaultdict(list)
    for article, label in gold.items():
        labels[dated[article]].append(label)
    several = [found for found in labels.values() if len(found) > 1]
    return {"several": len(several), "false": sum(len(set(found)) > 1 for found in several)}


def _clusters(grouping: Grouping) -> dict[str, str]:
    """The story of each article, copies included."""
    stories = [*grouping.stories, *(item.story for item in grouping.left_out)]
    return {
        at: story.id
        for story in stories
        for at in (*story.articles, *(copy.article for copy in story.copies))
    }


def _same_when_shuffled(articles: Sequence[Article], expected: Grouping) -> int:
    """How many of SHUFFLES orders of the articles give the identical grouping."""
    orders = (random.Random(seed).sample(articles, len(articles)) for seed in range(SHUFFLES))
    return sum(group(order, now=NOW) == expected for order in orders)


if __name__ == "__main__":
    harness.main("stories", measure)
