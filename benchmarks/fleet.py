"""What many editions of one reading cost against one edition of it, by stage.

`python -m benchmarks.fleet PATH [--json]`, where PATH is a set of labelled stories (.jsonl). Its
stories are retold as thousands of articles in fifty files, the sources; each edition names ten of
them, the one edition names all; the one is also built with a store that is full of earlier rounds'
articles. Nobody is asked. Sizes come from FLEET_ARTICLES (5000), FLEET_EDITIONS (200) and
FLEET_KEPT (100000), the processes from FLEET_WORKERS (all cores).
"""

import json
import os
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import partial
from itertools import islice
from pathlib import Path

from benchmarks import harness, story_sets
from benchmarks.fleet_store import bodies_of, fill
from benchmarks.grouping_scale import retold
from digest import fleet
from digest.cli.fleet import start_flow
from digest.settings import Secrets
from digest.store import open_store

NOW = datetime(2030, 1, 1, tzinfo=UTC)
SOURCES, NAMED = 50, 10


def measure(path: Path) -> harness.Result:
    articles, editions, kept = (
        int(os.environ.get(f"FLEET_{name}", most))
        for name, most in (("ARTICLES", 5_000), ("EDITIONS", 200), ("KEPT", 100_000))
    )
    everything = {"one": range(SOURCES)}
    some = {
        f"edition-{number:03}": [(number + 5 * step) % SOURCES for step in range(NAMED)]
        for number in range(editions)
    }
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        _write_sources(path, folder, articles)
        rounds = {
            "one": _round(folder, everything, "one"),
            "many": _round(folder, some, "many"),
            "full": _round(folder, everything, "full", earlier=(path, kept)),
        }
    figures: dict[str, float | int | str] = {
        f"{name} {key}": value for name, found in rounds.items() for key, value in found.items()
    }
    for name in ("many", "full"):
        figures[f"{name}_times_one"] = round(rounds[name]["seconds"] / rounds["one"]["seconds"], 2)
    return harness.Result(figures)


def _write_sources(path: Path, folder: Path, articles: int) -> None:
    files: defaultdict[int, list[str]] = defaultdict(list)
    for number, row in enumerate(islice(retold(story_sets.read(path)), articles)):
        one = row.article
        told = {"title": one.title, "text": one.text, "source": f"Outlet {number % SOURCES}"}
        files[number % SOURCES].append(json.dumps({**told, "id": f"a{number}"}))
    for source, lines in files.items():
        (folder / f"source-{source}.jsonl").write_text("\n".join(lines), encoding="utf-8")


def _round(
    folder: Path,
    editions: Mapping[str, Sequence[int]],
    name: str,
    earlier: tuple[Path, int] | None = None,
) -> dict[str, float]:
    """The seconds of a round by stage; `earlier` fills the store first, from a set so much."""
    own = folder / name
    own.mkdir()
    (own / "fleet.toml").write_text(f'[paths]\nstore = "{name}.sqlite"\n', encoding="utf-8")
    for edition, sources in editions.items():
        tables = (f'[[sources]]\naddress = "../source-{at}.jsonl"\n' for at in sources)
        (own / f"{edition}.toml").write_text("".join(tables), encoding="utf-8")
    place = own / f"{name}.sqlite"
    if earlier is not None:
        with open_store(place) as store:
            fill(store, bodies_of(earlier[0]), earlier[1])
    jobs: Counter[str] = Counter()
    ended: dict[str, float] = {}
    begun = time.perf_counter()
    with open_store(place) as store:
        found = fleet.load(own)
        round_, first = fleet.begin(found, found.names, NOW, store, asks=False)
        workers = int(os.environ.get("FLEET_WORKERS", "0")) or None
        engine = fleet.LocalEngine(
            partial(start_flow, str(place)),
            workers=workers,
            report=lambda event: ended.update({event.stage: time.perf_counter() - begun}),
        )
        engine.put(first)
        flow = fleet.Flow(store=store, known=Secrets())
        engine.work(flow.run, until_idle=True)
        jobs.update({stage: tally.done for stage, tally in engine.standing().stages.items()})
        done = fleet.account(round_, store)
    seconds = time.perf_counter() - begun
    figures: dict[str, float] = {"seconds": round(seconds, 1), "failed": len(done.failed)}
    before = 0.0
    for stage, at in ended.items():
        key = stage.removeprefix("fleet ")
        figures |= {f"{key} seconds": round(at - before, 1), f"{key} jobs": jobs[key]}
        before = at
    stories = sum(made.stories for made in done.made.values())
    return figures | {"editions": len(done.made), "stories printed": stories}


if __name__ == "__main__":
    harness.main("fleet", measure)
