"""One database, as the records see it: reading, writing, and faults in words."""

import threading
from collections.abc import Collection, Iterator
from contextlib import contextmanager, nullcontext
from typing import TypeVar

from sqlalchemy import Column, Connection, Select, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from digest.errors import StoreError
from digest.store.complaints import fault
from digest.store.engine import WRITES, compact, engine_at
from digest.store.limits import in_parts
from digest.store.location import Place

T = TypeVar("T")

LOCK = 0x646967657374
"""The number of the advisory lock in PostgreSQL: "digest" in ASCII."""

_LITTLE_MEMORY = text("SET LOCAL work_mem = '64kB'")
_MORE_THAN_THAT = text(
    "SELECT count(*) FROM (SELECT n FROM generate_series(1, 5000) AS n ORDER BY n DESC) AS sorted"
)
"""Sorted in a file of the server, which is gone with the transaction: 70 kB, some milliseconds."""


class Database:
    """Transactions of one database; each method raises StoreError or ConfigError in one line."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self._engine = engine_at(place)
        self._writer = self._engine.execution_options(**{WRITES: True})
        self._turn = threading.Lock()
        """Of the threads that write one by one: each that waited in the database would hold one of
        its few connections, and the readers would have none."""

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection for looking only."""
        with self._in_words(), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self, *, alone: bool = False) -> Iterator[Connection]:
        """A transaction: all of it is kept at the end, or nothing where an error is raised.

        `alone` keeps out every other that is alone, of other processes too, for what is
        decided by what was read before; SQLite has one writer at a time in any case.
        """
        turn = self._turn if alone or self.place.is_file else nullcontext()
        with turn, self._in_words(), self._writer.begin() as connection:
            if alone and not self.place.is_file:
                connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
            yield connection

    def scalar(self, query: Select[T], **values: object) -> T | None:
        """The first value of the first row; None where there is no row."""
        with self.reading() as connection:
            return connection.scalar(query, values)

    def texts(self, key: Column[str], body: Column[str], keys: Collection[str]) -> dict[str, str]:
        """The text of each of the keys that is there."""
        found: dict[str, str] = {}
        with self.reading() as connection:
            for part in in_parts(keys):
                rows = connection.execute(select(key, body).where(key.in_(part)))
                found.update((row[0], row[1]) for row in rows)
        return found

    def try_writing(self, table: str) -> None:
        """Do what writing needs, and keep nothing of it: rights, and on a server room on its disk.

        A row that is taken back would often find room that was left in the table.
        """
        with self.writing() as connection:
            connection.execute(text(f"DELETE FROM {table} WHERE false"))  # noqa: S608 - a constant
            if not self.place.is_file:
                connection.execute(_LITTLE_MEMORY)
                connection.execute(_MORE_THAN_THAT)

    def compact(self) -> None:
        """Make a file as small as what is in it; that takes as much room again for a while."""
        with self._in_words():
            compact(self._engine)

    def close(self) -> None:
        """Let go of every connection."""
        self._engine.dispose()

    @contextmanager
    def _in_words(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as error:
            raise fault(error, self.place) from error
        except PoolTimeoutError as error:
            raise StoreError(f"the store {self.place.shown!r} is busy; try again later") from error
