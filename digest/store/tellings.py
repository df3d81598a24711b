"""Stories as they were told, so that each is told once for all editions that print it."""

from collections.abc import Collection, Mapping
from datetime import UTC, datetime

from digest.store.database import Database
from digest.store.schema import tellings
from digest.store.upsert import insert_new


class Tellings:
    """Bodies by key; a body is JSON, which the fleet writes and reads."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, bodies: Mapping[str, str], made: datetime) -> None:
        """Keep them, all or nothing; the first one of a key stays."""
        at = made.astimezone(UTC).isoformat()
        rows = [{"key": key, "body": body, "made": at} for key, body in bodies.items()]
        with self._database.writing() as connection:
            insert_new(connection, tellings, rows)

    def get(self, keys: Collection[str]) -> dict[str, str]:
        """Those that are kept, by key."""
        return self._database.texts(tellings.c.key, tellings.c.body, keys)
