"""What somebody else may have done to a database, and what stands in it."""

from sqlalchemy import create_engine, inspect, text

from digest.store.location import locate
from tests.store.conftest import Place

ONE_LINE = r"^[^\n]+$"


def run(place: Place, *statements: str) -> None:
    """Do to a database what somebody else may have done."""
    engine = create_engine(locate(place).url)
    with engine.begin() as connection:
        for statement in statements:
            connection.execute(text(statement))
    engine.dispose()


def tables(place: Place) -> dict[str, set[str]]:
    engine = create_engine(locate(place).url)
    found = inspect(engine)
    names = set(found.get_table_names()) - {"alembic_version"}
    columns = {name: {column["name"] for column in found.get_columns(name)} for name in names}
    engine.dispose()
    return columns


def layout(place: Place) -> dict[str, object]:
    """Every table's columns, with all that the database says of them, its indices and keys."""
    engine = create_engine(locate(place).url)
    found = inspect(engine)
    told = {
        name: (
            {column["name"]: {**column, "type": str(column["type"])} for column in columns},
            {str(index["name"]): index["column_names"] for index in found.get_indexes(name)},
            found.get_pk_constraint(name)["constrained_columns"],
            [key["options"] for key in found.get_foreign_keys(name)],
        )
        for name in set(found.get_table_names()) - {"alembic_version"}
        for columns in [found.get_columns(name)]
    }
    engine.dispose()
    return dict(told)
