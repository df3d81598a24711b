"""What is remembered of feeds: the state of each, and the items that editions have read."""

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
    """States by address, and the (address, item) pairs that were read."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def state(self, address: str) -> str | None:
        """What was committed for this feed; None for a feed never read."""
        return self._database.scalar(select(feeds.c.state).where(feeds.c.address == _key(address)))

    def seen(self, address: str, items: Collection[str]) -> set[str]:
        """Those of the items that were read before."""
        wanted = {_key(item): item for item in items}
        keys = list(wanted)
        found: set[str] = set()
        with self._database.reading() as connection:
            for first in range(0, len(keys), AT_ONCE):
                part = keys[first : first + AT_ONCE]
                query = select(seen_items.c.item).where(
                    seen_items.c.address == _key(address), seen_items.c.item.in_(part)
                )
                found.update(wanted[key] for key in connection.scalars(query))
        return found

    def commit(self, states: Mapping[str, str], items: Iterable[tuple[str, str]]) -> None:
        """Replace the states by address and add the (address, item) pairs, all or nothing."""
        now = datetime.now(UTC).isoformat()
        known = [{"address": _key(address), "state": state} for address, state in states.items()]
        read = [{"address": _key(a), "item": _key(item), "seen": now} for a, item in items]
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
