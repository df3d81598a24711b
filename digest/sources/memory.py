"""What a newsletter remembers of its sources between editions. The store implements it."""

from collections.abc import Collection
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class SinceLast:
    """What this newsletter has not read yet; `read` opens the window of each source for itself.

    It opens at the source's last success, so what came while a source was down is caught up, and
    by the grace before it, for items that a feed shows late. A source that was never read starts
    where the newsletter's others are; the first reading of all takes everything.
    """

    grace: timedelta


Since = datetime | SinceLast | None
"""When a window opens: at a time (aware), at what was read last, or None for no limit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedState:
    """What a newsletter knows of one feed since it first read it; all times are UTC."""

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
    last_success: datetime | None = None
    newest_item: datetime | None = None
    entries: int = 0
    """In the last answer."""
    teasers: int = 0
    """How many of these carried only the beginning of their article."""
    whole_at: datetime | None = None
    """When it was last read whole; an answer that nothing has changed shows none of its entries."""
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

    def newest_success(self) -> datetime | None:
        """When this newsletter last read any feed; None for one that never did."""

    def seen(self, marks: Collection[str]) -> AbstractSet[str]:
        """Those of the marks that items of earlier editions of this newsletter had."""

    def saw(self, marks: Collection[str]) -> None:
        """An item with these marks was read."""


class NoMemory:
    """Everything is new: for a single run without a store."""

    def feed(self, _address: str) -> FeedState | None:
        return None

    def remember(self, _state: FeedState) -> None:
        return None

    def newest_success(self) -> datetime | None:
        return None

    def seen(self, _marks: Collection[str]) -> AbstractSet[str]:
        return frozenset()

    def saw(self, _marks: Collection[str]) -> None:
        return None
