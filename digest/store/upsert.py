"""Adding rows that may be there already: the one place that knows the dialects apart."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Select, Table
from sqlalchemy.dialects import postgresql, sqlite

Row = Mapping[str, object]


def insert_new(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Add the rows whose key is new; one that is there stays as it is."""
    if rows:
        connection.execute(_insert(connection, table).on_conflict_do_nothing(), _in_order(rows))


def insert_found(connection: Connection, table: Table, found: Select[Any]) -> bool:
    """Add the row that a query makes, column by column, if its key is new; whether it was added."""
    statement = _insert(connection, table).from_select(list(table.columns.keys()), found)
    keys = list(table.primary_key.columns)
    added = connection.execute(statement.on_conflict_do_nothing().returning(*keys))
    return added.first() is not None


def insert_or_replace(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Add the rows; of those whose key is there, every other column is replaced."""
    if not rows:
        return
    statement = _insert(connection, table)
    values = {column.name: statement.excluded[column.name] for column in table.columns}
    keys = [column.name for column in table.primary_key.columns]
    changed = {name: value for name, value in values.items() if name not in keys}
    statement = statement.on_conflict_do_update(index_elements=keys, set_=changed)
    connection.execute(statement, _in_order(rows))


def _insert(connection: Connection, table: Table) -> sqlite.Insert | postgresql.Insert:
    is_server = connection.dialect.name == "postgresql"
    return postgresql.insert(table) if is_server else sqlite.insert(table)


def _in_order(rows: Sequence[Row]) -> list[dict[str, object]]:
    """Two processes that lock the same rows in one order never wait for each other in a ring."""
    return sorted(map(dict, rows), key=lambda row: tuple(map(str, row.values())))
