"""What a database takes: so many values in one statement, so many bytes of a key."""

from collections.abc import Collection, Iterator
from hashlib import sha256

AT_ONCE = 500
"""Values in one statement; SQLite takes a few thousand at the most."""
LONGEST_KEY = 1000
"""Bytes of an address or item; PostgreSQL indexes 2,700 bytes for both at the most."""


def in_parts(values: Collection[str]) -> Iterator[list[str]]:
    """The values, as many at a time as one statement takes, each once."""
    ordered = sorted(set(values))
    for first in range(0, len(ordered), AT_ONCE):
        yield ordered[first : first + AT_ONCE]


def as_key(text: str) -> str:
    """The text itself, or its hash where a database could not take it for a key."""
    content = text.encode("utf-8", "surrogatepass")
    is_text = "\0" not in text and content.decode("utf-8", "replace") == text
    return (
        text if is_text and len(content) <= LONGEST_KEY else f"sha256:{sha256(content).hexdigest()}"
    )
