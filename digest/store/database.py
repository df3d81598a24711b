"""Opening the database, making it, and bringing an old one up to date."""

from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import Engine, create_engine, event, inspect, text
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import ConnectionPoolEntry, StaticPool

from digest.errors import ConfigError
from digest.store.answers import Answers
from digest.store.deliveries import Deliveries
from digest.store.editions import Editions
from digest.store.feeds import Feeds
from digest.store.schema import HEAD, metadata

MIGRATIONS = Path(__file__).with_name("migrations")


class Store:
    """Everything that is remembered, one attribute for each kind of record."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.answers = Answers(engine)
        self.editions = Editions(engine)
        self.feeds = Feeds(engine)
        self.deliveries = Deliveries(engine)

    def close(self) -> None:
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def open_store(path: Path | None) -> Store:
    """The store at path, made when it is not there; None keeps everything in memory.

    Raises ConfigError when the file is no database or cannot be written.
    """
    if path is not None:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise ConfigError(
                f"cannot make the folder of the store {str(path)!r}: {error}"
            ) from error
    engine = _in_memory() if path is None else create_engine(f"sqlite:///{path}")
    event.listen(engine, "connect", _prepare)
    try:
        _bring_up_to_date(engine)
    except DatabaseError as error:
        raise ConfigError(
            f"the store {str(path)!r} cannot be used ({error.orig}); "
            "move it away, or name another with [paths] store"
        ) from error
    return Store(engine)


def _in_memory() -> Engine:
    """One connection for all threads: each further one would see an empty database."""
    return create_engine(
        "sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False}
    )


def _prepare(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode = WAL")  # a reader never waits for a build
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute("PRAGMA busy_timeout = 10000")
    cursor.close()


def _bring_up_to_date(engine: Engine) -> None:
    """Make a new database at once; an old one goes through alembic, which is slow to import."""
    if not inspect(engine).has_table("alembic_version"):
        with engine.begin() as connection:
            metadata.create_all(connection)
            connection.execute(
                text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)")
            )
            connection.execute(text("INSERT INTO alembic_version VALUES (:head)"), {"head": HEAD})
        return
    with engine.connect() as connection:
        if connection.execute(text("SELECT version_num FROM alembic_version")).scalar() == HEAD:
            return
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
