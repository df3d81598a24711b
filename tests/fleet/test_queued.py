"""The engine on PostgreSQL: what stops it, in one line that shows no password."""

import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from digest.errors import ConfigError, StoreError
from digest.fleet.queued import QueuedEngine
from digest.fleet.work import Job, Tally
from digest.store import open_store
from tests.fleet.toy import ALL, Toy
from tests.store.changes import ONE_LINE, run, tables
from tests.store.server import PASSWORD, Server


@pytest.mark.slow
def test_the_tables_of_the_queue_stand_beside_others(url: str, toy: Toy) -> None:
    run(url, "CREATE TABLE orders (number INT)")

    QueuedEngine(url, str(toy.folder)).put(toy.first())
    QueuedEngine(url, str(toy.folder)).put(toy.first())

    assert {"orders", "procrastinate_jobs"} <= set(tables(url))


@pytest.mark.slow
def test_fleets_of_one_database_have_nothing_to_do_with_each_other(url: str, toy: Toy) -> None:
    QueuedEngine(url, "/srv/elsewhere").put(toy.first())

    QueuedEngine(url, str(toy.folder)).work(toy.run, until_idle=True)

    assert [] == toy.kept()


@pytest.mark.slow
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


@pytest.mark.slow
def test_a_database_that_is_read_only_is_said_to_be(url: str, toy: Toy) -> None:
    engine = QueuedEngine(f"{url}?options=-cdefault_transaction_read_only%3Don", str(toy.folder))

    with pytest.raises(StoreError, match=r"read-only"):
        engine.put(toy.first())
    QueuedEngine(url, str(toy.folder)).put(toy.first())
    with pytest.raises(StoreError, match=r"the queue .* is read-only"):
        engine.put(toy.first())


@pytest.mark.slow
def test_a_queue_that_cannot_be_written_cannot_be_worked_at(server: Server, toy: Toy) -> None:
    """It answers, and nothing that a job leaves could be kept."""
    url = server.new_database()
    engine = QueuedEngine(url, str(toy.folder))
    engine.put(toy.first())
    with open_store(url) as store:
        engine.try_writing()
        store.try_writing()
        name = url.rpartition("/")[2]
        server.run(f"ALTER DATABASE {name} SET default_transaction_read_only = on")
        server.run(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                   f"WHERE datname = '{name}'")  # fmt: skip

        assert Tally(waiting=3) == engine.standing().stages["read"]
        for tried in (engine.try_writing, store.try_writing):
            with pytest.raises(StoreError, match=r"is read-only"):
                tried()
    assert Tally(waiting=3) == engine.standing().stages["read"]


@pytest.fixture
def full_disk(server: Server) -> Iterator[Path]:
    """Of 64 kB, for the server's user."""
    with TemporaryDirectory(prefix="digest-full-", dir="/tmp", ignore_cleanup_errors=True) as name:
        options = f"size=64k,mode=0700,uid={server.folder.stat().st_uid}"
        mounting = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", name]
        if subprocess.run(mounting, capture_output=True, check=False).returncode:
            pytest.skip("a small disk takes root")
        try:
            yield Path(name)
        finally:
            subprocess.run(["umount", "--lazy", name], check=True)


@pytest.mark.slow
def test_a_queue_without_room_cannot_be_worked_at(
    server: Server, toy: Toy, full_disk: Path
) -> None:
    """Also where there is room left in its tables: what comes next needs more."""
    url = server.new_database()
    engine = QueuedEngine(url, str(toy.folder))
    engine.put(toy.first())
    server.run(
        f"CREATE TABLESPACE small LOCATION '{full_disk}'",
        f"ALTER DATABASE {url.rpartition('/')[2]} SET temp_tablespaces = 'small'",
    )

    with pytest.raises(StoreError, match=r"is full .*make room"):
        engine.try_writing()


@pytest.mark.parametrize("url", ["sqlite:///digest.sqlite", "mysql://desk:sesame@host/name"])
def test_what_is_no_postgresql_is_refused(url: str) -> None:
    with pytest.raises(ConfigError, match=ONE_LINE) as found:
        QueuedEngine(url, "/srv/fleet")

    assert "sesame" not in str(found.value)


@pytest.mark.slow
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
