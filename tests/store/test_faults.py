"""What a store says, in one line, when its database is away, full, busy or read-only."""

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import text

from digest.errors import ConfigError, StoreError
from digest.store import Store, open_store
from digest.store.location import locate
from tests.store.changes import ONE_LINE, run
from tests.store.server import PASSWORD, Server


def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    path = tmp_path / "no.sqlite"
    path.write_text("a shopping list, and quite a long one at that " * 40)

    with pytest.raises(ConfigError, match=r"no\.sqlite.*cannot be used"):
        open_store(path)
    with pytest.raises(ConfigError, match=ONE_LINE):
        open_store(tmp_path)
    with pytest.raises(ConfigError, match="cannot make the folder"):
        open_store(path / "folder" / "digest.sqlite")


@pytest.mark.slow
def test_a_read_only_server_is_refused_at_once(server: Server) -> None:
    """Before anything is paid, not when the first answer is kept."""
    url = server.new_database()
    with open_store(url):
        pass
    name = locate(url).url.database
    server.run(f"ALTER DATABASE {name} SET default_transaction_read_only = on")

    with pytest.raises(StoreError, match=r"is read-only; name a server"):
        open_store(url)


def test_a_file_that_another_process_holds_is_busy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("digest.store.engine.PATIENCE_S", 0)
    path = tmp_path / "held.sqlite"
    with open_store(path):
        pass
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")

    with pytest.raises(StoreError, match=r"held\.sqlite' is busy .*try again"):
        open_store(path)
    holder.close()


def test_a_read_only_file_is_named(tmp_path: Path) -> None:
    """The error of SQLite is made by its own means: root may write to any file."""
    path = tmp_path / "kept.sqlite"
    with open_store(path) as store:
        store._database.close()
        with store._database.reading() as connection:
            connection.exec_driver_sql("PRAGMA query_only = ON")
        with pytest.raises(StoreError, match=r"kept\.sqlite' is read-only .*\[store\] url"):
            store.answers.put("key", "one")


def test_a_full_disk_is_named_and_nothing_is_half(tmp_path: Path) -> None:
    path = tmp_path / "full.sqlite"
    with open_store(path) as store:
        store._database.close()
        with store._database.reading() as connection:
            connection.exec_driver_sql("PRAGMA max_page_count = 30")
        with pytest.raises(StoreError, match=r"full\.sqlite' is full .*make room"):
            store.feeds.commit("Daily", {"feed": "1"}, [f"{n}" * 50 for n in range(5000)])
        assert store.feeds.state("Daily", "feed") is None


@pytest.mark.slow
def test_a_full_server_is_named(server: Server) -> None:
    url = server.emptied()
    with open_store(url) as store:
        run(
            url,
            "CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE 'could not extend file' USING ERRCODE = '53100'; END $$",
            "CREATE TRIGGER full_disk BEFORE INSERT ON seen_items EXECUTE FUNCTION full_disk()",
        )
        with pytest.raises(StoreError, match=r"is full \(could not extend file"):
            store.feeds.commit("Daily", {"feed": "1"}, ["a"])
        assert store.feeds.state("Daily", "feed") is None


@pytest.mark.slow
def test_a_server_that_goes_away_is_named_and_found_again(server: Server) -> None:
    """A build that goes on after the server's restart needs no restart of its own."""
    url = server.emptied()
    with open_store(url) as store:
        store.answers.put("key", "one")
        with pytest.raises(StoreError, match=ONE_LINE):
            cut_off(store, server)

        assert store.answers.get("key") == "one"


def cut_off(store: Store, server: Server) -> None:
    """Write, and lose the connection before it is kept."""
    with store._database.writing() as connection:
        pid = connection.scalar(text("SELECT pg_backend_pid()"))
        connection.execute(text("DELETE FROM answers"))
        server.run(f"SELECT pg_terminate_backend({pid})")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("change", "said"),
    [
        ((PASSWORD, "sesame-wrong"), "password authentication failed"),
        (("/store", "/absent"), "does not exist"),
        (("127.0.0.1:", "127.0.0.1:1"), "refused|port"),
        (("//digest:", "//nobody:"), "password authentication failed"),
    ],
)
def test_a_server_that_is_away_is_named_without_the_password(
    server: Server, change: tuple[str, str], said: str
) -> None:
    url = server.emptied().replace(*change)

    with pytest.raises((StoreError, ConfigError), match=said) as found:
        open_store(url)

    assert "\n" not in str(found.value)
    assert "sesame" not in str(found.value)


@pytest.mark.slow
def test_a_server_whose_other_user_does_not_let_go_is_busy(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Waiting has an end, also for the lock that lets one process make the tables."""
    monkeypatch.setattr("digest.store.engine.PATIENCE_S", 1)
    url = server.emptied()
    with (
        open_store(url) as store,
        store._database.writing(alone=True),
        pytest.raises(StoreError, match=r"is busy \(.*lock timeout.*try again"),
    ):
        open_store(url)
