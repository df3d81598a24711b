"""Who watches over a worker learns whether it lives, can work, and what it did."""

import time
import urllib.error
import urllib.request
from collections.abc import Iterator

import pytest

from digest.errors import ConfigError, StoreError
from digest.fleet.health_server import told_at
from digest.fleet.kept import Made
from digest.fleet.metrics import Metrics
from digest.fleet.readiness import Readiness
from digest.fleet.watched import Ended
from digest.fleet.work import Job, Stage, Standing, Tally
from tests.mail_server import free_port

pytestmark = pytest.mark.block_network(allowed_hosts=["127.0.0.1", "::1"])


class Queue:
    """It can be away, or full."""

    is_away = False
    is_full = False
    tried = 0

    def standing(self) -> Standing:
        if self.is_away:
            raise StoreError("the queue 'postgresql://db/queue' cannot be used (refused)")
        return Standing(stages={"make": Tally(waiting=3, done=7)}, workers=2)

    def try_writing(self) -> None:
        self.tried += 1
        self.standing()
        if self.is_full:
            raise StoreError("the store 'postgresql://db/queue' is full; make room")


@pytest.fixture
def queue() -> Queue:
    return Queue()


@pytest.fixture
def metrics(queue: Queue) -> Metrics:
    return Metrics(queue.standing, lambda: 1.25, queue.try_writing)


@pytest.fixture(params=["127.0.0.1", "[::1]"])
def address(request: pytest.FixtureRequest, queue: Queue, metrics: Metrics) -> Iterator[str]:
    found = f"{request.param}:{free_port()}"
    with told_at(found, queue.try_writing, metrics.text):
        yield found


def get(address: str, path: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(f"http://{address}{path}", timeout=5) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode()


def test_a_worker_is_ready_while_its_queue_is_there(address: str, queue: Queue) -> None:
    assert (200, "ready\n") == get(address, "/ready")
    queue.is_away = True
    assert 503 == get(address, "/ready")[0]
    assert "cannot be used" in get(address, "/ready")[1]
    assert (200, "live\n") == get(address, "/live")
    assert 404 == get(address, "/etc/passwd")[0]


def test_a_worker_that_could_keep_nothing_is_not_ready(
    address: str, queue: Queue, metrics: Metrics
) -> None:
    """Its figures are still told, as they can be read."""
    queue.is_full = True

    assert (503, "the store 'postgresql://db/queue' is full; make room\n") == get(address, "/ready")
    text = metrics.text().decode()
    assert "digest_queue_up 0.0" in text
    assert "digest_workers 2.0" in text


def test_who_asks_without_end_costs_the_database_nothing(queue: Queue) -> None:
    """An answer holds for some seconds, whichever it is."""
    ready = Readiness([queue.try_writing], holds_s=0.2)
    queue.is_full = True

    for _ in range(5):
        with pytest.raises(StoreError, match="is full"):
            ready()
    queue.is_full = False
    time.sleep(0.25)
    for _ in range(5):
        ready()

    assert 2 == queue.tried


def ended(stage: Stage = "make", *, part: str = "harbour", **what: object) -> Ended:
    job = Job(fleet="/srv/press", round="one", stage=stage, part=part)
    return Ended(**{"job": job, "outcome": "done", "seconds": 0.5, **what})  # type: ignore[arg-type]


def test_figures_tell_what_was_done_and_what_waits(address: str, metrics: Metrics) -> None:
    metrics.hear(ended(made=Made(number=4, mailed=11, refused=("ann@a.example: full",))))
    metrics.hear(ended(made=Made()))
    metrics.hear(ended(outcome="failed", why="broken"))
    metrics.hear(ended("read", seconds=20.0))

    status, text = get(address, "/metrics")

    assert 200 == status
    figures = dict(line.rsplit(" ", 1) for line in text.splitlines() if line[0] != "#")
    assert {
        'digest_jobs_total{outcome="done",stage="make"}': "2.0",
        'digest_jobs_total{outcome="failed",stage="make"}': "1.0",
        'digest_editions_total{outcome="made"}': "1.0",
        'digest_editions_total{outcome="nothing_new"}': "1.0",
        'digest_editions_total{outcome="failed"}': "1.0",
        'digest_mails_total{outcome="sent"}': "11.0",
        'digest_mails_total{outcome="refused"}': "1.0",
        'digest_job_seconds_bucket{le="30.0",stage="read"}': "1.0",
        'digest_job_seconds_bucket{le="10.0",stage="read"}': "0.0",
        'digest_queue_jobs{stage="make",state="waiting"}': "3.0",
        "digest_workers": "2.0",
        "digest_spent_dollars": "1.25",
        "digest_queue_up": "1.0",
    }.items() <= figures.items()


def test_figures_of_the_worker_are_there_while_the_queue_is_not(
    metrics: Metrics, queue: Queue
) -> None:
    metrics.hear(ended("read"))
    queue.is_away = True

    text = metrics.text().decode()

    assert "digest_queue_up 0.0" in text
    assert 'digest_jobs_total{outcome="done",stage="read"} 1.0' in text
    assert "digest_queue_jobs" not in text


def test_two_workers_need_two_ports(address: str) -> None:
    with (
        pytest.raises(ConfigError, match=r"\[fleet\] health .* a port of its own"),
        told_at(address, list, bytes),
    ):
        pass
