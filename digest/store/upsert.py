"""Adding rows that may be there already: the one place that knows the dialects apart."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Select, Table, or_
from sqlalchemy.dialects import postgresql, sqlite

Row = Mapping[str, object]


def insert_new(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Add the rows whose key is new; one that is there stays as it is."""
    if rows:
        connection.execute(_insert(connection, table).on_conflict_do_nothing(), _in_order(rows))


def insert_first(connection: Connection, table: Table, row: Row) -> bool:
    """Add the row if its key is new; whether it was added."""
    return _is_added(connection, table, _insert(connection, table).values(dict(row)))


def insert_found(connection: Connection, table: Table, found: Select[Any]) -> bool:
    """Add the row that a query makes, column by column, if its key is new; whether it was added."""
    statement = _insert(connection, table).from_select(list(table.columns.keys()), found)
    return _is_added(connection, table, statement)


def insert_or_replace(
    connection: Connection, table: Table, rows: Sequence[Row], *, stays: Sequence[str] = ()
) -> None:
    """Add the rows; of those whose key is there, every other column is replaced.

    Those columns that are named `stays` keep what they had, and a row that says nothing new is
    not written.
    """
    if not rows:
        return
    statement = _insert(connection, table)
    keys = list(table.primary_key.columns)
    others = [one for one in table.columns if one not in {*keys} and one.name not in stays]
    is_new = or_(*(one.is_distinct_from(statement.excluded[one.name]) for one in others))
    statement = statement.on_conflict_do_update(
        index_elements=keys,
        set_={one.name: statement.excluded[one.name] for one in others},
        where=is_new,
    )
    connection.execute(statement, _in_order(rows))


def _is_added(
    connection: Connection, table: Table, statement: sqlite.Insert | postgresql.Insert
) -> bool:
    keys = list(table.primary_key.columns)
    added = connection.execute(statement.on_conflict_do_nothing().returning(*keys))
    return added.first() is not None


def _insert(connection: Connection, table: Table) -> sqlite.Insert | postgresql.Insert:
    is_server = connection.dialect.name == "postgresql"
    return postgresql.insert(table) if is_server else sqlite.insert(table)


def _in_order(rows: Sequence[Row]) -> list[dict[str, object]]:
    """Two processes that lock the same rows in one order never wait for each other in a ring."""
    return sorted(map(dict, rows), key=lambda row: tuple(map(str, row.values())))
