"""The story sets as articles, and the scores of a clustering, shared by three benchmarks."""

import json
from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from digest.model import Article


@dataclass(frozen=True)
class Labelled:
    """An article and the name of its gold story."""

    article: Article
    label: str


def read(path: Path, *, dated: bool = False) -> list[Labelled]:
    """One JSON object a line: id, title, text, date, source, url, label.

    Dates are left out unless asked for: where a set dates the story, they give the answer away.
    """
    rows = [json.loads(line) for line in path.read_text("utf-8").split("\n") if line.strip()]
    return [
        Labelled(
            Article(
                id=str(row["id"]),
                source=row.get("source") or row.get("title") or "",
                url=row.get("url"),
                title=row.get("title") or "",
                published=_moment(row.get("date")) if dated else None,
                language="en",
                text=row["text"],
                sentences=(),
            ),
            str(row.get("label", "")),
        )
        for row in rows
    ]


def _moment(value: str | None) -> datetime | None:
    try:
        moment = datetime.fromisoformat(value or "")
    except ValueError:
        return None
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def scores(gold: Sequence[Hashable], predicted: Sequence[Hashable]) -> dict[str, float]:
    """B-cubed, pairwise and adjusted Rand, as the field defines them."""
    cells = Counter(zip(gold, predicted, strict=True))
    wanted, made = Counter(gold), Counter(predicted)
    count = max(1, len(gold))
    precision = sum(n * n / made[cluster] for (_, cluster), n in cells.items()) / count
    recall = sum(n * n / wanted[label] for (label, _), n in cells.items()) / count
    both, all_wanted, all_made = _pairs(cells), _pairs(wanted), _pairs(made)
    pair_precision = both / all_made if all_made else 1.0
    pair_recall = both / all_wanted if all_wanted else 1.0
    chance = all_wanted * all_made / (count * (count - 1) / 2) if count > 1 else 0.0
    most = (all_wanted + all_made) / 2
    figures = {
        "b3_p": precision,
        "b3_r": recall,
        "b3_f1": _f1(precision, recall),
        "pair_p": pair_precision,
        "pair_r": pair_recall,
        "pair_f1": _f1(pair_precision, pair_recall),
        "ari": (both - chance) / (most - chance) if most != chance else 1.0,
    }
    return {name: round(value, 4) for name, value in figures.items()}


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _pairs(sizes: Counter[Hashable] | Counter[tuple[Hashable, Hashable]]) -> float:
    return sum(size * (size - 1) / 2 for size in sizes.values())
