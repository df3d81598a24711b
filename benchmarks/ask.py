"""What reading the doubtful pairs of groups is worth: B-cubed F1 with somebody's answers.

    python -m benchmarks.ask STORIES.jsonl --dated
    ASK_ANSWERS=folder python -m benchmarks.ask STORIES.jsonl --dated

The labels answer: that is the most there is to gain.  With ASK_ANSWERS the very requests of a build
are written to that folder as N.json, and answers are read that stand beside them as N.answer.json;
a pair without one is unanswered.  `--dated` gives the articles their dates: not for a set that
dates its stories.  The predictions are the pairs: the articles that lead the two groups, what was
answered, and whether most articles of both have one label.
"""

import json
import os
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from benchmarks import harness, story_sets
from digest.llm import wire_schema
from digest.llm.json_text import read
from digest.llm.prompts import Prompts
from digest.llm.request import Answer, Request
from digest.model import Article
from digest.resources import loader
from digest.stories import Grouping, group
from digest.stories.asking import Ask, Comparison, Opinion, Question, answered

NOW = datetime(2030, 1, 1, tzinfo=UTC)
BUDGET_TOKENS = 6000
"""As `[llm] input_tokens` has it."""


def labelled(gold: Mapping[str, str], questions: Sequence[Question]) -> list[Opinion]:
    """What the labels say: the answers of a reader without a fault."""
    return [Opinion(verdict="same" if _is_same(gold, one) else "other") for one in questions]


def _is_same(gold: Mapping[str, str], question: Question) -> bool:
    one, other = (
        Counter(gold[at] for at in side).most_common(1)[0][0]
        for side in (question.one, question.other)
    )
    return one == other


def exchanged(folder: Path, requests: Sequence[Request[Comparison]]) -> list[object]:
    """The answers that stand beside the requests in the folder; None where there is none yet."""
    folder.mkdir(parents=True, exist_ok=True)
    found: list[object] = []
    for number, request in enumerate(requests, start=1):
        told = {
            "system": request.system,
            "user": request.user,
            "form": wire_schema.strict_schema(
                request.form, wire_schema.rounded_range(request.highest)
            ),
        }
        text = json.dumps(told, ensure_ascii=False, indent=1)
        file, reply = folder / f"{number}.json", folder / f"{number}.answer.json"
        if reply.exists() and file.read_text("utf-8") == text:
            found.append(Answer(value=read(reply.read_text("utf-8"), request.form)))
        else:
            file.write_text(text, "utf-8")
            found.append(None)
    return found


def measure(path: Path, *, dated: bool = False) -> harness.Result:
    folder = os.environ.get("ASK_ANSWERS")
    rows = story_sets.read(path, dated=dated)
    articles: dict[str, Article] = {row.article.id: row.article for row in rows}
    gold = {row.article.id: row.label for row in rows}
    ask: Ask = partial(labelled, gold)
    if folder:
        ask = partial(
            answered,
            articles=articles,
            ask=partial(exchanged, Path(folder)),
            prompts=Prompts(loader("prompts")),
            budget_tokens=BUDGET_TOKENS,
        )
    grouping = group(list(articles.values()), now=NOW, ask=ask)
    return harness.Result(_figures(gold, articles, grouping), _rows(gold, grouping))


def _figures(
    gold: Mapping[str, str], articles: Mapping[str, Article], grouping: Grouping
) -> dict[str, float | int | str]:
    usual = group(list(articles.values()), now=NOW)
    answers = Counter(
        (opinion.verdict, _is_same(gold, question)) for question, opinion in grouping.asked
    )
    joined = answers["same", True] + answers["same", False]
    return {
        "items": len(articles),
        "pairs": len(grouping.asked),
        "pairs_per_100": round(100 * len(grouping.asked) / len(articles), 1),
        "unanswered": answers[None, True] + answers[None, False],
        "same_by_label": sum(n for (_, is_same), n in answers.items() if is_same),
        "joined": joined,
        "wrongly_joined": answers["same", False],
        "wrong_joins_of_answers": round(answers["same", False] / max(1, len(grouping.asked)), 4),
        **_scores(gold, grouping),
        "unasked_b3_f1": _scores(gold, usual)["b3_f1"],
    }


def _scores(gold: Mapping[str, str], grouping: Grouping) -> dict[str, float]:
    stories = [*grouping.stories, *(item.story for item in grouping.left_out)]
    where = {
        at: story.id
        for story in stories
        for at in (*story.articles, *(copy.article for copy in story.copies))
    }
    return story_sets.scores(list(gold.values()), [where[at] for at in gold])


def _rows(gold: Mapping[str, str], grouping: Grouping) -> list[dict[str, object]]:
    return [
        {
            "one": question.one[0],
            "other": question.other[0],
            "answer": opinion.verdict,
            "why": opinion.why,
            "same_by_label": _is_same(gold, question),
        }
        for question, opinion in grouping.asked
    ]


if __name__ == "__main__":
    harness.main("ask", measure, {"dated": "give the articles their dates"})
