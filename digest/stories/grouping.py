"""Articles in, ranked stories out; every article is in one story, or left out with a reason."""

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

import numpy as np

from digest.each import Each, here
from digest.language.outlets import belongs, speaker
from digest.model import Article, Copy, Rank, Story
from digest.stories.asking import Ask, Question, Read
from digest.stories.cluster import Clusters
from digest.stories.copies import find_copies
from digest.stories.doubtful import STRICTER, decided, doubtful_pairs, most_pairs
from digest.stories.incremental import Memory
from digest.stories.rank import GroupOptions, LeftOut, Tells, choose, rank_of, section_of
from digest.stories.sketches import Sketch, holds, sketch
from digest.stories.threads import PastStory, followed, tie
from digest.stories.topics import Topics, Tops
from digest.stories.unheard import story_id, without_outlets

NOT_RANKED = Rank(position=0, score=0.0)


@dataclass(frozen=True, slots=True)
class Grouping:
    """All articles of a batch, divided."""

    stories: tuple[Story, ...]
    """In the order of the edition."""
    left_out: tuple[LeftOut, ...]
    asked: tuple[Read, ...] = ()
    """The doubtful pairs of groups that were put to a model, the likeliest first."""
    memory: Memory = field(default_factory=Memory, compare=False, repr=False)
    """For the next run over a window that has moved on."""


def sketches_of(
    articles: Iterable[Article], known: Mapping[str, Sketch] | None = None, *, each: Each = here
) -> dict[str, Sketch]:
    """The sketch of each article by its id, made only where `known` has none that still holds."""
    kept = known or {}
    asked = list(articles)
    old = {at.id: kept[at.id] for at in asked if at.id in kept and holds(kept[at.id], at)}
    new = each(sketch, [article for article in asked if article.id not in old])
    found = old | {made.article: made for made in new}
    return {article.id: found[article.id] for article in asked}


def group(
    articles: Sequence[Article],
    *,
    now: datetime,
    options: GroupOptions | None = None,
    earlier: Sequence[PastStory] = (),
    memory: Memory | None = None,
    ask: Ask | None = None,
    tells: Tells | None = None,
    each: Each = here,
) -> Grouping:
    """Divide a batch into stories, rank them, tie them to `earlier` ones.

    The order of `articles` decides nothing. With `ask`, somebody who reads decides the pairs that
    likeness leaves in doubt. A story of which `tells` knows the headline alone gets a place that
    no other wants. With the `memory` of the run before, a window that kept most of its articles
    costs little more than the new ones. `each` looks at the articles.
    Raises ValueError when two articles have the same id.
    """
    by_id = {article.id: article for article in sorted(articles, key=lambda a: a.id)}
    if len(by_id) != len(articles):
        raise ValueError("two articles have the same id")
    traces = sketches_of(by_id.values(), memory.sketches if memory else None, each=each)
    languages = {article.id: article.language for article in articles}
    divided, memory, asked = divide(list(traces.values()), memory, languages=languages, ask=ask)
    tied = tie(divided, traces, earlier, memory)
    told, left_out = arranged(
        tied,
        by_id,
        now=now,
        options=options or GroupOptions(),
        timeless=frozenset(timeless_of(traces)),
        tells=tells,
    )
    return Grouping(tuple(followed(told, follow_ups(asked), by_id)), left_out, asked, memory)


def arranged(
    stories: Sequence[Story],
    articles: Mapping[str, Article],
    *,
    now: datetime,
    options: GroupOptions,
    timeless: Container[str] = (),
    tops: Tops | None = None,
    tells: Tells | None = None,
) -> tuple[tuple[Story, ...], tuple[LeftOut, ...]]:
    """The stories that an edition tells, in its sections and order, and those that it leaves out.

    `timeless` are articles that report nothing; `tops` are read once for all editions that share
    them.
    """
    topics = Topics(options.topics, tops or Tops(articles))
    heard, unheard = without_outlets(stories, articles, options.mute_outlets)
    filed = [
        replace(story, section=section_of(story, articles, topics, options)) for story in heard
    ]
    ranked = [
        replace(story, rank=rank_of(story, articles, topics, now, timeless=timeless))
        for story in filed
    ]
    told, left_out = choose(ranked, articles, topics, options, tells)
    return told, (*unheard, *left_out)


def timeless_of(sketches: Mapping[str, Sketch]) -> tuple[str, ...]:
    """The articles that report nothing: guides, lists, reviews."""
    return tuple(at for at, trace in sketches.items() if trace.is_timeless)


