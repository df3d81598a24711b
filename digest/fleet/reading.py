"""The places of a share are read, and their articles kept for all editions that name them."""

import os
from collections import defaultdict
from collections.abc import Sequence
from datetime import timedelta

from digest import reading, sources
from digest.fleet.desk import Desk
from digest.fleet.kept import ARTICLE, Read
from digest.model import Article, Document, Skipped
from digest.pipeline import from_settings
from digest.pipeline.found_twice import apart
from digest.pipeline.pending_memory import PendingMemory
from digest.pipeline.reading_pool import ReadingPool
from digest.sources import Place

MEMORY = "fleet"
"""Whose memory of feeds it is: what one fleet of a store has read is there for all of them."""


def read(desk: Desk, part: str) -> Read:
    """Read a share; what was learned of its feeds is kept once its articles are."""
    places = desk.round.shares[int(part)]
    memory = PendingMemory(desk.store, MEMORY)
    found = _documents(desk, places, memory)
    items = _articles(desk, found)
    skipped: dict[str, tuple[Skipped, ...]] = {}
    for place in places:
        articles, left_out = apart(items[place], [place.address])
        bodies = {name: ARTICLE.dump_json(one).decode() for name, one in articles.items()}
        desk.store.articles.keep(place.address, bodies, desk.round.now)
        skipped[place.address] = tuple(item for item in left_out if not sources.is_not_new(item))
    memory.commit()
    return Read(skipped=skipped)


def _documents(
    desk: Desk, places: Sequence[Place], memory: PendingMemory
) -> list[tuple[Place, Document | Skipped]]:
    common = desk.common
    with sources.Fetcher(from_settings.fetching(common), desk.report) as fetcher:
        found = sources.read_apart(
            places,
            since=sources.SinceLast(grace=timedelta(days=common.fetch.grace)),
            now=desk.round.now,
            options=from_settings.reading(common, again=desk.round.again),
            fetcher=fetcher,
            report=desk.report,
            memory=memory,
        )
        return list(found)


def _articles(
    desk: Desk, found: Sequence[tuple[Place, Document | Skipped]]
) -> dict[Place, list[Article | Skipped]]:
    """What each place gave, read by as many processes as the share may use."""
    workers = (os.cpu_count() or 1) if len(desk.round.shares) == 1 else 1
    limits = from_settings.reading_limits(desk.common)
    by_place: defaultdict[Place, list[Article | Skipped]] = defaultdict(list)
    with ReadingPool(workers, desk.round.now, limits) as pool:
        for (place, _), item in zip(found, pool.read(item for _, item in found), strict=True):
            by_place[place].append(item)
    for items in by_place.values():
        cleaned = iter(reading.clean([item for item in items if isinstance(item, Article)]))
        items[:] = [next(cleaned) if isinstance(item, Article) else item for item in items]
    return by_place
