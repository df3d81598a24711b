"""`digest store`: what takes the room can be seen, and what is old goes, with a word."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from digest.store import Store, open_store
from tests.shell import Run

AGED = datetime.now(UTC) - timedelta(days=40)


@pytest.fixture
def kept(tmp_path: Path, run: Run) -> Store:
    """Three hundred stories that were told forty days ago, and one of today."""
    del run  # which says where the store is
    store = open_store(tmp_path / "digest.sqlite")
    store.tellings.keep({f"{n}": f"{n * 7919} " * 900 for n in range(300)}, AGED)
    store.tellings.keep({"new": "told"}, datetime.now(UTC))
    return store


def test_the_room_is_told_by_kind(run: Run, kept: Store) -> None:
    done = run("store", "size")
    shown = json.loads(run("store", "size", "--json").out)

    assert done.code == 0
    [row] = [line for line in done.out.splitlines() if line.startswith("tellings\t")]
    assert row.split("\t")[1] == "301"
    assert f"{shown['bytes']:,} bytes in all" in done.err
    kinds = {one["kind"]: one for one in shown["kinds"]}
    assert int(row.split("\t")[2]) == kinds["tellings"]["bytes"] > 0
    assert kinds["answers"] == {"kind": "answers", "rows": 0, "bytes": 0}
    assert sum(one["bytes"] for one in kinds.values()) <= kept.size()


@pytest.mark.parametrize(
    ("words", "keep", "dropped"),
    [
        ((), 90, 0),
        (("--older-than", "30"), 90, 300),
        ((), 30, 300),
        (("--older-than", "50"), 30, 0),
    ],
)
def test_what_is_older_than_it_is_to_be_kept_goes(
    run: Run, kept: Store, words: tuple[str, ...], keep: int, dropped: int
) -> None:
    """In a dry run it is only counted; the file is given back to the disk."""
    Path("digest.toml").write_text(f"[store]\nkeep = {keep}\n")
    full = kept.size()

    tried = run("store", "prune", "--dry-run", *words)
    assert (0, full) == (tried.code, kept.size())
    assert f"{dropped} records older than" in tried.err
    assert "would be dropped" in tried.err
    done = run("store", "prune", "--json", *words)

    assert (0, dropped) == (done.code, json.loads(done.out)["tellings"])
    assert kept.tellings.get(["new"])
    assert bool(dropped) == (kept.size() < full)


def test_nothing_is_dropped_at_once(run: Run, kept: Store) -> None:
    """What a build of this hour is made of is not old."""
    done = run("store", "prune", "--older-than", "0")

    assert done.code == 2
    assert len(kept.tellings.get(["1", "new"])) == 2
