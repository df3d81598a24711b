"""To whom each edition was sent, so that nobody gets it twice; and who wants none any more."""

import hashlib
from datetime import UTC, datetime
from typing import Literal, cast

from sqlalchemy import Connection, select

from digest.store.database import Database
from digest.store.holders import LONGEST_HOLD, here, holds
from digest.store.schema import deliveries
from digest.store.subscriptions import has_left
from digest.store.upsert import insert_new, insert_or_replace

State = Literal["sending", "sent", "refused", "unknown"]
Standing = State | Literal["unsubscribed"]
"""What may stand in the way of sending."""


def goes(standing: Standing | None, *, again: bool, retry: bool) -> bool:
    """Whether a copy may be sent where this stands: `again` and `retry` are the user's wish."""
    overruled = {"sent": again, "unknown": again or retry, "refused": True, None: True}
    return overruled.get(standing, False)


def sending_of(newsletter: str, number: int, day: str, corrected: str = "") -> str:
    """The name under which an edition's deliveries are kept; no other edition's is the same.

    `day` is a date as ISO has it; `corrected` is when it was, if it was: it goes out again then.
    """
    named = "\0".join([newsletter, str(number), day, *filter(None, [corrected])])
    return hashlib.sha256(named.encode()).hexdigest()


def inherit(connection: Connection, earlier: str, edition: str) -> None:
    """Within a transaction: what is kept of an earlier try holds for the edition, too."""
    known = select(deliveries).where(deliveries.c.edition == earlier)
    rows = [{**row, "edition": edition} for row in connection.execute(known).mappings()]
    insert_new(connection, deliveries, rows)


class Deliveries:
    """The last state of each edition and recipient: bare addresses, in lower case."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def state(self, edition: str, recipient: str) -> Standing | None:
        """What stands in the way of sending, or `refused`; None where nobody has tried."""
        with self._database.reading() as connection:
            return _standing(connection, edition, recipient)

    def claim(
        self, edition: str, recipient: str, *, again: bool = False, retry: bool = False
    ) -> Standing | None:
        """None when the copy is now this process's own to send; else what stands in the way.

        Of all who ask at once, on any machine, one is given it. What a dead process was sending
        is `unknown`. `again` gives it though it is `sent` or `unknown`, `retry` though it is
        `unknown`; nothing does while another process is sending it, or when the reader has
        unsubscribed.
        """
        with self._database.writing(alone=True) as connection:
            standing = _standing(connection, edition, recipient)
            if goes(standing, again=again, retry=retry):
                _keep(connection, edition, recipient, "sending", "")
                return None
            if standing == "unknown":
                _keep(connection, edition, recipient, "unknown", "")
            return standing

    def record(self, edition: str, recipient: str, state: State, note: str) -> None:
        """Keep the state; it is on disk when this returns."""
        with self._database.writing() as connection:
            _keep(connection, edition, recipient, state, note)


def _standing(connection: Connection, edition: str, recipient: str) -> Standing | None:
    if has_left(connection, recipient):
        return "unsubscribed"
    query = select(deliveries).where(
        deliveries.c.edition == edition, deliveries.c.recipient == recipient
    )
    row = connection.execute(query).one_or_none()
    if row is None:
        return None
    until = datetime.fromisoformat(row.updated) + LONGEST_HOLD
    if row.state == "sending" and not holds(row.host, row.process, until):
        return "unknown"
    return cast("State", row.state)


def _keep(connection: Connection, edition: str, recipient: str, state: State, note: str) -> None:
    host, process = here()
    row = {
        "edition": edition,
        "recipient": recipient,
        "state": state,
        "note": note,
        "updated": datetime.now(UTC).isoformat(),
        "host": host,
        "process": process,
    }
    insert_or_replace(connection, deliveries, [row])
