"""What no edition of a round has had is divided into stories, once for all of them."""

from datetime import datetime, timedelta
from functools import partial

from digest import stories
from digest.fleet.desk import Desk
from digest.fleet.kept import Grouped
from digest.pipeline import from_settings
from digest.pipeline.pair_reader import Reader, reader_of
from digest.settings import Settings


def group(desk: Desk, _part: str) -> Grouped:
    """Divide the articles of all editions; a model decides the pairs that are in doubt."""
    pools: dict[str, tuple[str, ...]] = {}
    since: dict[str, datetime] = {}
    for name, own in desk.editions(desk.round.editions).items():
        last = desk.store.editions.last_until(own.edition.newsletter)
        pools[name] = _pool(desk, own, last)
        if last is not None:
            since[name] = last
    articles = desk.articles(at for pool in pools.values() for at in pool)
    reader = _reader(desk)
    sketches = stories.sketches_of([articles[at] for at in sorted(articles)])
    divided, _, asked = stories.divide(
        list(sketches.values()),
        languages={at: article.language for at, article in articles.items()},
        ask=partial(reader.read, articles) if reader else None,
    )
    return Grouped(
        pools=pools,
        since=since,
        stories=tuple(divided),
        follow_ups=tuple(stories.follow_ups(asked)),
        timeless=stories.timeless_of(sketches),
    )


def _pool(desk: Desk, own: Settings, last: datetime | None) -> tuple[str, ...]:
    """Articles of the edition's places since its last edition; of the first, those of late."""
    after = last or desk.round.now - timedelta(days=own.fetch.grace)
    addresses = [place.address for place in from_settings.places(own)]
    given = desk.store.articles.given(
        addresses, after=None if desk.round.again else after, until=desk.round.now
    )
    return tuple(sorted({at for ids in given.values() for at in ids}))


def _reader(desk: Desk) -> Reader | None:
    team = desk.team(desk.common)
    return reader_of(desk.common, team and team.judge)
