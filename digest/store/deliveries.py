"""To whom each edition was sent, so that nobody gets it twice."""

from datetime import UTC, datetime
from typing import Literal, cast

from sqlalchemy import select

from digest.store.database import Database
from digest.store.schema import deliveries
from digest.store.upsert import insert_or_replace

State = Literal["sending", "sent", "refused", "unknown"]


class Deliveries:
    """The last state of each edition and recipient."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def state(self, edition: str, recipient: str) -> State | None:
        """The last state recorded; None for a recipient this edition was never sent to."""
        query = select(deliveries.c.state).where(
            deliveries.c.edition == edition, deliveries.c.recipient == recipient
        )
        return cast("State | None", self._database.scalar(query))

    def record(self, edition: str, recipient: str, state: State, note: str) -> None:
        """Keep the state; it is on disk when this returns."""
        row = {
            "edition": edition,
            "recipient": recipient,
            "state": state,
            "note": note,
            "updated": datetime.now(UTC).isoformat(),
        }
        with self._database.writing() as connection:
            insert_or_replace(connection, deliveries, [row])
