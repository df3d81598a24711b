"""The form of the database: made when it is new, brought up to date when it is old."""

import re
from functools import lru_cache
from pathlib import Path

from sqlalchemy import Connection, create_mock_engine, inspect, text
from sqlalchemy.schema import ExecutableDDLElement

from digest.errors import ConfigError, StoreError
from digest.store.database import Database
from digest.store.schema import metadata

MIGRATIONS = Path(__file__).with_name("migrations")
HEAD = max(file.name[:4] for file in MIGRATIONS.glob("versions/[0-9]*.py"))
"""The newest of them; a new database is made at it directly."""
VERSION_TABLE = "alembic_version"
_OURS = re.compile(r"[0-9]{4}")


def bring_up_to_date(database: Database) -> None:
    """Make a new database, or migrate an old one: by one process, all of it or nothing.

    Raises ConfigError for one that is not ours or is newer, StoreError for one that is away,
    full, busy or read-only.
    """
    shown = database.place.shown
    with database.writing(alone=True) as connection:
        tables = set(inspect(connection).get_table_names())
        if not database.place.is_file:
            _refuse_unfit_server(connection, shown)
        _refuse_stranger(tables, shown, shares=not database.place.is_file)
        if tables.isdisjoint(metadata.tables):
            _make(connection)
            return
        if VERSION_TABLE in tables:
            version = connection.scalar(text(f"SELECT version_num FROM {VERSION_TABLE}"))  # noqa: S608 - a constant
            if version == HEAD:
                return
            _refuse_newer(version, shown)
        _migrate(connection)  # a half-made one too, from the first form on


def _refuse_unfit_server(connection: Connection, shown: str) -> None:
    if connection.scalar(text("SHOW transaction_read_only")) == "on":
        raise StoreError(f"the store {shown!r} is read-only; name a server that takes writing")
    encoding = connection.scalar(text("SHOW server_encoding"))
    if encoding != "UTF8":
        raise ConfigError(
            f"the store {shown!r} keeps text as {encoding}; "
            "make its database with createdb --encoding UTF8 --template template0"
        )


def _refuse_stranger(tables: set[str], shown: str, *, shares: bool) -> None:
    """A file with other tables is another program's; a schema may be shared while names differ."""
    ours = set(metadata.tables)
    if VERSION_TABLE in tables:
        strange = set() if ours & tables else {VERSION_TABLE}
    else:
        strange = ours & tables if shares else tables - ours
    if strange:
        raise ConfigError(
            f"the store {shown!r} is another program's: it has a table {min(strange)!r}; "
            "name a database of its own"
        )


def _refuse_newer(version: str | None, shown: str) -> None:
    if version is None or (_OURS.fullmatch(version) and version < HEAD):
        return
    if not _OURS.fullmatch(version):
        raise ConfigError(
            f"the store {shown!r} is another program's: its form is {version!r}; "
            "name a database of its own"
        )
    raise ConfigError(
        f"the store {shown!r} was written by a newer digest (form {version}, this one knows "
        f"{HEAD}); upgrade digest-editions, or name another store"
    )


def _make(connection: Connection) -> None:
    """At the newest form at once: alembic is slow to import."""
    for statement in _statements(connection.dialect.name):
        connection.exec_driver_sql(statement)
    connection.execute(text(f"CREATE TABLE {VERSION_TABLE} (version_num VARCHAR(32) NOT NULL)"))
    connection.execute(
        text(f"INSERT INTO {VERSION_TABLE} VALUES (:head)"),  # noqa: S608 - a constant
        {"head": HEAD},
    )


@lru_cache  # writing them takes longer than doing what they say
def _statements(dialect: str) -> tuple[str, ...]:
    """What makes all tables and indexes of a new database."""
    written: list[str] = []

    def write(statement: ExecutableDDLElement, *_: object) -> None:
        written.append(str(statement.compile(dialect=engine.dialect)))

    engine = create_mock_engine(f"{dialect}://", write)
    metadata.create_all(engine, checkfirst=False)
    return tuple(written)


def _migrate(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
