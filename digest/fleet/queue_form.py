"""The tables of the queue: procrastinate's own, made once, whoever comes first."""

import re
from contextlib import closing

from procrastinate.schema import SchemaManager
from sqlalchemy import Connection, text

from digest.errors import ConfigError
from digest.store.database import Database
from digest.store.location import Place

_FUNCTION = re.compile(r"^CREATE FUNCTION (procrastinate_\w+)", re.MULTILINE)
_BY_LOCK = text(
    "CREATE INDEX digest_jobs_by_lock ON procrastinate_jobs (lock) "
    "WHERE status IN ('todo', 'doing')"
)
"""Each of our jobs has a lock; before the first ANALYZE, 2,000 of them cost 375 ms a fetch."""
_TABLE = text("SELECT to_regclass('procrastinate_jobs') IS NOT NULL")
_KNOWN = text(
    "SELECT proname FROM pg_proc WHERE pg_function_is_visible(oid) AND proname = ANY(:names)"
)


def make_queue(place: Place) -> None:
    """See to it that the database has the queue's tables, whole.

    Raises ConfigError where those of another release of procrastinate are there, StoreError where
    the database is away, full, busy or read-only.
    """
    with closing(Database(place)) as database:
        with database.reading() as connection:
            if not _missing(connection):
                return
        with database.writing(alone=True) as connection:
            if not connection.scalar(_TABLE):
                plain = connection.execution_options(no_parameters=True)  # many statements at once
                plain.exec_driver_sql(SchemaManager.get_schema())
                connection.execute(_BY_LOCK)
            missing = _missing(connection)
    if missing:
        raise ConfigError(
            f"the queue in {place.shown!r} is that of another release of procrastinate, without "
            f"{min(missing)}; install that release, or apply the migrations of this one"
        )


def try_queue(place: Place) -> None:
    """Raise what writing to the queue would raise now, and write nothing."""
    with closing(Database(place)) as database:
        database.try_writing("procrastinate_jobs")


def _missing(connection: Connection) -> set[str]:
    """The functions that this release calls and the database has not; it keeps no version."""
    wanted = _FUNCTION.findall(SchemaManager.get_schema())
    return set(wanted) - set(connection.scalars(_KNOWN, {"names": wanted}))
