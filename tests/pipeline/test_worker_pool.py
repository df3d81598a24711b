"""Work for all cores comes back in order and whole, whatever becomes of the processes."""

import math
import os
import time
from pathlib import Path

import pytest

from digest.each import here
from digest.pipeline.worker_pool import POOL_FROM, WorkerPool, each_for
from digest.worker_process import IDLE, NoAnswerError

MEMORY = 720_000_000
"""Of no other test's processes."""


@pytest.fixture
def two_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 2)


@pytest.mark.usefixtures("two_cores")
def test_a_few_articles_are_worth_no_process() -> None:
    assert each_for(POOL_FROM - 1, MEMORY) is here


def test_one_core_does_all_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 1)
    assert each_for(3_000, MEMORY) is here


@pytest.mark.slow
@pytest.mark.usefixtures("two_cores")
@pytest.mark.parametrize("count", [0, 1, 1_000])
def test_answers_come_in_the_order_of_the_items(count: int) -> None:
    numbers = list(range(count))
    assert list(each_for(POOL_FROM, MEMORY)(math.sqrt, numbers)) == [*map(math.sqrt, numbers)]


@pytest.mark.slow
@pytest.mark.usefixtures("two_cores")
def test_what_a_process_ends_over_is_done_here(tmp_path: Path) -> None:
    """`os.mkdir` fails in the process where the folder is there, and then here, where all see."""
    made = [str(tmp_path / name) for name in ("one", "two")]
    Path(made[1]).mkdir()

    done = each_for(POOL_FROM, MEMORY)(os.mkdir, made)

    assert next(done) is None
    with pytest.raises(FileExistsError):
        next(done)


@pytest.mark.slow
def test_a_process_that_takes_too_long_is_stopped() -> None:
    with WorkerPool(1, MEMORY) as pool:
        with pytest.raises(NoAnswerError) as raised:
            pool.ask(time.sleep, 60, seconds=0.2)
        assert raised.value.is_late
        assert pool.ask(math.sqrt, 4, seconds=60) == math.sqrt(4)
    assert all(process.is_alive for process in IDLE[MEMORY])


@pytest.mark.slow
def test_an_interruption_stops_what_is_being_done() -> None:
    begun = time.monotonic()

    def interrupted() -> None:
        with WorkerPool(1, MEMORY) as pool:
            asked = pool.each(lambda seconds: pool.ask(time.sleep, seconds, seconds=60), [0, 30])
            next(asked)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert time.monotonic() - begun < 20
