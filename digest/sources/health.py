"""The health of places: whether each can be read, how fresh it is, and how much it gives."""

from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from digest.model import Document, Skipped
from digest.sources.ahead import ahead
from digest.sources.answer import Answer
from digest.sources.fetch import Fetcher
from digest.sources.files import read_path
from digest.sources.found import Feed, Found
from digest.sources.memory import FeedState, Memory, NoMemory
from digest.sources.place import Place, SourceOptions
from digest.sources.teaser import is_teaser
from digest.sources.web import Opened, ask, open_answer

_STALE = timedelta(days=30)
_AT_ONCE = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """What one place is like today, and how it has been."""

    place: Place
    form: str = "nothing"
    """`feed`, `list of 12 places`, `article`, `folder`, ..."""
    title: str | None = None
    """What the feed calls itself."""
    problem: str | None = None
    """Why it gives nothing, or why it should be looked at; None when all is well."""
    is_readable: bool = True
    entries: int = 0
    teasers: int = 0
    """Entries with only the beginning of their article."""
    newest_item: datetime | None = None
    last_success: datetime | None = None
    """When an edition read it last."""
    failures: int = 0
    """Editions in a row that could not read it."""
    moved_to: str | None = None
    """The address that should stand in the configuration."""

    @property
    def texts(self) -> str:
        """What the entries carry, in words."""
        if not self.entries:
            return "no entries"
        if not self.teasers:
            return "full text"
        return "teasers only" if self.teasers == self.entries else "some full text, some teasers"


def check(
    places: Sequence[Place],
    *,
    now: datetime,
    options: SourceOptions,
    fetcher: Fetcher | None,
    memory: Memory | None = None,
) -> Iterator[Health]:
    """The health of each place, in order. Nothing is remembered, and no page is fetched."""
    known = memory or NoMemory()

    def begin(place: Place) -> tuple[Place, FeedState, Future[Answer] | Skipped | None]:
        state = known.feed(place.address) or FeedState(address=place.address)
        asked = ask(place, state, fetcher, None, now, again=True) if place.is_web else None
        return place, state, asked

    for place, state, asked in ahead(map(begin, places), _AT_ONCE):
        health = Health(place=place, last_success=state.last_success, failures=state.failures)
        if place.address == "-":
            yield replace(health, form="standard input")
        elif asked is None:
            yield _local(health, options)
        elif isinstance(asked, Skipped) or fetcher is None:
            yield replace(health, is_readable=False, problem="there is no network")
        else:
            yield _web(health, open_answer(place, asked.result(), fetcher, options), now)


def _web(health: Health, opened: Opened | Skipped, now: datetime) -> Health:
    if isinstance(opened, Skipped):
        return replace(health, is_readable=False, problem=opened.why)
    return _judged(replace(health, moved_to=opened.moved_to), list(opened.founds), now)


def _local(health: Health, options: SourceOptions) -> Health:
    founds = list(read_path(health.place, options))
    skipped = [found for found in founds if isinstance(found, Skipped)]
    good = len(founds) - len(skipped)
    if not good:
        why = skipped[0].why if skipped else "an empty folder"
        return replace(health, is_readable=False, problem=why)
    left_out = f"; {len(skipped)} not readable" if skipped else ""
    return replace(health, form=f"{good} {'item' if good == 1 else 'items'}{left_out}")


def _judged(health: Health, founds: list[Found], now: datetime) -> Health:
    feed = next((found for found in founds if isinstance(found, Feed)), None)
    if feed is not None:
        return _judged_feed(health, feed, now)
    places = sum(isinstance(found, Place) for found in founds)
    if places:
        return replace(health, form=f"list of {places} {'place' if places == 1 else 'places'}")
    if any(isinstance(found, Document) for found in founds):
        return replace(health, form="article")
    why = next((found.why for found in founds if isinstance(found, Skipped)), "it is empty")
    return replace(health, is_readable=False, problem=why)


def _judged_feed(health: Health, feed: Feed, now: datetime) -> Health:
    entries = feed.entries
    moments = (entry.published or entry.changed for entry in entries)
    newest = max((moment for moment in moments if moment and moment <= now), default=None)
    problem = None
    if not entries:
        problem = "it has no entries"
    elif newest is not None and now - newest > _STALE:
        problem = f"nothing new for {(now - newest).days} days"
    return replace(
        health,
        form="feed",
        title=feed.title,
        problem=problem,
        entries=len(entries),
        teasers=sum(map(is_teaser, entries)),
        newest_item=newest,
    )
