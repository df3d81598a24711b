"""What goes on: a story is tied to the one it continues, and only what was never printed is new."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time

import numpy as np

from digest.model import Article, Edition, Story, ToldStory
from digest.stories.cluster import CUT, Clusters
from digest.stories.sketches import Sketch, sketch
from digest.stories.terms import STOP_WORDS, stem, words_of

PRINTED = 0.85
"""Share of a point's content words that one printed point must have for it to be no news."""
PRINTED_TOGETHER = 0.95
"""The same for all printed points together."""
LEADS, LEAD_CHARACTERS = 6, 800
"""What is kept of a story's articles, to recognise it by."""
FIGURE = re.compile(r"\d")


@dataclass(frozen=True, slots=True, kw_only=True)
class PastStory:
    """What is remembered of a story that an earlier edition told."""

    thread: str
    date: date
    """Of the edition."""
    headline: str
    points: tuple[str, ...]
    """The sentences printed."""
    articles: tuple[str, ...]
    """Ids, copies included."""
    text: str = ""
    """The beginnings of its articles, to recognise the event by."""
    number: int | None = None
    """Of the edition."""


def remember(story: ToldStory, articles: Mapping[str, Article], edition: Edition) -> PastStory:
    """What to keep of a story once its edition was sent."""
    leads = (articles[at].text[:LEAD_CHARACTERS] for at in story.articles[:LEADS])
    return PastStory(
        thread=story.thread,
        date=edition.date,
        headline=story.headline,
        points=tuple(point.text for point in story.summary.points),
        articles=(*story.articles, *(copy.article for copy in story.copies)),
        text="\n".join(leads),
        number=edition.number,
    )


def tie(
    stories: Sequence[Story], sketches: Mapping[str, Sketch], earlier: Sequence[PastStory]
) -> list[Story]:
    """The same stories, each with the thread it continues; one story at most per thread.

    A past story of the very same articles (or more) is this story built again: it gives its
    thread and is no continuation.
    """
    if not earlier:
        return list(stories)
    by_date = sorted(earlier, key=lambda past: (past.date, past.number or 0, past.thread))
    latest = {past.thread: past for past in by_date}
    taken: set[str] = set()
    tied: dict[str, Story] = {}
    for story, past, is_rebuild in _matches(stories, sketches, by_date):
        if story.id in tied or past.thread in taken:
            continue
        taken.add(past.thread)
        last = latest[past.thread]
        continues = None if is_rebuild else f"{last.date.isoformat()}: {last.headline}"
        tied[story.id] = replace(story, thread=past.thread, continues=continues)
    return [tied.get(story.id, story) for story in stories]


def _matches(
    stories: Sequence[Story], sketches: Mapping[str, Sketch], earlier: Sequence[PastStory]
) -> list[tuple[Story, PastStory, bool]]:
    """Pairs that may belong together, the surest first; whether the past one is a rebuild."""
    members = [_members(story) for story in stories]
    scores = _scores(stories, sketches, earlier)
    found = []
    for row, story in enumerate(stories):
        for column, past in enumerate(earlier):
            common = members[row] & set(past.articles)
            is_rebuild = members[row] == common
            share = len(common) / len(members[row])
            if share or scores[row, column] >= CUT:
                key = (-is_rebuild, -share, -round(float(scores[row, column]), 6), -column)
                found.append((key, story, past, is_rebuild))
    found.sort(key=lambda match: (match[0], match[1].id))
    return [match[1:] for match in found]


def _members(story: Story) -> set[str]:
    return {*story.articles, *(copy.article for copy in story.copies)}


def _scores(
    stories: Sequence[Story], sketches: Mapping[str, Sketch], earlier: Sequence[PastStory]
) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    """The mean score of a story's articles with a past story, as if it were one article more."""
    present = sorted({at for story in stories for at in story.articles})
    places = {at: place for place, at in enumerate(present)}
    old = [_past_sketch(past, place) for place, past in enumerate(earlier)]
    batch = Clusters([*(sketches[at] for at in present), *old], divide=False)
    columns = np.arange(len(present), len(present) + len(old))
    table = np.zeros((len(stories), len(old)))
    for row, story in enumerate(stories):
        rows = [places[at] for at in story.articles]
        table[row] = np.mean([batch.scores_with(at, columns) for at in rows], axis=0)
    return table


def _past_sketch(past: PastStory, place: int) -> Sketch:
    """A past story as if it were an article."""
    return sketch(
        Article(
            id=f"past {place}",
            source="",
            url=None,
            title=past.headline,
            published=datetime.combine(past.date, time(), tzinfo=UTC),
            language="und",
            text=past.text or " ".join(past.points),
            sentences=(),
        )
    )


def novelty(points: Sequence[str], printed: Iterable[str]) -> tuple[bool, ...]:
    """For each point whether it says something that no printed one said.

    A figure never printed is always news; otherwise a point is old when one printed point, or all
    together, carry nearly all of its content words.
    """
    old = [_facts(text) for text in printed]
    everything = frozenset().union(*old)
    return tuple(_is_new(_facts(text), old, everything) for text in points)


def _facts(text: str) -> frozenset[str]:
    words = (word for word in words_of(text) if len(word) > 1 and word not in STOP_WORDS)
    return frozenset(stem(word) for word in words)


def _is_new(
    facts: frozenset[str], old: Sequence[frozenset[str]], everything: frozenset[str]
) -> bool:
    if any(FIGURE.search(fact) for fact in facts - everything):
        return True
    if not facts:
        return False
    best = max((len(facts & past) for past in old), default=0) / len(facts)
    return best < PRINTED and len(facts & everything) / len(facts) < PRINTED_TOGETHER
