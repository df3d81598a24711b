"""What a database says when it does not work, in one line that names the store."""

from sqlalchemy.exc import DBAPIError

from digest.errors import ConfigError, DigestError, StoreError
from digest.store.location import Place

MOST_LETTERS = 300
"""Of what the database said."""
_ELSEWHERE = "or name another with [store] url or [paths] store"

_KINDS: tuple[tuple[tuple[str, ...], type[DigestError], str, str], ...] = (
    (
        ("SQLITE_READONLY", "25006"),
        StoreError,
        "is read-only",
        f"allow writing to it, {_ELSEWHERE}",
    ),
    (
        ("SQLITE_FULL", "53100", "53200"),
        StoreError,
        "is full",
        f"make room, {_ELSEWHERE}",
    ),
    (
        ("SQLITE_BUSY", "SQLITE_LOCKED", "55P03", "40P01", "53300"),
        StoreError,
        "is busy",
        "try again when the other process is done",
    ),
    (
        ("SQLITE_NOTADB", "SQLITE_CORRUPT", "SQLITE_CANTOPEN"),
        ConfigError,
        "cannot be used",
        f"move it away, {_ELSEWHERE}",
    ),
    (
        ("42501", "3F000"),
        ConfigError,
        "does not allow it",
        "give its user the right to make and change tables",
    ),
    (
        ("SQLITE_CONSTRAINT_FOREIGNKEY", "23503"),
        StoreError,
        "has nothing any more that this belongs to",
        "it was pruned, so begin again",
    ),
    (
        ("42P01", "42703"),
        StoreError,
        "lost a table",
        "put a copy of it back, or let digest make a new one",
    ),
)
"""Beginnings of SQLite's names of errors and of SQLSTATE, with what they mean to the user."""


def fault(error: DBAPIError, place: Place) -> DigestError:
    """The error to raise. The statement and its values, which may be long, are left out."""
    return told(error.orig or error, place)


def told(found: BaseException, place: Place, *, called: str = "store") -> DigestError:
    """The same for an error of the driver itself, at what is called like this."""
    code = getattr(found, "sqlite_errorname", None) or getattr(found, "sqlstate", None) or ""
    report = getattr(found, "diag", None)  # psycopg's: without the statement that it adds
    said = " ".join(((report and report.message_primary) or str(found)).split())[:MOST_LETTERS]
    for codes, kind, what, advice in _KINDS:
        if code.startswith(codes):
            return kind(f"the {called} {place.shown!r} {what} ({said}); {advice}")
    return StoreError(f"the {called} {place.shown!r} cannot be used ({said}); see that it is there")
