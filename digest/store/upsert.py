"""Adding rows that may be there already: the one place that knows the dialects apart."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Connection, Insert, Select, Table, or_
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql.dml import ReturningInsert

Row = Mapping[str, object]


def insert_new(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Add the rows whose key is new; one that is there stays as it is."""
    if rows:
        connection.execute(_adding(table, connection.dialect.name), _in_order(rows))


def insert_first(connection: Connection, table: Table, row: Row) -> bool:
    """Add the row if its key is new; whether it was added."""
    statement = _insert(table, connection.dialect.name).values(dict(row))
    added = connection.execute(_returning(statement.on_conflict_do_nothing(), table))
    return added.first() is not None


def insert_found(
    connection: Connection, table: Table, found: Select[Any], values: Mapping[str, object]
) -> bool:
    """Add the row that a query makes, column by column, if its key is new; whether it was added.

    The query is one of a few that are there for good; `values` are what is bound in it.
    """
    statement = _adding_found(table, found, connection.dialect.name)
    return connection.execute(statement, values).first() is not None


def insert_or_replace(
    connection: Connection, table: Table, rows: Sequence[Row], *, stays: Sequence[str] = ()
) -> None:
    """Add the rows; of those whose key is there, every other column is replaced.

    Those columns that are named `stays` keep what they had, and a row that says nothing new is
    not written.
    """
    if not rows:
        return
    statement = _insert(table, connection.dialect.name)
    keys = list(table.primary_key.columns)
    others = [one for one in table.columns if one not in {*keys} and one.name not in stays]
    is_new = or_(*(one.is_distinct_from(statement.excluded[one.name]) for one in others))
    statement = statement.on_conflict_do_update(
        index_elements=keys,
        set_={one.name: statement.excluded[one.name] for one in others},
        where=is_new,
    )
    connection.execute(statement, _in_order(rows))


@cache
def _adding(table: Table, dialect: str) -> Insert:
    return _insert(table, dialect).on_conflict_do_nothing()


@cache
def _adding_found(table: Table, found: Select[Any], dialect: str) -> ReturningInsert[Any]:
    """Made once: to write it down takes longer than to carry it out."""
    statement = _insert(table, dialect).from_select(list(table.columns.keys()), found)
    return _returning(statement.on_conflict_do_nothing(), table)


def _returning(statement: Insert, table: Table) -> ReturningInsert[Any]:
    return statement.returning(*table.primary_key.columns)


def _insert(table: Table, dialect: str) -> sqlite.Insert | postgresql.Insert:
    return postgresql.insert(table) if dialect == "postgresql" else sqlite.insert(table)


def _in_order(rows: Sequence[Row]) -> list[dict[str, object]]:
    """Two processes that lock the same rows in one order never wait for each other in a ring."""
    return sorted(map(dict, rows), key=lambda row: tuple(map(str, row.values())))
