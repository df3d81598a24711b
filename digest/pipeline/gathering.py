"""From places to stories: everything that happens before a word is written."""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import BinaryIO

from digest import reading, sources, stories
from digest.errors import NOTHING_NAMED, NothingNewError, SourceError
from digest.model import Article, Document, Skipped, Story
from digest.pipeline import from_settings
from digest.pipeline.found_twice import apart
from digest.pipeline.pair_reader import Reader
from digest.pipeline.pending_memory import PendingMemory
from digest.pipeline.reading_pool import ReadingLimits, ReadingPool
from digest.pipeline.worker_pool import POOL_FROM, each_for
from digest.progress import Event, Report, silent
from digest.settings import Settings
from digest.store import Store
from digest.store.editions import PrintedStory

REASONS_SHOWN = 3
_AGAIN = "digest build --again reads again what an earlier edition read"
MUTED = "outside what this edition is about"
"""Said of muted stories: neither their headlines nor the words that mute them are for readers."""
REMEMBERED = timedelta(days=60)
"""How long a story may sleep and still be continued; it bounds the work of looking."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What an edition is made of, besides the settings."""

    places: Sequence[sources.Place]
    now: datetime
    """Aware."""
    since: sources.Since = None
    """When the window opens for feeds; None takes everything."""
    stdin: BinaryIO | None = None
    documents: Sequence[Document] = ()
    """What the caller has found already; it comes after the places."""
    again: bool = False
    """Read what an earlier edition has read already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What was read for an edition, before anything is grouped."""

    order: Order
    articles: Mapping[str, Article]
    skipped: tuple[Skipped, ...]
    memory: PendingMemory

    @property
    def since(self) -> datetime | None:
        """When the edition's window opened; none is opened by files alone."""
        if not self.memory.read_feeds:
            return None
        if isinstance(self.order.since, sources.SinceLast):
            return self.memory.newest_success()
        return self.order.since


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """The articles of a run and their stories, before anything is told."""

    order: Order
    articles: Mapping[str, Article]
    skipped: tuple[Skipped, ...]
    """Everything that was left out so far, one for each item."""
    grouping: stories.Grouping
    earlier: tuple[stories.PastStory, ...]
    memory: PendingMemory
    """What was learned of the sources: to be committed once the edition is written."""
    since: datetime | None
    """When the edition's window opened; none is opened by files alone."""

    @property
    def stories(self) -> tuple[Story, ...]:
        """The stories to tell, in the order of the edition."""
        return self.grouping.stories

    @property
    def to_read(self) -> int:
        """Articles that telling them takes."""
        return sum(len(story.articles) for story in self.stories)


def gather(
    order: Order,
    settings: Settings,
    store: Store,
    report: Report = silent,
    *,
    reader: Reader | None = None,
) -> Gathered:
    """Read and group; `reader` decides the pairs of groups that are in doubt.

    Raises SourceError when nothing can be read and NothingNewError when nothing is new.
    """
    return grouped(find(order, settings, store, report), settings, store, report, reader=reader)


def find(order: Order, settings: Settings, store: Store, report: Report = silent) -> Found:
    """Read what the order names. Raises SourceError and NothingNewError as above."""
    memory = PendingMemory(store, settings.edition.newsletter)
    articles, skipped = _found(order, settings, memory, report)
    if not articles:
        raise _nothing(skipped, order, memory)
    return Found(order=order, articles=articles, skipped=tuple(skipped), memory=memory)


def grouped(
    found: Found,
    settings: Settings,
    store: Store,
    report: Report = silent,
    *,
    reader: Reader | None = None,
    tells: stories.Tells | None = None,
) -> Gathered:
    """Group what was read; `tells` says of a story what readers would get of it."""
    order, articles = found.order, found.articles
    report(Event(stage="group", total=len(articles)))
    earlier = earlier_stories(store, settings.edition.newsletter, articles, order.now)
    grouping = stories.group(
        tuple(articles.values()),
        now=order.now,
        options=from_settings.grouping(settings),
        earlier=earlier,
        ask=partial(reader.read, articles) if reader else None,
        tells=tells,
        each=each_for(len(articles), settings.fetch.read_memory),
    )
    report(Event(stage="group", done=len(articles), total=len(articles)))
    return Gathered(
        order=order,
        articles=articles,
        skipped=(*found.skipped, *untold(grouping.left_out, articles)),
        grouping=grouping,
        earlier=earlier,
        memory=found.memory,
        since=found.since,
    )


def _found(
    order: Order, settings: Settings, memory: PendingMemory, report: Report
) -> tuple[dict[str, Article], list[Skipped]]:
    """The articles of the order's places, by id, and what was left out."""
    with sources.Fetcher(from_settings.fetching(settings), report) as fetcher:
        found = sources.read(
            order.places,
            since=order.since,
            now=order.now,
            options=from_settings.reading(settings, again=order.again),
            fetcher=fetcher,
            report=report,
            stdin=order.stdin,
            memory=memory,
        )
        limits = from_settings.reading_limits(settings)
        places = [place.address for place in order.places]
        return apart(read(chain(found, order.documents), order.now, report, limits), places)


