"""What each edition prints of the stories that all share: in its sections, order and limits."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from digest import stories
from digest.fleet.desk import Desk
from digest.fleet.kept import ALL, Chosen, Failed, Grouped, Read, Selected
from digest.model import Article, Skipped, Story
from digest.pipeline import from_settings
from digest.pipeline.gathering import earlier_stories, untold
from digest.settings import Settings


def select(desk: Desk, part: str) -> Selected:
    """The stories of some editions; the articles are looked through once for all of these."""
    grouped = desk.left("group", ALL, Grouped)
    own = desk.editions(desk.round.groups[int(part)])
    pools = {name: set(grouped.pools.get(name, ())) for name in own}
    wanted = set[str]().union(*pools.values())
    shared = [story for story in grouped.stories if not wanted.isdisjoint(story.members)]
    articles = desk.articles(at for story in shared for at in story.members)
    tops, timeless = stories.Tops(articles), frozenset(grouped.timeless)
    skipped = _skipped(desk)
    chosen = {}
    for name, settings in own.items():
        mine = [story for story in shared if not pools[name].isdisjoint(story.members)]
        seen = _as_filed(desk, settings, articles)
        told, left_out = stories.arranged(
            mine,
            seen,
            now=desk.round.now,
            options=from_settings.grouping(settings),
            timeless=timeless,
            tops=tops,
        )
        places = from_settings.places(settings)
        out_of_reach = [item for place in places for item in skipped.get(place.address, ())]
        chosen[name] = Chosen(
            stories=tuple(_tied(desk, settings, told, articles, grouped)),
            skipped=(*out_of_reach, *untold(left_out, articles)),
        )
    return Selected(editions=chosen)


def _as_filed(
    desk: Desk, settings: Settings, articles: Mapping[str, Article]
) -> Mapping[str, Article]:
    """The articles with the sections and weights that an edition gives to their places."""
    filed = [p for p in from_settings.places(settings) if p.section or p.weight != 1]
    if not filed:
        return articles
    given = desk.store.articles.given([p.address for p in filed], after=None, until=desk.round.now)
    own = {
        at: replace(articles[at], section=place.section, weight=place.weight)
        for place in filed
        for at in given.get(place.address, ())
        if at in articles
    }
    return {**articles, **own}


def _skipped(desk: Desk) -> dict[str, tuple[Skipped, ...]]:
    """What was left out of each place; a share that was not read says why for each of its own."""
    found: dict[str, tuple[Skipped, ...]] = {}
    for number, places in enumerate(desk.round.shares):
        share = desk.outcome("read", str(number), Read)
        if isinstance(share, Failed):
            found |= {p.address: (Skipped(what=p.address, why=share.failed),) for p in places}
        else:
            found |= share.skipped
    return found


def _tied(
    desk: Desk,
    settings: Settings,
    told: Iterable[Story],
    articles: Mapping[str, Article],
    grouped: Grouped,
) -> list[Story]:
    """The stories that go on name what they go on from, in this newsletter or in this round."""
    told = list(told)
    ids = [at for story in told for at in story.members]
    earlier = earlier_stories(desk.store, settings.edition.newsletter, ids, desk.round.now)
    tied = stories.tie(told, stories.sketches_of(articles[at] for at in ids), earlier)
    return stories.followed(tied, grouped.follow_ups, articles)
