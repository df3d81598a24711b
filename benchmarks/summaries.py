"""ROUGE of the extractive summaries of short multi-article stories against editors' own.

    python -m benchmarks.summaries PATH

PATH is a .jsonl of `{"id", "articles": [{"title", "text"}], "ref_summary"}`.  ROUGE-N F1 (Lin
2004): with o the overlap of n-gram multisets, F1 = 2 o / (|predicted| + |reference|); ROUGE-L the
same with o the longest common subsequence.  Tokens are runs of a-z and 0-9, lower-cased, no
stemming; means over items; `words` is the mean number of tokens told.
"""

import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.harness import Result, main
from digest.model import Article
from digest.reading.sentences import split
from digest.summaries.evidence import Evidence
from digest.summaries.extractive import extract

WORDS = 90
"""The budget of an edition: the length of what is told is the program's own choice."""


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
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]
    predictions, scores = [], []
    for row in rows:
        summary = extract(evidence(row["articles"]), words=WORDS)
        text = " ".join(point.text for point in summary.points)
        predictions.append({"id": row["id"], "text": text})
        told, reference = tokens(text), tokens(row["ref_summary"])
        scores.append(
            (
                rouge_n(told, reference, 1),
                rouge_n(told, reference, 2),
                rouge_l(told, reference),
                float(len(told)),
            )
        )
    means = [round(sum(column) / len(scores), 4) for column in zip(*scores, strict=True)]
    figures = dict(zip(("rouge1", "rouge2", "rougeL", "words"), means, strict=True))
    return Result(figures | {"n": len(rows)}, predictions)


if __name__ == "__main__":
    main("summaries", measure)
