"""To whom each edition was sent, so that nobody gets it twice."""

from datetime import UTC, datetime
from typing import Literal, cast

from sqlalchemy import Engine, select
from sqlalchemy.dialects.sqlite import insert

from digest.store.schema import deliveries

State = Literal["sending", "sent", "refused", "unknown"]


class Deliveries:
    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def state(self, edition: str, recipient: str) -> State | None:
        """The last state recorded; None for a recipient this edition was never sent to."""
        query = select(deliveries.c.state).where(
            deliveries.c.edition == edition, deliveries.c.recipient == recipient
        )
        with self._engine.connect() as connection:
            return cast("State | None", connection.scalar(query))

    def record(self, edition: str, recipient: str, state: State, note: str) -> None:
        """Keep the state; it is on disk when this returns."""
        row = {
            "edition": edition,
            "recipient": recipient,
            "state": state,
            "note": note,
            "updated": datetime.now(UTC).isoformat(),
        }
        statement = insert(deliveries).values(row)
        with self._engine.begin() as connection:
            connection.execute(
                statement.on_conflict_do_update(
                    index_elements=[deliveries.c.edition, deliveries.c.recipient], set_=row
                )
            )
