"""Editions that wait for a batch of answers, and the batches that they wait for."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select, update

from digest.store.database import Database
from digest.store.schema import batches, kept_editions
from digest.store.upsert import insert_new, insert_or_replace


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptEdition:
    """An edition that waits; both are JSON, which the pipeline writes and reads."""

    found: str
    """What it is made of."""
    usage: str
    """What was spent on it until now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SentBatch:
    """A batch that was sent, or was about to be."""

    run: str
    """Our name for it, by which it is found again."""
    base_url: str
    model: str
    asked: Mapping[str, int]
    """The keys of the answers, with the estimated tokens of each question."""
    created: datetime
    batch: str | None = None
    """The server's name for it; None when nobody knows whether it has arrived."""
    is_collected: bool = False


class Batches:
    """At most one edition of a newsletter waits."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def kept(self, newsletter: str) -> KeptEdition | None:
        """The edition that waits; None where none does."""
        query = select(kept_editions).where(kept_editions.c.newsletter == newsletter)
        with self._database.reading() as connection:
            row = connection.execute(query).one_or_none()
        return None if row is None else KeptEdition(found=row.found, usage=row.usage)

    def sent(self, newsletter: str) -> list[SentBatch]:
        """The batches of the edition that waits, the first one first."""
        query = select(batches).where(batches.c.newsletter == newsletter)
        with self._database.reading() as connection:
            rows = connection.execute(query.order_by(batches.c.created, batches.c.run)).all()
        return [
            SentBatch(
                run=row.run,
                base_url=row.base_url,
                model=row.model,
                asked=json.loads(row.asked),
                created=datetime.fromisoformat(row.created),
                batch=row.batch,
                is_collected=row.collected,
            )
            for row in rows
        ]

    def begin(self, newsletter: str, edition: KeptEdition, batch: SentBatch) -> None:
        """Keep the edition, and that a batch is about to be sent for it."""
        row = {
            "run": batch.run,
            "newsletter": newsletter,
            "base_url": batch.base_url,
            "model": batch.model,
            "batch": batch.batch,
            "asked": json.dumps(dict(batch.asked)),
            "created": batch.created.isoformat(),
            "collected": batch.is_collected,
        }
        kept = {"newsletter": newsletter, "found": edition.found, "usage": edition.usage}
        with self._database.writing() as connection:
            insert_or_replace(connection, kept_editions, [kept])
            insert_new(connection, batches, [row])

    def name(self, run: str, batch: str) -> None:
        """Keep the server's name for a batch: it has arrived."""
        with self._database.writing() as connection:
            connection.execute(update(batches).where(batches.c.run == run).values(batch=batch))

    def withdraw(self, newsletter: str, run: str, *, keep_edition: bool = False) -> None:
        """Forget a batch that was never sent, and the edition too where no other one was."""
        others = select(batches.c.run).where(batches.c.newsletter == newsletter)
        with self._database.writing() as connection:
            connection.execute(delete(batches).where(batches.c.run == run))
            if not keep_edition and connection.scalar(others) is None:
                connection.execute(
                    delete(kept_editions).where(kept_editions.c.newsletter == newsletter)
                )

    def collected(self, newsletter: str, run: str, usage: str) -> None:
        """A batch has ended, its answers are stored, and this is what the edition has cost."""
        kept = kept_editions.c.newsletter == newsletter
        with self._database.writing() as connection:
            connection.execute(update(batches).where(batches.c.run == run).values(collected=True))
            connection.execute(update(kept_editions).where(kept).values(usage=usage))

    def spent(self, newsletter: str, usage: str) -> None:
        """Keep what the edition has cost, in the place of what was known."""
        kept = kept_editions.c.newsletter == newsletter
        with self._database.writing() as connection:
            connection.execute(update(kept_editions).where(kept).values(usage=usage))

    def drop(self, newsletter: str) -> None:
        """Forget the edition and its batches: it is written."""
        with self._database.writing() as connection:
            connection.execute(delete(batches).where(batches.c.newsletter == newsletter))
            connection.execute(
                delete(kept_editions).where(kept_editions.c.newsletter == newsletter)
            )
