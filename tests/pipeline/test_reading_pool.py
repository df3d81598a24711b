"""A document that cannot be read in time, in memory or at all costs itself alone."""

import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from digest.model import Article, Document, Skipped
from digest.pipeline.reading_pool import ReadingLimits, ReadingPool
from digest.worker_process import IDLE, begin_early

pytestmark = pytest.mark.slow

NOW = datetime(2026, 3, 2, 7, tzinfo=UTC)
WORDS = "The harbour board met on Monday and voted to keep the old crane on the quay. " * 4
SLOW = f"<html><body><article><p>{'<b>x</b> ' * 40_000}{WORDS}</p></article></body></html>"
HUGE = f"<html><body>{'<p class=x>a</p>' * 490_000}</body></html>"


def text(name: str) -> Document:
    return Document(
        place=name, content=f"Crane {name} stays\n\n{WORDS}".encode(), media_type="text/plain"
    )


def page(name: str, markup: str) -> Document:
    return Document(place=name, content=markup.encode(), media_type="text/html")


def read(*documents: Document, workers: int = 1, **limits: int) -> list[Article | Skipped]:
    with ReadingPool(workers, NOW, ReadingLimits(**limits)) as pool:
        return list(pool.read(documents))


def titles(found: list[Article | Skipped]) -> list[str]:
    return [item.title if isinstance(item, Article) else item.what for item in found]


def test_results_come_in_the_order_of_the_documents() -> None:
    names = [f"number {number}" for number in range(40)]
    assert titles(read(*map(text, names), workers=2)) == [f"Crane {name} stays" for name in names]


def test_what_takes_too_long_is_stopped_and_the_next_is_read() -> None:
    found = read(text("One"), page("slow", SLOW), text("Two"), seconds=2)

    assert titles(found) == ["Crane One stays", "slow", "Crane Two stays"]
    assert isinstance(found[1], Skipped)
    assert found[1].why == "reading it takes longer than 2 seconds"


def test_what_takes_too_much_memory_is_left_and_the_next_is_read() -> None:
    found = read(text("One"), page("huge", HUGE), text("Two"), memory=300_000_000)

    assert titles(found) == ["Crane One stays", "huge", "Crane Two stays"]
    assert isinstance(found[1], Skipped)


def test_a_page_that_is_stopped_leaves_the_teaser_of_its_feed() -> None:
    slow = Document(
        place="slow", content=SLOW.encode(), media_type="text/html", instead=text("Teaser")
    )
    assert titles(read(slow, seconds=2)) == ["Crane Teaser stays"]


@pytest.mark.parametrize("count", [70])
def test_a_script_needs_no_main_guard(tmp_path: Path, count: int) -> None:
    """However many documents: no process runs the caller's script a second time."""
    folder = tmp_path / "articles"
    folder.mkdir()
    for number in range(count):
        (folder / f"{number}.txt").write_text(f"Crane {number} stays\n\n{WORDS}{number}.")
    script = tmp_path / "mine.py"
    script.write_text(
        "import digest\n"
        f"edition = digest.build([{str(folder)!r}], use_model=False)\n"
        "print(edition.coverage.read)\n"
    )

    done = subprocess.run(
        [sys.executable, str(script)], capture_output=True, text=True, check=False, cwd=tmp_path
    )

    assert done.stdout == f"{count}\n", done.stderr


def test_a_process_that_cannot_begin_costs_what_it_was_to_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It says so of each document, and raises nothing."""
    monkeypatch.setattr("digest.worker_process._BEGIN", "raise SystemExit(1)")
    found = read(text("One"), text("Two"), memory=710_000_000)

    assert ["reading it failed"] * 2 == [item.why for item in found if isinstance(item, Skipped)]


def test_a_process_that_was_begun_early_is_the_one_that_reads() -> None:
    """A build has more than a second of loading to do before its first document."""
    memory = 700_000_000
    begin_early(memory)
    begun = list(IDLE[memory])

    assert titles(read(text("One"), memory=memory)) == ["Crane One stays"]
    assert begun == IDLE[memory]


def test_a_process_that_is_done_reads_for_the_next_edition() -> None:
    """Starting one takes longer than reading ten articles."""
    read(text("One"))
    start = time.monotonic()

    read(text("Two"))

    assert time.monotonic() - start < 0.5
