"""Workers that are killed, stopped, and cut off from the database lose nothing."""

import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest

from digest.fleet.queue_line import PATIENCE_S
from digest.fleet.queued import QueuedEngine
from digest.fleet.work import Tally
from tests.fleet.toy import ALL, Toy
from tests.store.changes import run
from tests.store.server import Server

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parents[2]
SILENCE_S = 3.0
LONG_S = 150
LOSE = """CREATE FUNCTION lose() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE disk_full; END $$"""
BEFORE_IT_IS_DONE = """CREATE TRIGGER lose BEFORE UPDATE ON procrastinate_jobs FOR EACH ROW
WHEN (NEW.status = 'succeeded') EXECUTE FUNCTION lose()"""

Hire = Callable[..., subprocess.Popen[str]]


@pytest.fixture
def hire(url: str, toy: Toy) -> Iterator[Hire]:
    """Starts a worker of its own process, which is gone afterwards."""
    hired = []

    def start(step_s: float = 0.1) -> subprocess.Popen[str]:
        words = [url, str(toy.folder), str(SILENCE_S), str(step_s)]
        worker = subprocess.Popen(
            [sys.executable, "-m", "tests.fleet.toy", *words],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        hired.append(worker)
        return worker

    yield start
    for worker in hired:
        worker.kill()
        worker.communicate()


@pytest.fixture
def queue(url: str, toy: Toy) -> QueuedEngine:
    """With the first stage in it."""
    engine = QueuedEngine(url, str(toy.folder), silence_s=SILENCE_S)
    engine.put(toy.first())
    return engine


def until(condition: Callable[[], object]) -> None:
    last = time.monotonic() + LONG_S
    while not condition():
        assert time.monotonic() < last, "it did not come to that"
        time.sleep(0.02)


def has_begun(toy: Toy, stage: str) -> bool:
    return any(name.startswith(stage) for name in toy.runs("begun"))


def ended_well(*workers: subprocess.Popen[str]) -> None:
    for worker in workers:
        said, _ = worker.communicate(timeout=LONG_S)
        assert (0, "") == (worker.returncode, said)


def test_two_workers_share_the_work_and_one_key(queue: QueuedEngine, toy: Toy, hire: Hire) -> None:
    ended_well(hire(), hire())

    assert dict.fromkeys(ALL, 1) == toy.runs()
    assert 2 == len(toy.workers())
    assert [] == toy.faults()


def test_what_a_killed_worker_had_is_done_by_another(
    queue: QueuedEngine, toy: Toy, hire: Hire
) -> None:
    """Killed at each stage in turn: nothing is lost, and only what it was at is done again."""
    for stage in ("read", "select", "tell", "make"):
        doomed = hire(0.2)
        until(partial(has_begun, toy, stage))
        doomed.send_signal(signal.SIGKILL)
        doomed.wait()
    last = hire(0)
    ended_well(last)

    assert ALL == toy.kept()
    assert sum(toy.runs("begun").values()) <= len(ALL) + 4
    assert [] == toy.faults()
    assert all(not tally.failed for tally in queue.standing().stages.values())


def test_a_worker_that_is_told_to_stop_ends_its_part(
    queue: QueuedEngine, toy: Toy, hire: Hire
) -> None:
    """It is not taken for dead meanwhile, however long that lasts."""
    worker = hire(3 * SILENCE_S)
    until(lambda: toy.runs("begun"))
    other = hire(0)
    worker.send_signal(signal.SIGTERM)
    said, _ = worker.communicate(timeout=LONG_S)
    ended_well(other)

    assert (0, "stopping after the job under way; again ends at once\n") == (
        worker.returncode,
        said,
    )
    assert dict.fromkeys(ALL, 1) == toy.runs("begun")


def test_a_second_signal_ends_at_once(queue: QueuedEngine, toy: Toy, hire: Hire) -> None:
    worker = hire(LONG_S)
    until(lambda: toy.runs("begun"))
    worker.send_signal(signal.SIGTERM)
    assert worker.stdout is not None
    worker.stdout.readline()
    worker.send_signal(signal.SIGTERM)

    assert -signal.SIGTERM == worker.wait(timeout=5)


@contextmanager
def cut_off(server: Server, url: str) -> Iterator[None]:
    """Nobody can connect to the database, and who had is thrown out."""
    name = url.rpartition("/")[2]
    server.run(
        f"ALTER DATABASE {name} ALLOW_CONNECTIONS false",
        f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'",
    )
    yield
    server.run(f"ALTER DATABASE {name} ALLOW_CONNECTIONS true")


def test_work_goes_on_when_the_database_comes_back(
    server: Server, url: str, queue: QueuedEngine, toy: Toy, hire: Hire
) -> None:
    """It is no death of the workers that it kept from their work, and costs no part a try."""
    workers = hire(0.5), hire(0.5)
    until(lambda: toy.runs("ended"))
    with cut_off(server, url):
        time.sleep(PATIENCE_S + SILENCE_S)
    said = [worker.communicate(timeout=2 * LONG_S)[0] for worker in workers]

    assert [0, 0] == [worker.returncode for worker in workers]
    assert "Traceback" not in "".join(said)
    assert ALL == toy.kept()
    assert {0} == toy.tries()


def test_who_could_not_say_that_it_was_done_does_it_again(
    url: str, queue: QueuedEngine, toy: Toy, hire: Hire
) -> None:
    """Its worker lives, so that nobody would take it over."""
    run(url, LOSE, BEFORE_IT_IS_DONE)
    worker = hire(0)
    until(lambda: len(toy.runs("ended")) >= 3)  # what follows the reading may have ended, too
    run(url, "DROP TRIGGER lose ON procrastinate_jobs")
    ended_well(worker)

    assert ALL == toy.kept()
    assert Tally(done=3) == queue.standing().stages["read"]
