"""What was put right in editions, so that the next one tells its readers."""

from datetime import UTC, date, datetime

from sqlalchemy import select

from digest.model import Correction, EarlierCorrection, Edition
from digest.store.database import Database
from digest.store.schema import corrections, editions
from digest.store.upsert import insert_or_replace


class Corrections:
    """Each correction of each edition, by newsletter and number."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, newsletter: str, edition: Edition, correction: Correction) -> None:
        """Remember it; an edition need not be known."""
        row = {
            "newsletter": newsletter,
            "number": edition.number,
            "at": correction.at.astimezone(UTC).isoformat(),
            "date": edition.date.isoformat(),
            "text": correction.text,
        }
        with self._database.writing() as connection:
            insert_or_replace(connection, corrections, [row])

    def untold(self, newsletter: str, number: int) -> tuple[EarlierCorrection, ...]:
        """Those of earlier editions, made since the one before the edition of that number.

        An edition that is built again tells the same ones.
        """
        before = (
            select(editions.c.until)
            .where(editions.c.newsletter == newsletter, editions.c.number < number)
            .order_by(editions.c.number.desc(), editions.c.id.desc())
        )
        query = (
            select(corrections)
            .where(corrections.c.newsletter == newsletter, corrections.c.number < number)
            .order_by(corrections.c.at)
        )
        with self._database.reading() as connection:
            until = connection.scalar(before.limit(1))
            rows = connection.execute(query).all() if until else ()
        return tuple(
            EarlierCorrection(number=row.number, date=date.fromisoformat(row.date), text=row.text)
            for row in rows
            if until and datetime.fromisoformat(row.at) > datetime.fromisoformat(until)
        )
