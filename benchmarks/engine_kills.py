"""Builds killed at random moments: what is lost, what is paid twice, what is broken.

`python -m benchmarks.engine_kills --kills 50` builds one edition again and again against a model
on loopback, sometimes by two processes at once, and kills them (SIGKILL), until it is made; then
the next edition begins. An answer that the model gives a second time is lost if nobody was
killed while the first was under way, or in the moment that it takes to store it.
"""

import argparse
import json
import os
import random
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.engine import serving
from benchmarks.engine_news import rows

STORIES = 30
LATENCY_S = 0.4
MOST_KILLS = 8
"""Of one edition: then it is let be."""
TODAY = datetime.now(UTC).isoformat()
STORED_IN_S = 0.5
"""From an answer's last byte until it is stored, on a busy machine."""
_PATIENCE_S = 300
SETTINGS = f"""
[edition]
stories = {STORIES}
stories_per_section = {STORIES}
[stories]
per_outlet = 1
[llm]
model = "copyist"
workers = 2
"""

Given = list[tuple[str, float, float]]
"""Answers of the server: the name of the question, and when it was under way."""


@dataclass
class Found:
    """What came of the kills."""

    kills: int = 0
    in_flight: int = 0
    """Answers given twice that were under way when somebody was killed."""
    lost: int = 0
    """Answers given twice that were not."""
    broken: int = 0
    """Stores that fail SQLite's check."""
    other: int = 0
    """Editions that are not what a build tells that nobody killed."""
    editions: int = 0

    def judge(self, given: Given, killed_at: Sequence[float]) -> None:
        """Count the answers that were given more than once; times are of the machine's clock."""
        times = defaultdict[str, list[tuple[float, float]]](list)
        for name, began, ended in given:
            times[name].append((began, ended))
        for given_before in (each[:-1] for each in times.values()):
            for began, ended in given_before:
                was_killed = any(began <= at <= ended + STORED_IN_S for at in killed_at)
                self.in_flight += was_killed
                self.lost += not was_killed


def filled(folder: Path) -> Path:
    """The folder with settings and articles of today."""
    (folder / "digest.toml").write_text(SETTINGS)
    today = (json.loads(row) | {"published": TODAY} for row in rows(STORIES, 1))
    (folder / "articles.jsonl").write_text("".join(json.dumps(row) + "\n" for row in today))
    return folder


def started(folder: Path, address: str) -> "subprocess.Popen[bytes]":
    """A build of the folder, in a process of its own."""
    environment = {n: v for n, v in os.environ.items() if not n.startswith(("DIGEST_", "OPENAI_"))}
    environment |= {"OPENAI_BASE_URL": address, "DIGEST_PATHS__STORE": str(folder / "store.sqlite")}
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "digest", "build", "articles.jsonl"],
        cwd=folder,
        env=environment | {"PYTHONPATH": str(Path.cwd())},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def editions(folder: Path) -> list[object]:
    """What each edition of the folder tells."""
    told = (json.loads(file.read_text()) for file in sorted(folder.glob("digests/*/digest.json")))
    return [
        [
            (point["text"], point["citations"])
            for story in one["stories"]
            for point in story["summary"]["points"]
        ]
        for one in told
    ]


@contextmanager
def place() -> Iterator[tuple[Path, str]]:
    """A folder to build, and a model that has been asked nothing."""
    with TemporaryDirectory() as folder, serving(latency=LATENCY_S) as (address, _):
        yield filled(Path(folder)), address


def unharmed() -> tuple[list[object], float]:
    """The edition of a build that nobody kills, and the seconds that it takes."""
    with place() as (folder, address):
        began = time.monotonic()
        started(folder, address).wait(_PATIENCE_S)
        return editions(folder), time.monotonic() - began


def made(found: Found, chance: random.Random, whole: Sequence[object], seconds: float) -> None:
    """One edition, its builds killed until one of them was too quick."""
    with place() as (folder, address):
        at = list[float]()
        while not editions(folder):
            running = [started(folder, address) for _ in range(chance.randint(1, 2))]
            for build in running:
                if len(at) < MOST_KILLS:
                    time.sleep(chance.uniform(0, seconds))
                    at += [time.monotonic()] * (build.poll() is None)
                    build.kill()
            for build in running:
                build.wait(_PATIENCE_S)
        found.kills += len(at)
        with urllib.request.urlopen(f"{address.removesuffix('/v1')}/given") as answer:
            found.judge(json.load(answer), at)
        found.editions += len(editions(folder))
        found.other += sum(one not in whole for one in editions(folder))
        with closing(sqlite3.connect(folder / "store.sqlite")) as store:
            found.broken += store.execute("PRAGMA integrity_check").fetchone() != ("ok",)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.engine_kills", description=__doc__)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    chance, found = random.Random(options.seed), Found()
    whole, seconds = unharmed()
    while found.kills < options.kills:
        made(found, chance, whole, seconds)
        print(found, flush=True)
    sys.exit(bool(found.lost or found.broken or found.other))


if __name__ == "__main__":
    main()
