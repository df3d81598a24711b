"""Where the store lies: in memory, in a file, or at a URL, shown without its secrets."""

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from digest.errors import ConfigError

FORMS = "postgresql://user@host/name or sqlite:///path/digest.sqlite"
_POSTGRESQL = {"postgres", "postgresql", "postgresql+psycopg"}
_SQLITE = {"sqlite", "sqlite+pysqlite"}
_SHOWN_OPTIONS = {"host", "port", "service"}


@dataclass(frozen=True, slots=True)
class Place:
    """A checked address of a database; `url` may hold a password, `shown` never does."""

    url: URL
    shown: str
    """For messages: one line without a secret."""

    @property
    def is_file(self) -> bool:
        """Whether it is SQLite's, be it in memory; otherwise it is PostgreSQL's."""
        return self.url.get_backend_name() == "sqlite"

    @property
    def path(self) -> Path | None:
        """The file; None in memory and on a server."""
        return Path(self.url.database) if self.is_file and self.url.database else None


def locate(place: Path | str | None) -> Place:
    """The address in a path, or in a URL that is given as text; None is a store in memory.

    Raises ConfigError, which never repeats what it could not read: it may hold a password.
    """
    if place is None:
        return Place(URL.create("sqlite"), "in memory")
    if isinstance(place, Path):
        return Place(URL.create("sqlite", database=str(place)), str(place))
    if place.count("@") > 1:  # the rest of the password would be taken for the host, and shown
        raise ConfigError("the store's URL has two @; write one in a name or password as %40")
    try:
        url = make_url(place)
    except (ArgumentError, ValueError):
        raise ConfigError(f"the store's URL cannot be read; write {FORMS}") from None
    if url.drivername in _SQLITE:
        return _in_file(url)
    if url.drivername in _POSTGRESQL:
        shown = {name: value for name, value in url.query.items() if name in _SHOWN_OPTIONS}
        bare = URL.create("postgresql", url.username, None, url.host, url.port, url.database, shown)
        return Place(url.set(drivername="postgresql+psycopg"), bare.render_as_string())
    raise ConfigError(f"the store's URL begins with {url.drivername!r}; write {FORMS}")


def _in_file(url: URL) -> Place:
    if url.query or url.host:
        raise ConfigError("the store's URL of SQLite is sqlite:/// and a path, and no more")
    if url.database in {None, "", ":memory:"}:
        return locate(None)
    return locate(Path(str(url.database)))
