"""What the sources remember, kept back until the edition is written."""

from collections.abc import Collection, Mapping
from collections.abc import Set as AbstractSet
from datetime import UTC, datetime, timedelta
from functools import cache

from pydantic import TypeAdapter

from digest.sources import FeedState
from digest.store import Store

RENEWED_AFTER = timedelta(days=7)
"""Not in each run, as most of what feeds show was seen before."""
_STATE = TypeAdapter(FeedState)


class PendingMemory:
    """A newsletter's memory of feeds, with what this run learned on top; `commit` makes it lasting.

    A build that dies remembers nothing, so the next one reads the same items again.
    """

    def __init__(self, store: Store, newsletter: str) -> None:
        self._store = store
        self._newsletter = newsletter
        self._states: dict[str, FeedState] = {}
        self._marks: dict[str, None] = {}
        self._newest = cache(self._newest_success)
        self._stored = cache(self._stored_state)

    @property
    def asked(self) -> AbstractSet[str]:
        """The places on the web that were asked in this run."""
        return self._states.keys()

    @property
    def answered(self) -> bool:
        """Whether any place on the web could be read in this run, with something new or not."""
        return any(not state.failures for state in self._states.values())

    @property
    def read_feeds(self) -> bool:
        """Whether any feed could be read in this run, changed or not."""
        return any(state.entries and not state.failures for state in self._states.values())

    def feed(self, address: str) -> FeedState | None:
        """What is known of the feed; None for one that was never read."""
        return self._states.get(address) or self._stored(address)

    def _stored_state(self, address: str) -> FeedState | None:
        stored = self._store.feeds.state(self._newsletter, address)
        return _STATE.validate_json(stored) if stored else None

    def remember(self, state: FeedState) -> None:
        """Replace what is known of this feed."""
        self._states[state.address] = state

    def newest_success(self) -> datetime | None:
        """When an edition of this newsletter last read any feed; this run does not count."""
        return self._newest()

    def _newest_success(self) -> datetime | None:
        known = map(_STATE.validate_json, self._store.feeds.states(self._newsletter))
        successes = (state.last_success for state in known if state.entries)
        return max(filter(None, successes), default=None)

    def seen(self, marks: Collection[str]) -> AbstractSet[str]:
        """Those of the marks that items of earlier editions had.

        What a feed still shows after a while is remembered anew, or it would be forgotten as old
        and come back as news.
        """
        found = self._store.feeds.seen(self._newsletter, marks)
        old = datetime.now(UTC) - RENEWED_AFTER
        self.saw([mark for mark, at in found.items() if at < old])
        return found.keys()

    def saw(self, marks: Collection[str]) -> None:
        """An item with these marks was read."""
        self._marks.update(dict.fromkeys(marks))

    def learned(self) -> tuple[dict[str, str], list[str]]:
        """What `commit` would make lasting: feeds as JSON by address, and marks of items."""
        states = {address: _STATE.dump_json(s).decode() for address, s in self._states.items()}
        return states, list(self._marks)

    def relearn(self, states: Mapping[str, str], marks: Collection[str]) -> None:
        """Know again what another run has learned."""
        self._states |= {address: _STATE.validate_json(s) for address, s in states.items()}
        self.saw(marks)

    def commit(self) -> None:
        """Make lasting what this run learned."""
        self._store.feeds.commit(self._newsletter, *self.learned())
