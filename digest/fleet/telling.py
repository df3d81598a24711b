"""Each story that any edition prints is told once, and kept for all of them."""

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from digest import telling
from digest.fleet.budget import within_budget
from digest.fleet.desk import Desk
from digest.fleet.kept import ALL, TOLD_ONCE, Chosen, Planned, Selected, Told, ToldOnce, ToTell
from digest.fleet.rounds import cut
from digest.model import Article, Rank, Story
from digest.pipeline import from_settings
from digest.pipeline.clients import Roster
from digest.resources import loader
from digest.settings import Settings
from digest.version import __version__

STORIES_A_PART = 40
"""Stories that are told in one part where nobody is asked."""
_KEY_DIGITS = 16


def plan(desk: Desk, _part: str) -> Planned:
    """Which stories are told together: those whose editions tell them in the same way.

    With a model they are one part, which holds the lock of its key: one process alone asks for a
    key, so that its pace and its budget are everybody's.
    """
    chosen = _chosen(desk)
    by_way: defaultdict[str, list[str]] = defaultdict(list)
    own = desk.editions(tuple(chosen))
    for name, settings in own.items():
        if chosen[name].stories:
            by_way[_way(settings, asks=desk.round.asks)].append(name)
    parts: dict[str, ToTell] = {}
    part_of: defaultdict[str, list[str]] = defaultdict(list)
    for way, names in sorted(by_way.items()):
        settings = own[names[0]]
        lock = _lock(settings, desk) if desk.round.asks else None
        ranked = _ranked(names, chosen)
        for number, some in enumerate(cut(ranked, STORIES_A_PART if lock is None else len(ranked))):
            part = f"{way} {number}"
            parts[part] = _to_tell(names, chosen, some, settings.edition.brief_after, lock)
            ids = {story.id for story in some}
            for name in names:
                if any(story.id in ids for story in chosen[name].stories):
                    part_of[name].append(part)
    return Planned(parts=parts, part_of={name: tuple(own) for name, own in part_of.items()})


def _chosen(desk: Desk) -> dict[str, Chosen]:
    found: dict[str, Chosen] = {}
    for number in range(len(desk.round.groups)):
        found |= desk.left("select", str(number), Selected).editions
    return found


def _way(settings: Settings, *, asks: bool) -> str:
    """How an edition's stories are told, in a few digits: two of the same way share each story."""
    said = [
        __version__,
        repr(from_settings.telling(settings)),
        telling.Prompts(loader("prompts", settings.paths.prompts)).version(),
        settings.llm.model_dump_json() if asks else "",
        settings.check.model_dump_json(),
    ]
    return _digits(said)


def _digits(said: object) -> str:
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()[:_KEY_DIGITS]


def _lock(settings: Settings, desk: Desk) -> str | None:
    """The name of the lock of the key that is asked with; None where nobody is asked."""
    team = Roster(settings, desk.known).team()
    if team is None:
        return None
    return f"key {_digits([desk.known.api_key, team.writer.base_url])}"


def _ranked(names: Sequence[str], chosen: Mapping[str, Chosen]) -> list[Story]:
    """The stories of those editions, each once, ranked by the best place that any gives them."""
    best: dict[str, tuple[int, Story]] = {}
    for name in names:
        for story in chosen[name].stories:
            at = story.rank.position
            if story.id not in best or at < best[story.id][0]:
                best[story.id] = (at, story)
    return [
        replace(story, rank=Rank(position=at, score=-float(at)), continues=None)
        for at, story in sorted(best.values(), key=lambda one: (one[0], one[1].id))
    ]


def _to_tell(
    names: Sequence[str],
    chosen: Mapping[str, Chosen],
    some: tuple[Story, ...],
    top: int,
    lock: str | None,
) -> ToTell:
    ids = {story.id for story in some}
    uses = Counter(s.id for name in names for s in chosen[name].stories if s.id in ids)
    return ToTell(
        edition=names[0],
        stories=some,
        context=sum(story.rank.position <= top for story in some),
        uses=dict(uses),
        lock=lock,
    )


def tell(desk: Desk, part: str) -> Told:
    """Tell the stories of a part that were not told before."""
    task = desk.left("plan", ALL, Planned).parts[part]
    settings = desk.edition(task.edition)
    articles = desk.articles(at for story in task.stories for at in story.members)
    way = part.partition(" ")[0]
    keys = {story.id: _key(way, story, articles) for story in task.stories}
    known = desk.store.tellings.get(keys.values())
    missing = [story for story in task.stories if keys[story.id] not in known]
    if not missing:
        return Told(keys=keys, model=_model(settings, desk))
    return _told(desk, task, missing, keys, articles)


def _key(way: str, story: Story, articles: Mapping[str, Article]) -> str:
    """Under which a story lies in the store: how it is told, and all that it is told of."""
    copies = [(copy.article, copy.of) for copy in story.copies]
    texts = [hashlib.sha256(articles[at].text.encode()).hexdigest() for at in story.articles]
    return hashlib.sha256(json.dumps([way, story.articles, copies, texts]).encode()).hexdigest()


def _model(settings: Settings, desk: Desk) -> str | None:
    team = desk.team(settings)
    return team.writer.model if team else None


def _told(
    desk: Desk,
    task: ToTell,
    missing: Sequence[Story],
    keys: dict[str, str],
    articles: Mapping[str, Article],
) -> Told:
    settings = within_budget(desk, desk.edition(task.edition))
    team = desk.team(settings)
    done = telling.tell(
        missing,
        articles,
        client=team.writer if team else None,
        judge=team.judge if team else None,
        fallbacks=team.fallbacks if team else (),
        prompts=loader("prompts", settings.paths.prompts),
        options=replace(
            from_settings.telling(settings), context=task.context if settings.llm.context else 0
        ),
        now=desk.round.now,
        report=desk.report,
    )
    if team is not None:
        purse = team.writer.purse
        desk.store.spending.add(f"fleet {desk.round.fleet}", 0, desk.round.now, purse.by_model)
    costs = (team.writer.purse.by_story or {}) if team else {}
    once = {
        story.id: ToldOnce(
            summary=summary,
            cost=_share(costs.get(story.articles[0], 0.0), task.uses[story.id]),
            is_lost=team is not None and summary.method == "extractive" and bool(summary.notes),
        )
        for story, summary in zip(missing, done.summaries, strict=True)
    }
    kept = {keys[at]: TOLD_ONCE.dump_json(one).decode() for at, one in once.items()
            if not one.is_lost}  # fmt: skip
    desk.store.tellings.keep(kept, desk.round.now)
    return Told(
        keys=keys,
        lost={at: one for at, one in once.items() if one.is_lost},
        notices=done.notices,
        failure=str(done.failed) if done.failed else "",
        model=team.writer.model if team else None,
    )


def _share(cost: float | None, uses: int) -> float | None:
    return None if cost is None else cost / uses
