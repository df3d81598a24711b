"""What each newsletter remembers of feeds: the state of each, and the items that were read."""

from collections.abc import Collection, Iterable, Mapping
from datetime import UTC, datetime

from sqlalchemy import select

from digest.store.database import Database
from digest.store.limits import as_key, in_parts
from digest.store.schema import feeds, seen_items
from digest.store.upsert import insert_or_replace


class Feeds:
    """States by address, and the marks of the items that were read, of each newsletter."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def state(self, newsletter: str, address: str) -> str | None:
        """What was committed for this feed; None for a feed that this newsletter never read."""
        return self._database.scalar(
            select(feeds.c.state).where(
                feeds.c.newsletter == as_key(newsletter), feeds.c.address == as_key(address)
            )
        )

    def states(self, newsletter: str) -> tuple[str, ...]:
        """What was committed for each of its feeds, by address."""
        query = select(feeds.c.state).where(feeds.c.newsletter == as_key(newsletter))
        with self._database.reading() as connection:
            return tuple(connection.scalars(query.order_by(feeds.c.address)))

    def seen(self, newsletter: str, items: Collection[str]) -> dict[str, datetime]:
        """Those of the items that this newsletter has read before, and when each was committed."""
        wanted = {as_key(item): item for item in items}
        query = select(seen_items.c.item, seen_items.c.seen)
        ours = query.where(seen_items.c.newsletter == as_key(newsletter))
        found: dict[str, datetime] = {}
        with self._database.reading() as connection:
            for part in in_parts(wanted):
                rows = connection.execute(ours.where(seen_items.c.item.in_(part)))
                found.update((wanted[row.item], datetime.fromisoformat(row.seen)) for row in rows)
        return found

    def commit(self, newsletter: str, states: Mapping[str, str], items: Iterable[str]) -> None:
        """Replace the states by address and add the items that were read, all or nothing.

        An item that is there is committed anew: it is remembered for longer.
        """
        now = datetime.now(UTC).isoformat()
        whose = {"newsletter": as_key(newsletter)}
        known = [{**whose, "address": as_key(a), "state": state} for a, state in states.items()]
        read = [{**whose, "item": as_key(item), "seen": now} for item in items]
        with self._database.writing() as connection:
            insert_or_replace(connection, feeds, known)
            insert_or_replace(connection, seen_items, read)
