"""What is remembered of feeds between editions. The store implements it."""

from collections.abc import Collection
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedState:
    """What is known of one feed since it was read for the first time; all times are UTC."""

    address: str
    """As the configuration has it: the key."""
    etag: str | None = None
    last_modified: str | None = None
    """Both as the server gave them, to be sent back word for word."""
    moved_to: str | None = None
    """Where the feed lives now, after a permanent redirect."""
    is_gone: bool = False
    """The server said 410: it is not asked again."""
    not_before: datetime | None = None
    """The server asked not to be called before this."""
    failures: int = 0
    """In a row; 0 after a success."""
    last_failure: str | None = None
    last_success: datetime | None = None
    newest_item: datetime | None = None
    entries: int = 0
    """In the last answer."""
    teasers: int = 0
    """How many of these carried only the beginning of their article."""
    read_since: datetime | None = None
    """The window of the last reading; None when it was open. A wider one asks for everything."""


class Memory(Protocol):
    """All calls come from the thread that iterates over `read`.

    What is remembered must count only once the edition is written: an answer 304 to a build that
    died, or an item marked as read by it, would be lost for ever. So an implementation collects
    and commits at the end.
    """

    def feed(self, address: str) -> FeedState | None:
        """None for a feed that was never read."""

    def remember(self, state: FeedState) -> None:
        """Replace what is known of this feed."""

    def seen(self, address: str, items: Collection[str]) -> AbstractSet[str]:
        """Those of the items that an earlier edition has read from this feed."""

    def saw(self, address: str, item: str) -> None:
        """The item was read."""


class NoMemory:
    """Everything is new: for a single run without a store."""

    def feed(self, _address: str) -> FeedState | None:
        return None

    def remember(self, _state: FeedState) -> None:
        return None

    def seen(self, _address: str, _items: Collection[str]) -> AbstractSet[str]:
        return frozenset()

    def saw(self, _address: str, _item: str) -> None:
        return None
