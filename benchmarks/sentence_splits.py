"""How many texts are cut into their sentences as people would cut them, in each language.

PATH is a .jsonl of `{"language", "text", "sentences", "golden"}`; a text is right when all of its
sentences are, white space aside.  `golden` marks the rules that are quoted everywhere.
"""

import json
from collections import defaultdict
from pathlib import Path

from benchmarks import scoring
from benchmarks.harness import Result, Row, main
from digest.reading.sentences import split


def measure(path: Path) -> Result:
    rows = [json.loads(line) for line in path.read_text("utf-8").split("\n") if line.strip()]
    right: dict[str, list[bool]] = defaultdict(list)
    predictions: list[Row] = []
    for row in rows:
        text, language = row["text"], row["language"]
        found = [_spaced(text[start:end]) for start, end in split(text, language)]
        is_right = found == [_spaced(told) for told in row["sentences"] if told.strip()]
        predictions.append({"language": language, "sentences": found, "right": is_right})
        right["all"].append(is_right)
        right[language].append(is_right)
        if row.get("golden"):
            right[f"golden {language}"].append(is_right)
    figures: dict[str, float | int | str] = {"texts": len(rows)}
    figures |= {name: round(scoring.mean(map(float, told)), 4) for name, told in right.items()}
    figures["golden en right"] = sum(right["golden en"])
    return Result(figures, predictions)


def _spaced(text: str) -> str:
    return " ".join(text.split())


if __name__ == "__main__":
    main("sentence_splits", measure)
