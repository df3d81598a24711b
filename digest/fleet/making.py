"""An edition is put together of what was told for all, written, remembered, and mailed."""

import shutil
from collections.abc import Mapping
from dataclasses import replace
from itertools import chain
from pathlib import Path

from digest import pipeline
from digest.errors import NothingNewError
from digest.fleet.desk import Desk
from digest.fleet.kept import (
    ALL,
    TOLD_ONCE,
    Chosen,
    Grouped,
    Made,
    Planned,
    Selected,
    Told,
    ToldOnce,
)
from digest.fleet.left_behind import left_behind
from digest.fleet.sending import send
from digest.model import Digest, Usage
from digest.pipeline import Gathered, Order
from digest.pipeline.gathering import earlier_stories
from digest.pipeline.pending_memory import PendingMemory
from digest.pipeline.repeats import edition_of
from digest.settings import Settings
from digest.store import digest_file
from digest.stories import Grouping
from digest.telling import Telling


def make(desk: Desk, part: str) -> Made:
    """One edition; one that the round has made already is only sent to those who have it not."""
    settings = desk.edition(part)
    newsletter = settings.edition.newsletter
    known = desk.store.editions.of_round(newsletter, desk.round.name)
    made = None
    if known is None:
        made = _made(desk, part, settings)
        if made is None:
            return Made()
        known = made.number or 0, made.folder
    if not desk.round.sends:
        return made or Made(number=known[0], folder=known[1])
    return _sent(desk, settings, made or Made(number=known[0], folder=known[1]))


def _made(desk: Desk, name: str, settings: Settings) -> Made | None:
    """The edition, written and remembered; None where nothing is new."""
    chosen = _chosen(desk, name)
    if not chosen.stories:
        return None
    parts = _told(desk, name)
    try:
        digest = _composed(desk, name, settings, chosen, parts)
    except NothingNewError:
        return None
    digest, folder, problems = _written(desk, name, digest, settings)
    written, newsletter = str(folder.resolve()), settings.edition.newsletter
    own = {"in_round": desk.round.name}
    if not desk.store.editions.add(digest, newsletter, written, desk.round.now, **own):
        return _given_way(desk, newsletter, folder)
    lost = [story for story in chosen.stories if any(story.id in told.lost for told in parts)]
    failures = [told.failure for told in parts if told.failure]
    missing = pipeline.missing_labels(digest, settings)
    return Made(
        number=digest.edition.number,
        folder=written,
        stories=len(digest.stories),
        lost=len(lost),
        notes=(*failures, *problems, *([missing] if missing else ())),
    )


def _given_way(desk: Desk, newsletter: str, folder: Path) -> Made | None:
    """The edition of another, who was taken for dead and was quicker: that one alone is mailed."""
    known = desk.store.editions.of_round(newsletter, desk.round.name)
    if known is None:
        return None
    if Path(known[1]) != folder.resolve():
        shutil.rmtree(folder, ignore_errors=True)
    return Made(number=known[0], folder=known[1])


def _chosen(desk: Desk, name: str) -> Chosen:
    number = next(at for at, names in enumerate(desk.round.groups) if name in names)
    return desk.left("select", str(number), Selected).editions.get(name, Chosen())


def _told(desk: Desk, name: str) -> list[Told]:
    planned = desk.left("plan", ALL, Planned)
    return [desk.left("tell", part, Told) for part in planned.part_of.get(name, ())]


def _composed(
    desk: Desk,
    name: str,
    settings: Settings,
    chosen: Chosen,
    parts: list[Told],
) -> Digest:
    once = _once(desk, chosen, parts)
    articles = desk.articles(at for story in chosen.stories for at in story.members)
    since = desk.left("group", ALL, Grouped).since.get(name)
    newsletter = settings.edition.newsletter
    gathered = Gathered(
        order=Order(places=(), now=desk.round.now, again=desk.round.again),
        articles=articles,
        skipped=chosen.skipped,
        grouping=Grouping(chosen.stories, ()),
        earlier=earlier_stories(desk.store, newsletter, articles, desk.round.now),
        memory=PendingMemory(desk.store, newsletter),
        since=since,
    )
    costs = {story.articles[0]: once[story.id].cost for story in chosen.stories}
    told_by = Telling(
        summaries=tuple(once[story.id].summary for story in chosen.stories),
        usage=Usage(cost=_sum(costs)),
        notices=tuple(dict.fromkeys(chain.from_iterable(told.notices for told in parts))),
    )
    models = [told.model for told in parts if told.model]
    edition = edition_of(gathered, settings, desk.store)
    by = pipeline.Author(models[0], costs) if models else pipeline.Author()
    try:
        return pipeline.composed(edition, gathered, told_by, settings, desk.store, by=by)
    except NothingNewError:
        desk.store.editions.give_back(newsletter, edition.number)
        raise


def _once(desk: Desk, chosen: Chosen, parts: list[Told]) -> Mapping[str, ToldOnce]:
    """The edition's stories as they were told, by id."""
    found: dict[str, ToldOnce] = {}
    keys: dict[str, str] = {}
    for told in parts:
        found |= told.lost
        keys |= {at: key for at, key in told.keys.items() if at not in told.lost}
    mine = {story.id: keys[story.id] for story in chosen.stories if story.id in keys}
    bodies = desk.store.tellings.get(mine.values())
    return found | {at: TOLD_ONCE.validate_json(bodies[key]) for at, key in mine.items()}


def _sum(costs: Mapping[str, float | None]) -> float | None:
    known = [cost for cost in costs.values() if cost is not None]
    return sum(known) if len(known) == len(costs) else None


def _written(
    desk: Desk, name: str, digest: Digest, settings: Settings
) -> tuple[Digest, Path, tuple[str, ...]]:
    """The edition as it was written, and where: where one was left behind, in its place."""
    edition = digest.edition
    found = left_behind(desk, name, settings, edition)
    if found is None:
        return digest, *pipeline.publish(digest, settings)
    place, number = found
    if number != edition.number:
        desk.store.editions.give_back(settings.edition.newsletter, edition.number)
        digest = replace(digest, edition=replace(edition, number=number))
    return digest, place, pipeline.publish_again(place, digest, settings)


def _sent(desk: Desk, settings: Settings, made: Made) -> Made:
    digest = digest_file.load(Path(made.folder))
    mailed, refused = send(desk, settings, Path(made.folder), digest)
    return replace(made, mailed=mailed, refused=refused, stories=len(digest.stories))