def follow_ups(asked: Iterable[Read]) -> list[tuple[str, str]]:
    """Pairs of articles of which somebody who read them said that one follows the other."""
    return [(q.one[0], q.other[0]) for q, opinion in asked if opinion.verdict == "follow_up"]


def divide(
    sketches: Sequence[Sketch],
    memory: Memory | None = None,
    *,
    languages: Mapping[str, str] | None = None,
    ask: Ask | None = None,
) -> tuple[list[Story], Memory, tuple[Read, ...]]:
    """Stories without section and rank, copies under the articles they repeat; and who was asked.

    `sketches` are in the order of their ids.
    """
    copies = find_copies(sketches)
    originals = [at for at in range(len(sketches)) if at not in copies]
    repeats: defaultdict[int, list[int]] = defaultdict(list)
    for copy, original in sorted(copies.items()):
        repeats[original].append(copy)
    clusters = Clusters([sketches[at] for at in originals], memory=memory)
    groups, asked = clusters.groups, tuple[Read, ...]()
    if ask is not None:
        groups, asked = _read(clusters, languages or {}, ask)
    stories = []
    for members in groups:
        ordered = [originals[seat] for seat in _lead_first(clusters, members)]
        pairs = [(sketches[copy], sketches[at]) for at in ordered for copy in repeats[at]]
        stories.append(_story([sketches[at] for at in ordered], pairs))
    return stories, clusters.memory(sketches), asked


def _read(
    clusters: Clusters, languages: Mapping[str, str], ask: Ask
) -> tuple[list[list[int]], tuple[Read, ...]]:
    """The groups after somebody has read the doubtful pairs of a stricter division."""
    groups = clusters.stricter_groups(STRICTER)
    limit = most_pairs(len(clusters.sketches))
    pairs = doubtful_pairs(clusters, groups, languages=languages, limit=limit)
    leads = {
        place: tuple(clusters.sketches[at].article for at in _lead_first(clusters, groups[place]))
        for pair in pairs
        for place in (pair.one, pair.other)
    }
    questions = [Question(leads[pair.one], leads[pair.other]) for pair in pairs]
    opinions = ask(questions) if questions else []
    read = [
        ((pair.one, pair.other), opinion)
        for pair, opinion in zip(pairs, opinions, strict=True)
        if opinion.verdict is not None
    ]
    groups = decided(
        groups,
        clusters.groups,
        together=[pair for pair, opinion in read if opinion.verdict == "same"],
        apart=[pair for pair, opinion in read if opinion.verdict != "same"],
    )
    return groups, tuple(zip(questions, opinions, strict=True))


def _story(originals: Sequence[Sketch], copies: Sequence[tuple[Sketch, Sketch]]) -> Story:
    """`copies` are pairs of a copy and its original."""
    number = story_id(item.article for item in (*originals, *(copy for copy, _ in copies)))
    voice = _voices([*originals, *(copy for copy, _ in copies)])
    independent = {voice[item.article] for item in originals}
    return Story(
        id=number,
        thread=number,
        section="",
        rank=NOT_RANKED,
        articles=tuple(item.article for item in originals),
        copies=tuple(
            Copy(article=copy.article, of=of.article)
            for copy, of in sorted(copies, key=lambda pair: pair[0].article)
        ),
        outlets=len(set(voice.values())),
        independent=len(independent),
    )


def _voices(items: Sequence[Sketch]) -> dict[str, str]:
    """Who speaks in each article: its publisher, where the address is the publisher's own.

    So editions and sub-domains of one publisher are one voice. A domain after which none of its
    outlets is named lends its pages to others, as an aggregator does; there the names count.
    """
    own = {item.site for item in items if item.site and belongs(item.source, item.site)}
    homes = {item.source: item.site for item in items if item.site in own}
    return {item.article: homes.get(item.source) or speaker(item.source) for item in items}


def _lead_first(clusters: Clusters, members: Sequence[int]) -> list[int]:
    """Whole articles before teasers and notes, trusted before others, then the most central.

    Central is the article that the others of the story are most like: it tells what they share.
    """
    if len(members) == 1:
        return list(members)
    items = [clusters.sketches[at] for at in members]
    middle = float(np.median([item.length for item in items]))
    places = np.array(members)
    central = clusters.space.among(places).mean(axis=1).round(3)
    keys = {
        at: (
            item.is_teaser,
            item.length < middle / 2,
            -item.weight,
            -float(value),
            float("inf") if item.day is None else item.day,
            item.article,
        )
        for at, item, value in zip(members, items, central, strict=True)
    }
    return sorted(members, key=lambda at: keys[at])
