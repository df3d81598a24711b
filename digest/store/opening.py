"""Opening the store: finding it, making it, and bringing an old one up to date."""

from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import text

from digest.errors import ConfigError
from digest.store.answers import Answers
from digest.store.batches import Batches
from digest.store.corrections import Corrections
from digest.store.database import Database
from digest.store.deliveries import Deliveries
from digest.store.editions import Editions
from digest.store.feeds import Feeds
from digest.store.form import bring_up_to_date
from digest.store.holdings import Holding, holdings, old, prune
from digest.store.leases import Leases
from digest.store.location import locate
from digest.store.measured import Lengths
from digest.store.rounds import Rounds
from digest.store.schema import metadata
from digest.store.shelf import Articles
from digest.store.spending import Spending
from digest.store.subscriptions import Subscriptions
from digest.store.tellings import Tellings

PRIVATE = 0o600
_SIZE_IN_FILE = text("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size")
_SIZE_ON_SERVER = text("SELECT coalesce(sum(pg_total_relation_size(to_regclass(name))), 0) "
                       "FROM unnest(CAST(:names AS text[])) AS name")  # fmt: skip


class Store:
    """Everything that is remembered, one attribute for each kind of record.

    Every method of theirs raises StoreError, in one line, while the database is away, full, busy
    or read-only; what was written before stays.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self.leases = Leases(database)
        self.answers = Answers(database, self.leases)
        self.batches = Batches(database)
        self.editions = Editions(database, self.leases)
        self.corrections = Corrections(database)
        self.spending = Spending(database)
        self.feeds = Feeds(database)
        self.deliveries = Deliveries(database)
        self.lengths = Lengths(database)
        self.subscriptions = Subscriptions(database)
        self.articles = Articles(database)
        self.rounds = Rounds(database)
        self.tellings = Tellings(database)

    @property
    def place(self) -> str:
        """Where it lies, without a password: the path, or the URL."""
        return self._database.place.shown

    def try_writing(self) -> None:
        """Raise what writing would raise now, and write nothing."""
        self._database.try_writing(metadata.tables["leases"].name)

    def size(self) -> int:
        """Bytes that the tables take, with their indexes."""
        with self._database.reading() as connection:
            if self._database.place.is_file:
                return int(connection.execute(_SIZE_IN_FILE).scalar_one())
            names = {"names": list(metadata.tables)}
            return int(connection.execute(_SIZE_ON_SERVER, names).scalar_one())

    def holdings(self) -> tuple[Holding, ...]:
        """How many records there are of each kind, and their bytes: takes its time."""
        return holdings(self._database)

    def old(self, before: datetime) -> dict[str, int]:
        """How many records of each kind `prune` would drop."""
        return old(self._database, before)

    def prune(self, before: datetime) -> dict[str, int]:
        """Drop what is from before a moment and can be had again; how many of each kind.

        Those are answers, tellings, articles that no place gave since, rounds, marks of entries
        that no feed has shown for three months, and leases that ended; never editions, deliveries,
        subscriptions, corrections or what was spent. Quick where little is old.
        """
        return prune(self._database, before)

    def compact(self) -> None:
        """Make a file as small as what is in it; nothing else may use it then."""
        self._database.compact()

    def close(self) -> None:
        """Let go of every connection; what was written is kept."""
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def open_store(place: Path | str | None) -> Store:
    """The store in the file at a path, or at a URL given as text; None keeps all in memory.

    It is made when it is not there, and brought up to date when it is old, once, however many
    processes open it. Raises ConfigError for a URL that cannot be read and a database that is
    another program's, newer or no database; StoreError for one that is away, full, busy or
    read-only. No message holds a password.
    """
    where = locate(place)
    if where.path is not None:
        try:
            where.path.parent.mkdir(parents=True, exist_ok=True)
            where.path.touch(mode=PRIVATE)  # it holds answers, addresses and what was read
        except OSError as error:
            raise ConfigError(
                f"cannot make the folder of the store {where.shown!r}: {error}"
            ) from error
    database = Database(where)
    try:
        bring_up_to_date(database)
    except BaseException:
        database.close()
        raise
    return Store(database)
