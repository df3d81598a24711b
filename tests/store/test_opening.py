"""Opening a store: where it lies, how an old one is brought up to date, and what stops it."""

import sqlite3
import sys
from pathlib import Path

import pytest
from sqlalchemy import create_engine, inspect, text

from digest.errors import ConfigError, StoreError
from digest.store import digest_file, open_store
from digest.store.place import locate
from digest.store.schema import HEAD, metadata
from tests.store.conftest import Place
from tests.store.server import PASSWORD, Server

ONE_LINE = r"^[^\n]+$"


def run(place: Place, *statements: str) -> None:
    """Do to a database what somebody else may have done."""
    engine = create_engine(locate(place).url)
    with engine.begin() as connection:
        for statement in statements:
            connection.execute(text(statement))
    engine.dispose()


def tables(place: Place) -> dict[str, set[str]]:
    engine = create_engine(locate(place).url)
    found = inspect(engine)
    names = set(found.get_table_names()) - {"alembic_version"}
    columns = {name: {column["name"] for column in found.get_columns(name)} for name in names}
    engine.dispose()
    return columns


def test_an_old_store_is_brought_up_to_date_by_its_migrations(place: Place) -> None:
    """Migrated databases and new ones have the same tables and columns, and keep what they had."""
    with open_store(place) as store:
        store.answers.put("key", "one")
    run(place, "DELETE FROM alembic_version")

    with open_store(place) as store:
        assert store.answers.get("key") == "one"

    made = {name: {column.name for column in t.columns} for name, t in metadata.tables.items()}
    assert made == tables(place)
    newest = max((Path(digest_file.__file__).parent / "migrations/versions").glob("0*.py"))
    assert newest.name.startswith(HEAD)


def test_a_half_made_file_of_an_earlier_digest_is_completed(tmp_path: Path) -> None:
    path = tmp_path / "half.sqlite"
    with open_store(path):
        pass
    run(path, "DROP TABLE alembic_version", "DROP TABLE feeds")

    with open_store(path) as store:
        assert store.feeds.state("x") is None


def test_a_store_of_a_newer_digest_is_left_alone(place: Place) -> None:
    with open_store(place):
        pass
    run(place, "UPDATE alembic_version SET version_num = '9999'")

    with pytest.raises(ConfigError, match=r"written by a newer digest \(form 9999.*upgrade"):
        open_store(place)


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE feeds (owner TEXT)",
        "CREATE TABLE alembic_version (version_num TEXT)",
    ],
)
def test_another_programs_database_is_left_alone(server: Server, statement: str) -> None:
    """A table of ours that we did not make, or somebody else's versions: nothing is added."""
    url = server.new_database()
    run(url, statement)
    before = tables(url)

    with pytest.raises(ConfigError, match="is another program's"):
        open_store(url)

    assert before == tables(url)


def test_another_programs_file_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "bookmarks.sqlite"
    run(path, "CREATE TABLE bookmarks (title TEXT)")

    with pytest.raises(ConfigError, match=r"bookmarks\.sqlite' is another program's"):
        open_store(path)

    assert tables(path) == {"bookmarks": {"title"}}


def test_another_programs_versions_are_no_newer_digest(place: Place) -> None:
    with open_store(place):
        pass
    run(place, "UPDATE alembic_version SET version_num = '1975ea83b712'")

    with pytest.raises(ConfigError, match="another program's: its form is '1975ea83b712'"):
        open_store(place)


def test_a_schema_may_be_shared_with_other_tables(server: Server) -> None:
    """One database for several programs is usual on a server."""
    url = server.new_database()
    run(url, "CREATE TABLE orders (number INT)")

    with open_store(url) as store:
        store.answers.put("key", "one")

    assert {"orders", "answers"} <= set(tables(url))


def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    path = tmp_path / "no.sqlite"
    path.write_text("a shopping list, and quite a long one at that " * 40)

    with pytest.raises(ConfigError, match=r"no\.sqlite.*cannot be used"):
        open_store(path)
    with pytest.raises(ConfigError, match=ONE_LINE):
        open_store(tmp_path)
    with pytest.raises(ConfigError, match="cannot make the folder"):
        open_store(path / "folder" / "digest.sqlite")


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
            store.feeds.commit({"feed": "1"}, [("feed", f"{n}" * 50) for n in range(5000)])
        assert store.feeds.state("feed") is None


