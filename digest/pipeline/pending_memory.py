"""What the sources remember, kept back until the edition is written."""

from collections.abc import Collection
from collections.abc import Set as AbstractSet

from pydantic import TypeAdapter

from digest.sources import FeedState
from digest.store import Store

_STATE = TypeAdapter(FeedState)


class PendingMemory:
    """The store's memory of feeds, with what this run learned on top; `commit` makes it lasting.

    A build that dies remembers nothing, so the next one reads the same items again.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._states: dict[str, FeedState] = {}
        self._items: dict[tuple[str, str], None] = {}

    def feed(self, address: str) -> FeedState | None:
        """What is known of the feed; None for one that was never read."""
        if address in self._states:
            return self._states[address]
        stored = self._store.feeds.state(address)
        return _STATE.validate_json(stored) if stored else None

    def remember(self, state: FeedState) -> None:
        """Replace what is known of this feed."""
        self._states[state.address] = state

    def seen(self, address: str, items: Collection[str]) -> AbstractSet[str]:
        """Those of the items that an earlier edition has read from this feed."""
        return self._store.feeds.seen(address, items)

    def saw(self, address: str, item: str) -> None:
        """The item was read."""
        self._items[address, item] = None

    def commit(self) -> None:
        """Make lasting what this run learned."""
        states = {address: _STATE.dump_json(s).decode() for address, s in self._states.items()}
        self._store.feeds.commit(states, self._items)
