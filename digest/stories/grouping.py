"""Articles in, ranked stories out; every article is in one story, or left out with a reason."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from hashlib import sha256

import numpy as np

from digest.model import Article, Copy, Coverage, Rank, Story
from digest.stories.cluster import Clusters
from digest.stories.copies import find_copies
from digest.stories.memory import Memory
from digest.stories.rank import LeftOut, RankOptions, choose, rank_of, section_of
from digest.stories.sketches import VERSION, Sketch, sketch
from digest.stories.threads import PastStory, tie

UNKNOWN = Rank(position=0, score=0.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupOptions(RankOptions):
    """What the reader asked for; see RankOptions."""


@dataclass(frozen=True, slots=True)
class Grouping:
    """All articles of a batch, divided."""

    stories: tuple[Story, ...]
    """In the order of the edition."""
    left_out: tuple[LeftOut, ...]
    memory: Memory = field(default_factory=Memory, compare=False, repr=False)
    """For the next run over a window that has moved on."""

    def coverage(self, *, read: int, skipped: int = 0) -> Coverage:
        """The account of `read` items, `skipped` of which never became articles here.

        Raises ValueError when it does not add up.
        """
        return Coverage(
            read=read,
            told=len(self.stories),
            copies=sum(len(story.copies) for story in self.stories),
            merged=sum(len(story.articles) - 1 for story in self.stories),
            left_out=skipped + sum(len(item.articles) for item in self.left_out),
        )


def sketches_of(
    articles: Iterable[Article], known: Mapping[str, Sketch] | None = None
) -> dict[str, Sketch]:
    """The sketch of each article by its id, made only where `known` has none of this version."""
    kept = known or {}
    found: dict[str, Sketch] = {}
    for article in articles:
        old = kept.get(article.id)
        found[article.id] = old if old and old.version == VERSION else sketch(article)
    return found


def group(
    articles: Sequence[Article],
    *,
    now: datetime,
    options: GroupOptions | None = None,
    earlier: Sequence[PastStory] = (),
    memory: Memory | None = None,
) -> Grouping:
    """Divide a batch into stories, rank them, tie them to `earlier` ones.

    The order of `articles` decides nothing. With the `memory` of the run before, a window that
    kept most of its articles costs little more than the new ones. Raises ValueError when two
    articles have the same id.
    """
    options = options or GroupOptions()
    by_id = {article.id: article for article in sorted(articles, key=lambda a: a.id)}
    if len(by_id) != len(articles):
        raise ValueError("two articles have the same id")
    traces = sketches_of(by_id.values(), memory.sketches if memory else None)
    divided, memory = divide(list(traces.values()), memory)
    stories = [
        replace(story, section=section_of([by_id[at] for at in story.articles], options))
        for story in divided
    ]
    stories = tie(stories, traces, earlier)
    ranked = [replace(story, rank=rank_of(story, by_id, options, now)) for story in stories]
    told, left_out = choose(ranked, by_id, options)
    return Grouping(told, left_out, memory)


def divide(sketches: Sequence[Sketch], memory: Memory | None = None) -> tuple[list[Story], Memory]:
    """Stories without section and rank, copies under the articles they repeat.

    `sketches` are in the order of their ids.
    """
    copies = find_copies(sketches)
    originals = [at for at in range(len(sketches)) if at not in copies]
    repeats: defaultdict[int, list[int]] = defaultdict(list)
    for copy, original in sorted(copies.items()):
        repeats[original].append(copy)
    clusters = Clusters([sketches[at] for at in originals], memory=memory)
    stories = [
        _story(
            [sketches[originals[at]] for at in _lead_first(clusters, members)],
            {
                sketches[copy].article: sketches[originals[at]]
                for at in members
                for copy in repeats[originals[at]]
            },
            {sketches[copy].source for at in members for copy in repeats[originals[at]]},
        )
        for members in clusters.groups
    ]
    return stories, clusters.memory(sketches)


def _story(originals: Sequence[Sketch], copies: Mapping[str, Sketch], copying: set[str]) -> Story:
    everyone = sorted([*(item.article for item in originals), *copies])
    number = sha256("\n".join(everyone).encode()).hexdigest()[:16]
    voices = {item.source for item in originals}
    return Story(
        id=number,
        thread=number,
        section="",
        rank=UNKNOWN,
        articles=tuple(item.article for item in originals),
        copies=tuple(Copy(article=copy, of=of.article) for copy, of in sorted(copies.items())),
        outlets=len(voices | copying),
        independent=len(voices),
    )


def _lead_first(clusters: Clusters, members: Sequence[int]) -> list[int]:
    """Whole articles before teasers and notes, trusted before others, then the most central.

    Central is the article that the others of the story are most like: it tells what they share.
    """
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
