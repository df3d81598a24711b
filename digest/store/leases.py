"""What one process does at a time: a question that is being paid for, an edition's number."""

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Select, delete, exists, literal, select, true

from digest.store.database import Database
from digest.store.holders import LONGEST_HOLD, here, holds
from digest.store.schema import leases
from digest.store.upsert import insert_found


class Leases:
    """Leases by key. One ends when it is released, when its process does, and with its time."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def claim(
        self,
        key: str,
        *,
        again: bool = False,
        unless: Select[tuple[str]] | None = None,
        longest: timedelta = LONGEST_HOLD,
    ) -> bool:
        """Whether the key is now the caller's own; False while another holder lives.

        `again`: this process may take what it holds already. `unless` finds a row where there is
        nothing to do any more: then nobody holds the key. After `longest` others may have it,
        whatever became of the caller.
        """
        until = datetime.now(UTC) + longest
        with self._database.writing(alone=True) as connection:
            if _inserted(connection, key, until, unless):
                return True
            held = connection.execute(select(leases).where(leases.c.key == key)).one_or_none()
            if held is None:
                return False
            is_own = again and (held.host, held.process) == here()
            ends = datetime.fromisoformat(held.until)
            if not is_own and holds(held.host, held.process, ends):
                return False
            drop_lease(connection, key)
            return _inserted(connection, key, until, unless)

    def release(self, key: str) -> None:
        """Let others have it."""
        with self._database.writing() as connection:
            drop_lease(connection, key)


def _inserted(
    connection: Connection, key: str, until: datetime, unless: Select[tuple[str]] | None
) -> bool:
    host, process = here()
    ends = literal(until.isoformat())
    row: Any = select(literal(key), literal(host), literal(process), ends)
    row = row.where(~exists(unless) if unless is not None else true())
    return insert_found(connection, leases, row)


def drop_lease(connection: Connection, key: str) -> None:
    """End a lease within a transaction."""
    connection.execute(delete(leases).where(leases.c.key == key))
