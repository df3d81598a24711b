"""Rounds of a fleet, and what each part of their work left: the first one to end it is heard."""

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import ColumnElement, and_, func, select

from digest.store.database import Database
from digest.store.schema import round_parts, rounds
from digest.store.upsert import insert_first


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptRound:
    """A round as it lies in the store."""

    round: str
    """Its name, one in all fleets."""
    now: datetime
    """Its moment, of UTC, as it was begun with."""
    body: str
    """JSON, which the fleet writes and reads."""


class Rounds:
    """Rounds by name, and their parts by stage and name; all bodies are the fleet's."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def begin(self, name: str, fleet: str, now: datetime, body: str) -> bool:
        """Keep a round; False where it is there already, as it was begun first."""
        at = now.astimezone(UTC).isoformat()
        row = {"round": name, "fleet": fleet, "begun": at, "body": body}
        with self._database.writing() as connection:
            return insert_first(connection, rounds, row)

    def body(self, name: str) -> str | None:
        """What the round was begun with; None for one that is not known."""
        return self._database.scalar(select(rounds.c.body).where(rounds.c.round == name))

    def latest(self, fleet: str, most: int) -> tuple[KeptRound, ...]:
        """The last rounds of a fleet, at most so many, the newest first."""
        query = select(rounds).where(rounds.c.fleet == fleet)
        newest_first = query.order_by(rounds.c.begun.desc(), rounds.c.round.desc()).limit(most)
        with self._database.reading() as connection:
            return tuple(
                KeptRound(round=row.round, now=datetime.fromisoformat(row.begun), body=row.body)
                for row in connection.execute(newest_first)
            )

    def count(self, fleet: str) -> int:
        """How many rounds of a fleet there are."""
        query = select(func.count()).where(rounds.c.fleet == fleet)
        return self._database.scalar(query) or 0

    def waits(self, fleet: str, moment: datetime, stage: str, part: str) -> bool:
        """Whether a round of the fleet was begun at that moment and has not come to that part."""
        ended = select(round_parts.c.part).where(
            round_parts.c.round == rounds.c.round,
            round_parts.c.stage == stage,
            round_parts.c.part == part,
        )
        begun = rounds.c.begun == moment.astimezone(UTC).isoformat()
        query = select(rounds.c.round).where(rounds.c.fleet == fleet, begun, ~ended.exists())
        return self._database.scalar(query) is not None

    def keep(self, name: str, stage: str, part: str, body: str) -> bool:
        """Keep what a part left, whether it was the first to end: what was kept before stays.

        Raises StoreError for a round that was never begun, or is forgotten.
        """
        row = {"round": name, "stage": stage, "part": part, "body": body}
        with self._database.writing() as connection:
            return insert_first(connection, round_parts, row)

    def part(self, name: str, stage: str, part: str) -> str | None:
        """What a part left; None while it has not ended."""
        is_it = and_(_is_of(name, stage), round_parts.c.part == part)
        return self._database.scalar(select(round_parts.c.body).where(is_it))

    def parts(self, name: str, stage: str) -> dict[str, str]:
        """What the parts of a stage that have ended left, by name and in its order."""
        query = select(round_parts).where(_is_of(name, stage)).order_by(round_parts.c.part)
        with self._database.reading() as connection:
            return {row.part: row.body for row in connection.execute(query)}

    def names(self, name: str, stage: str) -> frozenset[str]:
        """The names of the parts that have ended: quick, however much they left."""
        query = select(round_parts.c.part).where(_is_of(name, stage))
        with self._database.reading() as connection:
            return frozenset(connection.scalars(query))


def _is_of(name: str, stage: str) -> ColumnElement[bool]:
    return and_(round_parts.c.round == name, round_parts.c.stage == stage)
