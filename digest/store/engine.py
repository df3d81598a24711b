"""The two kinds of database, and how a connection to each is prepared."""

import sqlite3
import time
from typing import Any

from sqlalchemy import (
    URL,
    Connection,
    Engine,
    LargeBinary,
    Table,
    cast,
    create_engine,
    event,
    func,
    literal,
    select,
)
from sqlalchemy.engine.interfaces import DBAPIConnection, DBAPICursor
from sqlalchemy.pool import ConnectionPoolEntry, QueuePool

from digest.errors import ConfigError
from digest.store.location import Place

PATIENCE_S = 10
"""Seconds that one process waits for another's writing, and for a server to answer."""
PAUSE_S = 0.02
"""Seconds between two tries to put a file in WAL mode."""
WRITES = "digest_writes"
"""The option of a connection that is going to write."""
WITHOUT = "digest_without"
"""The option of one that wants no transaction."""


def engine_at(place: Place) -> Engine:
    """An engine for the place; it connects when it is first used.

    Raises ConfigError where the driver of PostgreSQL is missing.
    """
    return _sqlite(place) if place.is_file else _postgresql(place.url)


def _sqlite(place: Place) -> Engine:
    """In memory there is one connection for all threads: each further one would see nothing."""
    one: dict[str, Any] = {
        "poolclass": QueuePool,
        "pool_size": 1,
        "max_overflow": 0,
        "connect_args": {"check_same_thread": False},
    }
    engine = create_engine(place.url, **({} if place.path else one))
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    connection.isolation_level = None  # or Python commits before each change of a table
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {PATIENCE_S * 1000}")
    cursor.execute("PRAGMA foreign_keys = ON")
    _write_ahead(cursor)
    cursor.close()


def _write_ahead(cursor: DBAPICursor) -> None:
    """Go to WAL mode, so that a reader never waits for a build.

    SQLite does not wait for its own lock here when two processes make one file at once.
    """
    last = time.monotonic() + PATIENCE_S
    while True:
        try:
            cursor.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > last:
                raise
            time.sleep(PAUSE_S)
        else:
            return


def _begin_sqlite(connection: Connection) -> None:
    """Take the lock for writing at once: SQLite refuses one that a reader asks for too late."""
    options = connection.get_execution_options()
    if not options.get(WITHOUT):
        connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get(WRITES) else "BEGIN")


def taken_by(connection: Connection, table: Table) -> int:
    """Bytes of a table: on a server all that it takes, in a file what its rows hold.

    Not each SQLite can say what its indexes take.
    """
    if connection.dialect.name == "postgresql":
        name = connection.dialect.identifier_preparer.quote(table.name)
        taken = select(func.pg_total_relation_size(func.to_regclass(name)))
    else:
        held = (func.coalesce(func.length(cast(one, LargeBinary)), 0) for one in table.columns)
        taken = select(func.coalesce(func.sum(sum(held, literal(0))), 0)).select_from(table)
    return int(connection.execute(taken).scalar_one())


def compact(engine: Engine) -> None:
    """Give room back that nothing lies in any more; a server does so by itself."""
    if engine.dialect.name == "postgresql":
        return
    with engine.connect().execution_options(**{WITHOUT: True}) as connection:
        connection.exec_driver_sql("VACUUM")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")


def _postgresql(url: URL) -> Engine:
    defaults = {"connect_timeout": PATIENCE_S, "fallback_application_name": "digest"}
    chosen = {name: value for name, value in defaults.items() if name not in url.query}
    try:
        engine = create_engine(url, pool_pre_ping=True, connect_args=chosen)
    except ModuleNotFoundError as error:
        raise ConfigError(
            "a store on PostgreSQL needs its driver: pip install 'digest-editions[postgres]'"
        ) from error
    event.listen(engine, "connect", _prepare_postgresql)
    return engine


def _prepare_postgresql(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    cursor = connection.cursor()
    cursor.execute(f"SET lock_timeout = '{PATIENCE_S}s'")
    cursor.close()
    connection.commit()
