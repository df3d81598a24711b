"""How many dates are read as a person reads them.

PATH is a .jsonl of `{"text": ..., "utc": ...}`: a date as it was written and its moment (ISO 8601),
null where none is certain. None is no mistake but a loss; a wrong one misleads.
"""

import json
import time
from datetime import UTC, datetime
from pathlib import Path

from benchmarks import harness
from digest.language.written_dates import parse_date

ROUNDS = 20


def measure(path: Path) -> harness.Result:
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]
    read = [parse_date(row["text"]) for row in rows]
    meant = [row["utc"] and datetime.fromisoformat(row["utc"]) for row in rows]
    pairs = list(zip(read, meant, strict=True))
    right = sum(found == moment for found, moment in pairs)
    none = sum(found is None and moment is not None for found, moment in pairs)
    start = time.process_time()
    for _ in range(ROUNDS):
        for row in rows:
            parse_date(row["text"])
    microseconds = (time.process_time() - start) / ROUNDS / max(1, len(rows)) * 1e6
    figures = {
        "dates": len(rows),
        "right": right / max(1, len(rows)),
        "wrong": len(rows) - right - none,
        "none": none,
        "microseconds": microseconds,
    }
    return harness.Result(
        figures,
        (
            {"text": row["text"], "utc": found and found.astimezone(UTC).isoformat()}
            for row, found in zip(rows, read, strict=True)
        ),
    )


if __name__ == "__main__":
    harness.main("dates", measure)
