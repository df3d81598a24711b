"""What the store holds, kind by kind: how much of each, and what of it is old."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from types import MappingProxyType

from sqlalchemy import ColumnElement, Table, delete, func, select, tuple_

from digest.store import schema
from digest.store.database import Database
from digest.store.engine import taken_by
from digest.store.limits import AT_ONCE

MARKS_STAY = timedelta(days=90)
"""A feed that still shows an entry is read whole each month, which marks it anew: with less, what
was read long ago would come back as news."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of record: its tables, the one that is counted first."""

    tables: tuple[Table, ...]
    is_old: Callable[[datetime], ColumnElement[bool]] | None = None
    """Which rows of the first table are from before a moment; None for what is never dropped."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """How much there is of a kind."""

    kind: str
    rows: int
    bytes: int
    """On a server with indexes, in a file without."""


def _text(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat()


def _is_not_given(before: datetime) -> ColumnElement[bool]:
    """Found by the index of what was given last, so that what is newer costs nothing."""
    once, ever = schema.given_articles.alias(), schema.given_articles.alias()
    lately = select(func.max(ever.c.last)).where(ever.c.article == once.c.article)
    is_old = [once.c.last < _text(before), lately.scalar_subquery() < _text(before)]
    return schema.kept_articles.c.id.in_(select(once.c.article).where(*is_old))


def _is_unseen(before: datetime) -> ColumnElement[bool]:
    return schema.seen_items.c.seen < _text(min(before, datetime.now(UTC) - MARKS_STAY))


def _has_ended(_before: datetime) -> ColumnElement[bool]:
    return schema.leases.c.until < _text(datetime.now(UTC))


KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        "answers": Kind(
            tables=(schema.answers,),
            is_old=lambda before: schema.answers.c.created < _text(before),
        ),
        "tellings": Kind(
            tables=(schema.tellings,),
            is_old=lambda before: schema.tellings.c.made < _text(before),
        ),
        "articles": Kind(
            tables=(schema.kept_articles, schema.given_articles), is_old=_is_not_given
        ),
        "rounds": Kind(
            tables=(schema.rounds, schema.round_parts),
            is_old=lambda before: schema.rounds.c.begun < _text(before),
        ),
        "seen entries": Kind(tables=(schema.seen_items,), is_old=_is_unseen),
        "leases": Kind(tables=(schema.leases,), is_old=_has_ended),
        "feeds": Kind(tables=(schema.feeds,)),
        "editions": Kind(tables=(schema.editions, schema.edition_articles, schema.edition_stories)),
        "waiting editions": Kind(tables=(schema.kept_editions, schema.batches)),
        "corrections": Kind(tables=(schema.corrections,)),
        "deliveries": Kind(tables=(schema.deliveries,)),
        "subscriptions": Kind(tables=(schema.subscriptions,)),
        "spending": Kind(tables=(schema.spent,)),
        "models": Kind(tables=(schema.lengths, schema.rungs)),
    }
)
"""All tables; those kinds first that are dropped when they are old."""


def holdings(database: Database) -> tuple[Holding, ...]:
    """How much there is of each kind."""
    with database.reading() as connection:
        return tuple(
            Holding(
                kind=name,
                rows=connection.execute(
                    select(func.count()).select_from(kind.tables[0])
                ).scalar_one(),
                bytes=sum(taken_by(connection, table) for table in kind.tables),
            )
            for name, kind in KINDS.items()
        )


def old(database: Database, before: datetime) -> dict[str, int]:
    """How many of each kind `prune` would drop."""
    with database.reading() as connection:
        return {
            name: connection.execute(
                select(func.count()).select_from(kind.tables[0]).where(kind.is_old(before))
            ).scalar_one()
            for name, kind in KINDS.items()
            if kind.is_old
        }


def prune(database: Database, before: datetime) -> dict[str, int]:
    """Drop what is from before a moment; how many of each kind, with what hangs on them."""
    return {
        name: _drop(database, kind.tables[0], kind.is_old(before))
        for name, kind in KINDS.items()
        if kind.is_old
    }


def _drop(database: Database, table: Table, is_old: ColumnElement[bool]) -> int:
    """A part at a time, so that nobody waits long.

    Each part is held before it is looked at again: what another process renews meanwhile stays,
    and what another one is dropping is left to it.
    """
    keys = list(table.primary_key.columns)
    some = select(*keys).where(is_old).limit(AT_ONCE // len(keys))
    dropped = 0
    while True:
        with database.writing() as connection:
            held = connection.execute(some.with_for_update(skip_locked=True)).all()
            if not held:
                return dropped
            rows = tuple_(*keys).in_([tuple(row) for row in held])
            dropped += connection.execute(delete(table).where(rows, is_old)).rowcount
