"""What one process does at a time: a question that is being paid for, an edition's number."""

import os
import platform
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, Row, delete, select

from digest.store.database import Database
from digest.store.schema import leases
from digest.store.upsert import insert_new

LONGEST_LEASE = timedelta(hours=1)
"""After it a lease is void, whoever holds it: its machine may be gone."""


class Leases:
    """Leases by key. One ends when it is released, when its process does, and with its time."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def claim(self, key: str, *, again: bool = False) -> bool:
        """Whether the key is now the caller's own; False while another holder lives.

        `again`: this process may take what it holds already.
        """
        now = datetime.now(UTC)
        host, process = _here()
        until = (now + LONGEST_LEASE).isoformat()
        row = {"key": key, "host": host, "process": process, "until": until}
        with self._database.writing(alone=True) as connection:
            held = connection.execute(select(leases).where(leases.c.key == key)).one_or_none()
            is_own = held is not None and again and (held.host, held.process) == _here()
            if held is not None and not is_own and not _is_void(held, now):
                return False
            drop_lease(connection, key)
            insert_new(connection, leases, [row])
        return True

    def release(self, key: str) -> None:
        """Let others have it."""
        with self._database.writing() as connection:
            drop_lease(connection, key)


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
