"""What each newsletter remembers of feeds: the state of each, and the items that were read."""

from collections.abc import Collection, Iterable, Mapping
from datetime import UTC, datetime
from hashlib import sha256

from sqlalchemy import select

from digest.store.database import Database
from digest.store.schema import feeds, seen_items
from digest.store.upsert import insert_new, insert_or_replace

AT_ONCE = 500
"""Values in one statement; SQLite takes a few thousand at the most."""
LONGEST_KEY = 1000
"""Bytes of an address or item; PostgreSQL indexes 2,700 bytes for both at the most."""


class Feeds:
    """States by address, and the marks of the items that were read, of each newsletter."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def state(self, newsletter: str, address: str) -> str | None:
        """What was committed for this feed; None for a feed that this newsletter never read."""
        return self._database.scalar(
            select(feeds.c.state).where(
                feeds.c.newsletter == _key(newsletter), feeds.c.address == _key(address)
            )
        )

    def states(self, newsletter: str) -> tuple[str, ...]:
        """What was committed for each of its feeds, by address."""
        query = select(feeds.c.state).where(feeds.c.newsletter == _key(newsletter))
        with self._database.reading() as connection:
            return tuple(connection.scalars(query.order_by(feeds.c.address)))

    def seen(self, newsletter: str, items: Collection[str]) -> set[str]:
        """Those of the items that this newsletter has read before."""
        wanted = {_key(item): item for item in items}
        keys = list(wanted)
        found: set[str] = set()
        with self._database.reading() as connection:
            for first in range(0, len(keys), AT_ONCE):
                part = keys[first : first + AT_ONCE]
                query = select(seen_items.c.item).where(
                    seen_items.c.newsletter == _key(newsletter), seen_items.c.item.in_(part)
                )
                found.update(wanted[key] for key in connection.scalars(query))
        return found

    def commit(self, newsletter: str, states: Mapping[str, str], items: Iterable[str]) -> None:
        """Replace the states by address and add the items that were read, all or nothing."""
        now = datetime.now(UTC).isoformat()
        whose = {"newsletter": _key(newsletter)}
        known = [{**whose, "address": _key(a), "state": state} for a, state in states.items()]
        read = [{**whose, "item": _key(item), "seen": now} for item in items]
        with self._database.writing() as connection:
            insert_or_replace(connection, feeds, known)
            insert_new(connection, seen_items, read)


def _key(text: str) -> str:
    """The text itself, or its hash where a database could not take it for a key."""
    content = text.encode("utf-8", "surrogatepass")
    is_text = "\0" not in text and content.decode("utf-8", "replace") == text
    return (
        text if is_text and len(content) <= LONGEST_KEY else f"sha256:{sha256(content).hexdigest()}"
    )