def earlier_stories(
    store: Store, newsletter: str, articles: Iterable[str], now: datetime
) -> tuple[stories.PastStory, ...]:
    """What the newsletter has told lately of which an edition of these articles may go on."""
    printed = store.editions.printed(newsletter, list(articles), (now - REMEMBERED).date())
    return tuple(map(_past, printed))


def untold(
    left_out: Iterable[stories.LeftOut], articles: Mapping[str, Article]
) -> Iterator[Skipped]:
    """What is muted or falls to a limit, article by article."""
    for left in left_out:
        for item in left.articles:
            what, why = ("", MUTED) if left.is_muted else (articles[item].called, left.reason)
            yield Skipped(what=what, why=why)


def absent(order: Order) -> list[str]:
    """The files and folders that an order names and that are not there."""
    return [place.address for place in order.places if place.is_absent]


def originals(folder: Path, now: datetime) -> dict[str, Article]:
    """The articles of a folder, by id, to compare an edition with."""
    found = sources.read(
        [sources.Place(address=str(folder))],
        since=None,
        now=now,
        options=sources.SourceOptions(),
        fetcher=None,
        report=silent,
        stdin=None,
    )
    return apart(read(found, now))[0]


def read(
    found: Iterable[Document | Skipped],
    now: datetime,
    report: Report = silent,
    limits: ReadingLimits = ReadingLimits(),  # noqa: B008 - frozen
) -> list[Article | Skipped]:
    """One item for each that was found, in the same order; many documents use all cores."""
    items = iter(found)
    head = list(islice(items, POOL_FROM))
    is_all = len(head) < POOL_FROM
    workers = 1 if is_all else os.cpu_count() or 1
    with ReadingPool(workers, now, limits) as pool:
        total = len(head) if is_all else None
        done = list(_counted(pool.read(chain(head, items)), total, report))
    cleaned = iter(reading.clean([item for item in done if isinstance(item, Article)]))
    return [next(cleaned) if isinstance(item, Article) else item for item in done]


def _counted(
    items: Iterable[Article | Skipped], total: int | None, report: Report
) -> Iterator[Article | Skipped]:
    number = 0
    for number, item in enumerate(items, start=1):
        report(Event(stage="read", done=number, total=total))
        yield item
    report(Event(stage="read", done=number, total=number))


def _nothing(
    skipped: Sequence[Skipped], order: Order, memory: PendingMemory
) -> SourceError | NothingNewError:
    """Why there is no edition; what was learned of the feeds is kept all the same."""
    memory.commit()
    faults = [item for item in skipped if not sources.is_not_new(item)]
    asked = {place.address for place in order.places} | memory.asked
    is_quiet = memory.answered and all(fault.what in asked for fault in faults)
    if is_quiet or (skipped and not faults):
        told = f"nothing new{_since_when(order, memory)}{_but(faults)}; {_AGAIN}"
        return NothingNewError(told, is_calm=not faults)
    if not skipped:
        return SourceError(_nothing_there(order.places))
    if len(faults) == 1:
        return SourceError(f"nothing could be read: {_reasons(faults)}")
    lines = [f"{fault.what}: {fault.why}" for fault in faults]
    return SourceError(f"nothing could be read of {len(faults)} that were tried").naming(lines)


def _nothing_there(places: Sequence[sources.Place]) -> str:
    """What was looked for where there is nothing at all, and what to do."""
    folders = [repr(place.address) for place in places if Path(place.address).is_dir()]
    if not folders:
        return NOTHING_NAMED
    endings = ", ".join(sources.ENDINGS)
    held = f"{' and '.join(folders)} {'hold' if len(folders) > 1 else 'holds'}"
    return (
        f"{held} no file to read, such as {endings} (hidden files are passed over): put articles "
        "there, or name another folder, a file or an address"
    )


def _since_when(order: Order, memory: PendingMemory) -> str:
    opened = order.since if isinstance(order.since, datetime) else memory.newest_success()
    return f" since {opened:%d %B %Y, %H:%M} UTC" if opened else ""


def _but(faults: Sequence[Skipped]) -> str:
    return f", but not all could be read: {_reasons(faults)}" if faults else ""


def _reasons(faults: Sequence[Skipped]) -> str:
    reasons = "; ".join(f"{item.what}: {item.why}" for item in faults[:REASONS_SHOWN])
    more = len(faults) - REASONS_SHOWN
    return reasons + (f"; and {more} more" if more > 0 else "")


def _past(printed: PrintedStory) -> stories.PastStory:
    return stories.PastStory(
        thread=printed.thread,
        date=printed.date,
        headline=printed.headline,
        points=printed.points,
        articles=printed.articles,
        text=printed.text,
        number=printed.edition,
    )
