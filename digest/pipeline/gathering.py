"""From places to stories: everything that happens before a word is written."""

import multiprocessing
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import BinaryIO

from digest import reading, sources, stories
from digest.errors import NothingNewError, SourceError
from digest.model import Article, Document, Skipped, Story
from digest.pipeline import from_settings
from digest.pipeline.pending_memory import PendingMemory
from digest.progress import Event, Report, silent
from digest.settings import Settings
from digest.store import Store
from digest.store.editions import PrintedStory

POOL_FROM = 64
"""Documents from which on a pool of processes pays for its start."""
CHUNK = 16
REASONS_SHOWN = 3
REMEMBERED = timedelta(days=60)
"""How long a story may sleep and still be continued; it bounds the work of looking."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What an edition is made of, besides the settings."""

    places: Sequence[sources.Place]
    now: datetime
    """Aware."""
    since: datetime | None = None
    """The window's start for feeds; None takes everything."""
    stdin: BinaryIO | None = None
    again: bool = False
    """Read what an earlier edition has read already."""


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

    @property
    def stories(self) -> tuple[Story, ...]:
        """The stories to tell, in the order of the edition."""
        return self.grouping.stories


def gather(order: Order, settings: Settings, store: Store, report: Report = silent) -> Gathered:
    """Read and group.

    Raises SourceError when nothing can be read and NothingNewError when nothing is new.
    """
    memory = PendingMemory(store)
    with sources.Fetcher(from_settings.fetching(settings)) as fetcher:
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
        articles, skipped = _apart(read(found, order.now, report))
    if not articles:
        raise _nothing(skipped, order, memory)
    report(Event(stage="group", total=len(articles)))
    since = (order.now - REMEMBERED).date()
    earlier = tuple(map(_past, store.editions.printed(list(articles), since)))
    grouping = stories.group(
        tuple(articles.values()),
        now=order.now,
        options=from_settings.grouping(settings),
        earlier=earlier,
    )
    report(Event(stage="group", done=len(articles), total=len(articles)))
    muted = [
        Skipped(what=f"{articles[item].source}: {articles[item].title}", why=left.reason)
        for left in grouping.left_out
        for item in left.articles
    ]
    return Gathered(
        order=order,
        articles=articles,
        skipped=(*skipped, *muted),
        grouping=grouping,
        earlier=earlier,
        memory=memory,
    )


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
    return _apart(read(found, now))[0]


def read(
    found: Iterable[Document | Skipped], now: datetime, report: Report = silent
) -> list[Article | Skipped]:
    """One item for each that was found, in the same order; many documents use all cores."""
    items = iter(found)
    head = list(islice(items, POOL_FROM))
    everything = chain(head, items)
    one = partial(_read_one, now=now)
    if len(head) < POOL_FROM or (os.cpu_count() or 1) == 1:
        done = list(_counted(map(one, everything), report))
    else:
        # spawn: a fork would copy the locks of the threads that are fetching
        context = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(mp_context=context) as pool:
            done = list(_counted(pool.map(one, everything, chunksize=CHUNK), report))
    cleaned = iter(reading.clean([item for item in done if isinstance(item, Article)]))
    return [next(cleaned) if isinstance(item, Article) else item for item in done]


def _read_one(item: Document | Skipped, now: datetime) -> Article | Skipped:
    """The article of a document, or of the teaser that its feed had instead of a walled page."""
    if isinstance(item, Skipped):
        return item
    article = reading.read(item, now=now)
    if isinstance(article, Skipped) and item.instead is not None:
        return reading.read(item.instead, now=now)
    return article


def _counted(items: Iterable[Article | Skipped], report: Report) -> Iterator[Article | Skipped]:
    for number, item in enumerate(items, start=1):
        report(Event(stage="read", done=number))
        yield item


def _apart(items: Iterable[Article | Skipped]) -> tuple[dict[str, Article], list[Skipped]]:
    """Articles by id, and what was left out; of two with one id the longer text is kept."""
    articles: dict[str, Article] = {}
    skipped: list[Skipped] = []
    for item in items:
        if isinstance(item, Skipped):
            skipped.append(_for_readers(item))
            continue
        rival = articles.get(item.id)
        if rival is not None:
            again = f"{item.source}: {item.title}"
            skipped.append(Skipped(what=again, why="the same article was found twice"))
        if rival is None or len(item.text) > len(rival.text):
            articles[item.id] = item
    return articles, skipped


def _for_readers(item: Skipped) -> Skipped:
    """Without the folders of this machine: an edition is sent to others."""
    is_path = os.sep in item.what and "://" not in item.what
    return Skipped(what=Path(item.what).name, why=item.why) if is_path else item


def _nothing(
    skipped: Sequence[Skipped], order: Order, memory: PendingMemory
) -> SourceError | NothingNewError:
    """Why there is no edition; what was learned of the feeds is kept all the same."""
    memory.commit()
    if skipped and all(sources.is_not_new(item) for item in skipped):
        since = f" since {order.since:%d %B %Y, %H:%M} UTC" if order.since else ""
        return NothingNewError(f"nothing new{since}")
    if not skipped:
        return SourceError("there was nothing to read; name files, folders or addresses")
    reasons = "; ".join(f"{item.what}: {item.why}" for item in skipped[:REASONS_SHOWN])
    more = len(skipped) - REASONS_SHOWN
    return SourceError(
        f"nothing could be read: {reasons}" + (f"; and {more} more" if more > 0 else "")
    )


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
