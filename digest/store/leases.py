"""What one process does at a time: a question that is being paid for, an edition's number."""

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Select, bindparam, delete, exists, select

from digest.store.database import Database
from digest.store.holders import LONGEST_HOLD, here, holds
from digest.store.schema import answers, leases
from digest.store.upsert import insert_found

_ROW: Select[Any] = select(
    *(bindparam(column.name, type_=column.type) for column in leases.columns)
)
_ROW_UNLESS_ANSWERED = _ROW.where(
    ~exists(select(answers.c.key).where(answers.c.key == bindparam("answer")))
)
_HELD = select(leases).where(leases.c.key == bindparam("held"))
_DROPPED = delete(leases).where(leases.c.key == bindparam("dropped"))


class Leases:
    """Leases by key. One ends when it is released, when its process does, and with its time."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def claim(
        self,
        key: str,
        *,
        again: bool = False,
        unless_answered: str | None = None,
        longest: timedelta = LONGEST_HOLD,
    ) -> bool:
        """Whether the key is now the caller's own; False while another holder lives.

        `again`: this process may take what it holds already. `unless_answered` is a key among the
        answers: where it is, nobody holds the other. After `longest` others may have it, whatever
        became of the caller.
        """
        until = datetime.now(UTC) + longest
        with self._database.writing(alone=True) as connection:
            if _inserted(connection, key, until, unless_answered):
                return True
            held = connection.execute(_HELD, {"held": key}).one_or_none()
            if held is None:
                return False
            is_own = again and (held.host, held.process) == here()
            ends = datetime.fromisoformat(held.until)
            if not is_own and holds(held.host, held.process, ends):
                return False
            drop_lease(connection, key)
            return _inserted(connection, key, until, unless_answered)

    def release(self, key: str) -> None:
        """Let others have it."""
        with self._database.writing() as connection:
            drop_lease(connection, key)


def _inserted(connection: Connection, key: str, until: datetime, answer: str | None) -> bool:
    host, process = here()
    row = {"key": key, "host": host, "process": process, "until": until.isoformat()}
    if answer is None:
        return insert_found(connection, leases, _ROW, row)
    return insert_found(connection, leases, _ROW_UNLESS_ANSWERED, row | {"answer": answer})


def drop_lease(connection: Connection, key: str) -> None:
    """End a lease within a transaction."""
    connection.execute(_DROPPED, {"dropped": key})
