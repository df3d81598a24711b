"""What is remembered of feeds: the state of each, and the items that editions have read."""

from collections.abc import Collection, Iterable, Mapping
from datetime import UTC, datetime

from sqlalchemy import Engine, select
from sqlalchemy.dialects.sqlite import insert

from digest.store.schema import feeds, seen_items

AT_ONCE = 500
"""Values in one statement; SQLite takes a few thousand at the most."""


class Feeds:
    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def state(self, address: str) -> str | None:
        """What was committed for this feed; None for a feed never read."""
        with self._engine.connect() as connection:
            return connection.scalar(select(feeds.c.state).where(feeds.c.address == address))

    def seen(self, address: str, items: Collection[str]) -> set[str]:
        """Those of the items that were read before."""
        wanted = list(items)
        found: set[str] = set()
        with self._engine.connect() as connection:
            for first in range(0, len(wanted), AT_ONCE):
                part = wanted[first : first + AT_ONCE]
                query = select(seen_items.c.item).where(
                    seen_items.c.address == address, seen_items.c.item.in_(part)
                )
                found.update(connection.scalars(query))
        return found

    def commit(self, states: Mapping[str, str], items: Iterable[tuple[str, str]]) -> None:
        """Replace the states by address and add the (address, item) pairs, all or nothing."""
        now = datetime.now(UTC).isoformat()
        with self._engine.begin() as connection:
            for address, state in states.items():
                statement = insert(feeds).values(address=address, state=state)
                connection.execute(
                    statement.on_conflict_do_update(
                        index_elements=[feeds.c.address], set_={"state": state}
                    )
                )
            rows = [{"address": where, "item": item, "seen": now} for where, item in items]
            if rows:
                connection.execute(insert(seen_items).on_conflict_do_nothing(), rows)
