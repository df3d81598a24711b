"""What one process does at a time: a question that is being paid for, an edition's number."""

import os
import platform
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, Select, delete, exists, literal, select, true

from digest.store.database import Database
from digest.store.schema import leases
from digest.store.upsert import insert_found

LONGEST_LEASE = timedelta(hours=1)
"""After it a lease is void, whoever holds it: its machine may be gone."""


class Leases:
    """Leases by key. One ends when it is released, when its process does, and with its time."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def claim(
        self, key: str, *, again: bool = False, unless: Select[tuple[str]] | None = None
    ) -> bool:
        """Whether the key is now the caller's own; False while another holder lives.

        `again`: this process may take what it holds already. `unless` finds a row where there is
        nothing to do any more: then nobody holds the key.
        """
        now = datetime.now(UTC)
        with self._database.writing(alone=True) as connection:
            if _inserted(connection, key, now, unless):
                return True
            held = connection.execute(select(leases).where(leases.c.key == key)).one_or_none()
            if held is None:
                return False
            is_own = again and (held.host, held.process) == _here()
            if not is_own and not _is_void(held, now):
                return False
            drop_lease(connection, key)
            return _inserted(connection, key, now, unless)

    def release(self, key: str) -> None:
        """Let others have it."""
        with self._database.writing() as connection:
            drop_lease(connection, key)


def _inserted(
    connection: Connection, key: str, now: datetime, unless: Select[tuple[str]] | None
) -> bool:
    host, process = _here()
    until = (now + LONGEST_LEASE).isoformat()
    row: Any = select(literal(key), literal(host), literal(process), literal(until))
    row = row.where(~exists(unless) if unless is not None else true())
    return insert_found(connection, leases, row)


def _here() -> tuple[str, int]:
    return platform.node(), os.getpid()


def drop_lease(connection: Connection, key: str) -> None:
    """End a lease within a transaction."""
    connection.execute(delete(leases).where(leases.c.key == key))


def _is_void(held: Row[tuple[str, str, int, str]], now: datetime) -> bool:
    """Whether its time is over, or its process of this machine is."""
    if datetime.fromisoformat(held.until) <= now:
        return True
    return bool(held.host == platform.node()) and not _lives(held.process)


def _lives(process: int) -> bool:
    if os.name != "posix":  # there, this would end the process
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:  # another user's
        pass
    return True
