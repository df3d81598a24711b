"""Opening a store: where it lies, how an old one is brought up to date, and what stops it."""

import os
import stat
import sys
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from digest.cli import app
from digest.errors import ConfigError
from digest.store import open_store
from digest.store.location import locate
from digest.store.schema import metadata
from tests.store.changes import ONE_LINE, layout, run, tables
from tests.store.conftest import Place
from tests.store.server import PASSWORD, Server

FIRST_ANSWERS = (
    "CREATE TABLE answers (key {t} NOT NULL PRIMARY KEY, answer {t} NOT NULL, created {t} NOT NULL)"
)
"""A table of the first form, by its type of text."""


def to_first_form(place: Place) -> None:
    """Leave of a store one table of the first form, and no word of what form it has."""
    words = 'VARCHAR COLLATE "C"' if isinstance(place, str) else "TEXT"
    run(place, *(f"DROP TABLE {table}" for table in reversed(metadata.sorted_tables)))
    run(place, FIRST_ANSWERS.format(t=words), "INSERT INTO answers VALUES ('key', 'one', '')")
    run(place, "DELETE FROM alembic_version")


def test_migrations_lead_to_the_tables_there_are(place: Place) -> None:
    """A store migrated from the first form on is as a new one, and keeps what it had."""
    with open_store(place):
        pass
    new = layout(place)
    to_first_form(place)

    with open_store(place) as store:
        assert store.answers.get("key") == "one"

    assert new == layout(place)


def test_a_half_made_file_of_an_earlier_digest_is_completed(tmp_path: Path) -> None:
    """One that was left without its version goes through all forms."""
    path = tmp_path / "half.sqlite"
    with open_store(path):
        pass
    new = layout(path)
    to_first_form(path)
    run(path, "DROP TABLE alembic_version")

    with open_store(path) as store:
        assert store.answers.get("key") == "one"

    assert new == layout(path)


def test_a_store_of_a_newer_digest_is_left_alone(place: Place) -> None:
    with open_store(place):
        pass
    run(place, "UPDATE alembic_version SET version_num = '9999'")

    with pytest.raises(ConfigError, match=r"written by a newer digest \(form 9999.*upgrade"):
        open_store(place)


@pytest.mark.slow
@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE feeds (owner TEXT)",
        "CREATE TABLE alembic_version (version_num TEXT)",
    ],
)
def test_another_programs_database_is_left_alone(server: Server, statement: str) -> None:
    """A table of ours that we did not make, or somebody else's versions: nothing is added."""
    url = server.emptied()
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


@pytest.mark.slow
def test_a_schema_may_be_shared_with_other_tables(server: Server) -> None:
    """One database for several programs is usual on a server."""
    url = server.emptied()
    run(url, "CREATE TABLE orders (number INT)")

    with open_store(url) as store:
        store.answers.put("key", "one")

    assert {"orders", "answers"} <= set(tables(url))


@pytest.mark.slow
def test_a_server_without_unicode_is_refused(server: Server) -> None:
    url = server.new_database("ENCODING 'LATIN1' TEMPLATE template0")

    with pytest.raises(ConfigError, match=r"keeps text as LATIN1.*UTF8"):
        open_store(url)


@pytest.mark.slow
def test_a_user_without_rights_is_told_so(server: Server) -> None:
    url = server.emptied()
    with open_store(url):
        pass
    server.run(f"CREATE ROLE reader LOGIN PASSWORD '{PASSWORD}'")

    with pytest.raises(ConfigError, match=r"does not allow it \(permission denied .*the right to"):
        open_store(url.replace("//digest:", "//reader:"))


@pytest.mark.slow
def test_a_socket_and_a_service_need_no_password(server: Server) -> None:
    """What libpq knows can stand behind the question mark, and wins over our defaults."""
    name = server.emptied().rpartition("/")[2]
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


@pytest.mark.slow
def test_a_schema_of_its_own_may_be_named(server: Server) -> None:
    """The tables go to the first schema of the search path, as the documentation says."""
    url = server.emptied()
    run(
        url,
        "DROP SCHEMA IF EXISTS desk CASCADE",
        "CREATE SCHEMA desk",
        "CREATE TABLE feeds (owner TEXT)",
    )

    with open_store(f"{url}?options=-csearch_path%3Ddesk") as store:
        store.answers.put("key", "one")
        assert store.size() > 0

    assert {"feeds": {"owner"}} == tables(url)


def test_an_edition_is_built_and_told_on_from_either_database(
    place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The commands work the same; the doctor shows the store, without its password."""
    text = "The lighthouse at Skarn was lit again on Monday. The keeper said that she was glad.\n\n"
    (tmp_path / "a.txt").write_text(f"Lighthouse lit\n\n{text * 2}Forty boats passed it at night.")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(
        "DIGEST_STORE__URL", place if isinstance(place, str) else f"sqlite:///{place}"
    )

    def call(*words: str) -> Result:
        return CliRunner().invoke(app, words)

    built = call("build", "a.txt", "-o", "out", "--no-model")
    shown = call("doctor").output

    assert built.exit_code == 0, built.output
    with open_store(place) as store:
        [told] = store.editions.printed("The Digest", [], date.min)
    assert "The lighthouse at Skarn was lit" in call("stories", told.thread).output
    assert " bytes" in shown
    assert PASSWORD not in shown


def test_a_new_store_is_for_its_owner_alone(tmp_path: Path) -> None:
    """It holds answers that were paid for, addresses of readers and what was read."""
    path = tmp_path / "state" / "digest.sqlite"
    before = os.umask(0o022)
    try:
        with open_store(path) as store:
            store.answers.put("key", "one")
            modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()}
    finally:
        os.umask(before)

    assert set(modes.values()) == {0o600}