def test_a_full_server_is_named(server: Server) -> None:
    url = server.new_database()
    with open_store(url) as store:
        run(
            url,
            "CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE 'could not extend file' USING ERRCODE = '53100'; END $$",
            "CREATE TRIGGER full_disk BEFORE INSERT ON seen_items EXECUTE FUNCTION full_disk()",
        )
        with pytest.raises(StoreError, match="is full .could not extend file"):
            store.feeds.commit({"feed": "1"}, [("feed", "a")])
        assert store.feeds.state("feed") is None


def test_a_server_that_goes_away_is_named_and_found_again(server: Server) -> None:
    """A build that goes on after the server's restart needs no restart of its own."""
    url = server.new_database()
    with open_store(url) as store:
        store.answers.put("key", "one")
        with (
            pytest.raises(StoreError, match=ONE_LINE),
            store._database.writing() as connection,
        ):
            pid = connection.scalar(text("SELECT pg_backend_pid()"))
            server.run(f"SELECT pg_terminate_backend({pid})")
            connection.execute(text("SELECT 1"))

        assert store.answers.get("key") == "one"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ((PASSWORD, "sesame-wrong"), "password authentication failed"),
        (("/store_", "/absent_"), "does not exist"),
        (("127.0.0.1:", "127.0.0.1:1"), "refused|port"),
        (("//digest:", "//nobody:"), "password authentication failed"),
    ],
)
def test_a_server_that_is_away_is_named_without_the_password(
    server: Server, change: tuple[str, str], said: str
) -> None:
    url = server.new_database().replace(*change)

    with pytest.raises((StoreError, ConfigError), match=said) as found:
        open_store(url)

    assert "\n" not in str(found.value)
    assert "sesame" not in str(found.value)


def test_a_server_without_unicode_is_refused(server: Server) -> None:
    url = server.new_database("ENCODING 'LATIN1' TEMPLATE template0")

    with pytest.raises(ConfigError, match="keeps text as LATIN1.*UTF8"):
        open_store(url)


def test_a_user_without_rights_is_told_so(server: Server) -> None:
    url = server.new_database()
    with open_store(url):
        pass
    database = str(locate(url).url.database)
    server.run(f"CREATE ROLE reader LOGIN PASSWORD '{PASSWORD}'", database=database)

    with (
        open_store(url.replace("//digest:", "//reader:")) as store,
        pytest.raises(ConfigError, match="does not allow it .permission denied for table answers"),
    ):
        store.answers.put("key", "one")


def test_a_socket_and_a_service_need_no_password(server: Server) -> None:
    """What libpq knows can stand behind the question mark, and wins over our defaults."""
    name = server.new_database().rpartition("/")[2]
    url = f"postgres://digest@/{name}?host={server.folder}&port={server.port}&connect_timeout=3"

    with open_store(url) as store:
        store.answers.put("key", "one")
        assert f"postgresql://digest@/{name}?host=" in store.place


@pytest.mark.parametrize(
    "url",
    [
        "digest.sqlite",
        "postgresql://desk:sesame@host:port/name",
        "postgresql://desk:se@same@host/name",
        "mysql://desk:sesame@host/name",
        "postgresql+asyncpg://desk:sesame@host/name",
        "sqlite:///digest.sqlite?password=sesame",
        "sqlite://host/digest.sqlite",
    ],
)
def test_a_url_that_cannot_be_used_is_not_repeated(url: str) -> None:
    """It may hold a password."""
    with pytest.raises(ConfigError, match=ONE_LINE) as found:
        open_store(url)

    assert "same" not in str(found.value)


def test_a_secret_option_is_not_shown() -> None:
    shown = locate("postgresql://desk@host/name?password=sesame&sslmode=require").shown

    assert shown == "postgresql://desk@host/name"


def test_a_file_may_be_named_as_a_url(tmp_path: Path) -> None:
    """With signs that mean something in a URL, too."""
    path = tmp_path / "of the desk?" / "a#b%20.sqlite"
    with open_store(path) as store:
        store.answers.put("key", "one")

    with open_store(f"sqlite:///{tmp_path}/digest.sqlite") as other:
        assert other.answers.get("key") is None
        assert other.place == f"{tmp_path}/digest.sqlite"
    assert path.is_file()


def test_without_the_driver_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)

    with pytest.raises(ConfigError, match=r"pip install 'digest-editions\[postgres\]'"):
        open_store("postgresql://desk@host/name")
