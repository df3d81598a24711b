"""Each reader's token, by which they unsubscribe, and who has done so."""

import secrets
from datetime import UTC, datetime

from sqlalchemy import Connection, select, update

from digest.store.database import Database
from digest.store.schema import subscriptions
from digest.store.upsert import insert_new

TOKEN_LETTERS = 32
"""Of hexadecimal: 128 bits, which nobody guesses."""


class Subscriptions:
    """Tokens and departures by bare address in lower case. Who has left stays left."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def token(self, address: str) -> str:
        """The reader's own, the same for ever; made when it is first asked for."""
        query = select(subscriptions.c.token).where(subscriptions.c.address == address)
        found = self._database.scalar(query)
        if found is not None:
            return str(found)
        with self._database.writing() as connection:
            insert_new(connection, subscriptions, [_row(address)])
            return str(connection.execute(query).scalar_one())

    def leave(self, reader: str) -> str | None:
        """Take the reader's wish, by token or address; gives the address, None for no such token.

        An address need not be known: who has never read can wish for it too.
        """
        with self._database.writing() as connection:
            if "@" in reader:
                insert_new(connection, subscriptions, [_row(reader)])
            which = subscriptions.c.address if "@" in reader else subscriptions.c.token
            connection.execute(
                update(subscriptions)
                .where(which == reader, subscriptions.c.left.is_(None))
                .values(left=datetime.now(UTC).isoformat())
            )
            return connection.scalar(select(subscriptions.c.address).where(which == reader))

    def come_back(self, address: str) -> bool:
        """Take somebody off the list at their own wish; whether they were on it."""
        with self._database.writing() as connection:
            had_left = has_left(connection, address)
            connection.execute(
                update(subscriptions).where(subscriptions.c.address == address).values(left=None)
            )
            return had_left

    def departures(self) -> dict[str, datetime]:
        """Who has left, and when, by address."""
        query = select(subscriptions.c.address, subscriptions.c.left).where(
            subscriptions.c.left.is_not(None)
        )
        with self._database.reading() as connection:
            rows = connection.execute(query.order_by(subscriptions.c.address)).all()
        return {row.address: datetime.fromisoformat(row.left) for row in rows}


def has_left(connection: Connection, address: str) -> bool:
    """Whether the reader has unsubscribed, as a transaction sees it."""
    query = select(subscriptions.c.left).where(subscriptions.c.address == address)
    return connection.scalar(query) is not None


def _row(address: str) -> dict[str, object]:
    return {"address": address, "token": secrets.token_hex(TOKEN_LETTERS // 2), "left": None}
