"""The engine on PostgreSQL: what stops it, in one line that shows no password."""

from collections.abc import Sequence

import pytest

from digest.errors import ConfigError, StoreError
from digest.fleet.queued import QueuedEngine
from digest.fleet.work import Job, Tally
from tests.fleet.toy import ALL, Toy
from tests.store.changes import ONE_LINE, run, tables
from tests.store.server import PASSWORD, Server


def test_the_tables_of_the_queue_stand_beside_others(url: str, toy: Toy) -> None:
    run(url, "CREATE TABLE orders (number INT)")

    QueuedEngine(url, str(toy.folder)).put(toy.first())
    QueuedEngine(url, str(toy.folder)).put(toy.first())

    assert {"orders", "procrastinate_jobs"} <= set(tables(url))


def test_fleets_of_one_database_have_nothing_to_do_with_each_other(url: str, toy: Toy) -> None:
    QueuedEngine(url, "/srv/elsewhere").put(toy.first())

    QueuedEngine(url, str(toy.folder)).work(toy.run, until_idle=True)

    assert [] == toy.kept()


def test_a_queue_of_another_release_is_left_alone(url: str, toy: Toy) -> None:
    QueuedEngine(url, str(toy.folder)).put(toy.first())
    run(url, "DROP FUNCTION procrastinate_retry_job_v2")

    with pytest.raises(ConfigError, match=r"another release.*procrastinate_retry_job_v2.*migrat"):
        QueuedEngine(url, str(toy.folder)).put(toy.first())


def test_a_database_that_is_away_is_named_without_its_password(toy: Toy) -> None:
    url = f"postgresql://digest:{PASSWORD}@127.0.0.1:1/store"

    with pytest.raises(StoreError, match=ONE_LINE) as found:
        QueuedEngine(url, str(toy.folder)).put(toy.first())

    assert "127.0.0.1:1/store" in str(found.value)
    assert PASSWORD not in str(found.value)


@pytest.mark.slow
def test_a_database_that_goes_away_afterwards_is_named_too(server: Server, toy: Toy) -> None:
    url = server.new_database()
    engine = QueuedEngine(url, str(toy.folder))
    engine.put(toy.first())
    server.run(f"DROP DATABASE {url.rpartition('/')[2]} WITH (FORCE)")

    with pytest.raises(StoreError, match=ONE_LINE) as found:
        engine.standing()

    assert PASSWORD not in str(found.value)


def test_a_database_that_is_read_only_is_said_to_be(url: str, toy: Toy) -> None:
    engine = QueuedEngine(f"{url}?options=-cdefault_transaction_read_only%3Don", str(toy.folder))

    with pytest.raises(StoreError, match=r"read-only"):
        engine.put(toy.first())
    QueuedEngine(url, str(toy.folder)).put(toy.first())
    with pytest.raises(StoreError, match=r"the queue .* is read-only"):
        engine.put(toy.first())


@pytest.mark.parametrize("url", ["sqlite:///digest.sqlite", "mysql://desk:sesame@host/name"])
def test_what_is_no_postgresql_is_refused(url: str) -> None:
    with pytest.raises(ConfigError, match=ONE_LINE) as found:
        QueuedEngine(url, "/srv/fleet")

    assert "sesame" not in str(found.value)


def test_a_part_that_fails_ends_no_other(url: str, toy: Toy) -> None:
    """An error that nobody foresaw is counted, and the rest is done."""

    def run(job: Job) -> Sequence[Job]:
        if job.part == "1":
            raise ZeroDivisionError
        toy.run(job)
        return []

    engine = QueuedEngine(url, str(toy.folder))
    engine.put(toy.first())
    engine.work(run, until_idle=True)

    assert ["read 0", "read 2"] == toy.kept()
    assert Tally(done=2, failed=1) == engine.standing().stages["read"]


@pytest.mark.slow
def test_a_part_is_tried_again_where_the_store_was_away(url: str, toy: Toy) -> None:
    tries = 0

    def run(job: Job) -> Sequence[Job]:
        nonlocal tries
        tries += 1
        if tries == 1:
            raise StoreError("the store is away")
        return toy.run(job)

    engine = QueuedEngine(url, str(toy.folder))
    engine.put(toy.first())
    engine.work(run, until_idle=True)

    assert dict.fromkeys(ALL, 1) == toy.runs()
