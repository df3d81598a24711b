"""What goes on: a story is tied to the one it continues, and only what was never printed is new."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time

import numpy as np

from digest.language.lexicons import Lexicon, has, lexicon
from digest.model import Article, Edition, Story, ToldStory
from digest.stories.cluster import Clusters
from digest.stories.incremental import Memory
from digest.stories.sketches import Sketch, sketch
from digest.stories.terms import NOT, claims, stem, stop_words, words_of

LEFT_OUT = 0.05
"""Share of a point's words with content that were never printed, up to which it is no news: in
"the council has dropped its plan to close the bridge" one word in eight is."""
CONTINUES = 0.04
"""The mean score of a story's articles with an earlier story that it continues: less than two
articles need to be one story, as what follows is another event of one affair."""
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
        articles=story.members,
        text="\n".join(leads),
        number=edition.number,
    )


def tie(
    stories: Sequence[Story],
    sketches: Mapping[str, Sketch],
    earlier: Sequence[PastStory],
    memory: Memory | None = None,
) -> list[Story]:
    """The same stories, each with the thread it continues; one story at most per thread.

    `earlier` holds no earlier try at this very edition: who remembers editions knows which were
    sent, and a story made again of the articles of one that was not sent is no continuation.
    With the `memory` of the division only the earlier stories are searched for.
    """
    if not earlier:
        return list(stories)
    by_date = sorted(earlier, key=lambda past: (past.date, past.number or 0, past.thread))
    latest = {past.thread: past for past in by_date}
    taken: set[str] = set()
    tied: dict[str, Story] = {}
    for story, past in _matches(stories, sketches, by_date, memory):
        if story.id in tied or past.thread in taken:
            continue
        taken.add(past.thread)
        last = latest[past.thread]
        continues = f"{last.date.isoformat()}: {last.headline}"
        tied[story.id] = replace(story, thread=past.thread, continues=continues)
    return [tied.get(story.id, story) for story in stories]


def followed(
    stories: Sequence[Story],
    follow_ups: Iterable[tuple[str, str]],
    articles: Mapping[str, Article],
) -> list[Story]:
    """The same stories; one that follows another of them names it and shares its thread.

    `follow_ups` are pairs of articles whose stories follow each other. Which comes first is known
    where both have dates. A story that continues an earlier edition's goes on doing that.
    """
    found = {story.id: story for story in stories}
    homes = {at: story.id for story in stories for at in story.articles}
    began = {story.id: first_report(story, articles) for story in stories}
    steps = []
    for pair in follow_ups:
        ids = {homes[at] for at in pair if at in homes}
        dated = [(day, id_) for id_ in ids if (day := began[id_]) is not None]
        if len(dated) == len(pair) and min(dated)[0] < max(dated)[0]:
            steps.append((*max(dated), *min(dated)))
    for _, after, day, before in sorted(steps):
        if found[after].continues is None:
            title = articles[found[before].articles[0]].title
            continues = f"{day.date().isoformat()}: {title}"
            found[after] = replace(found[after], thread=found[before].thread, continues=continues)
    return list(found.values())


def first_report(story: Story, articles: Mapping[str, Article]) -> datetime | None:
    """When the first of the story's articles was published; None where nobody said."""
    days = (articles[at].published for at in story.articles)
    return min((day for day in days if day is not None), default=None)


def _matches(
    stories: Sequence[Story],
    sketches: Mapping[str, Sketch],
    earlier: Sequence[PastStory],
    memory: Memory | None,
) -> list[tuple[Story, PastStory]]:
    """Pairs that may belong together, the surest first."""
    scores = _scores(stories, sketches, earlier, memory)
    columns: defaultdict[str, set[int]] = defaultdict(set)
    for column, past in enumerate(earlier):
        for at in past.articles:
            columns[at].add(column)
    found = []
    for row, story in enumerate(stories):
        members = set(story.members)
        shared = Counter(column for at in members for column in columns[at])
        for column in sorted(shared.keys() | scores[row].keys()):
            score = scores[row].get(column, 0.0)
            if shared[column] or score >= CONTINUES:
                key = (-shared[column] / len(members), -round(score, 6), -column)
                found.append((key, story, earlier[column]))
    found.sort(key=lambda match: (match[0], match[1].id))
    return [match[1:] for match in found]


def _scores(
    stories: Sequence[Story],
    sketches: Mapping[str, Sketch],
    earlier: Sequence[PastStory],
    memory: Memory | None,
) -> list[dict[int, float]]:
    """For each story, the past stories near it with their mean score over its articles.

    A past story is scored as if it were one article more.
    """
    homes = {at: row for row, story in enumerate(stories) for at in story.articles}
    present = sorted(homes)
    places = {at: place for place, at in enumerate(present)}
    old = [_past_sketch(past, place) for place, past in enumerate(earlier)]
    # How rare a word is, is counted with the earlier stories: a small batch does not know it.
    known = memory and replace(memory, frequencies=None)
    batch = Clusters([*(sketches[at] for at in present), *old], divide=False, memory=known)
    table: list[dict[int, float]] = [{} for _ in stories]
    for column in range(len(old)):
        at = len(present) + column
        near = (present[place] for place in batch.near.ids[at].tolist() if place < len(present))
        for row in {homes[article] for article in near}:
            members = np.array([places[article] for article in stories[row].articles])
            table[row][column] = float(batch.scores_with(at, members).mean())
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


def novelty(points: Sequence[str], printed: Iterable[str], language: str) -> tuple[bool, ...]:
    """For each point whether it says something that no printed one said.

    A figure never printed is always news, and so is what is denied or no longer denied, and what
    has happened of what was planned; otherwise a point is old when all the printed ones together
    have nearly all of its words with content.
    """
    known, texts = lexicon(language), list(printed)
    told = [text for text in texts if not has(text, known.planned)]
    done, everything = (_union(_facts(text, known) for text in some) for some in (told, texts))
    return tuple(
        _is_new(_facts(text, known), everything if has(text, known.planned) else done)
        for text in points
    )


def _union(some: Iterable[frozenset[str]]) -> frozenset[str]:
    return frozenset[str]().union(*some)


def _facts(text: str, known: Lexicon) -> frozenset[str]:
    """Stems of the words with content; figures in digits, and `not close` for what is negated."""
    words = words_of(text)
    told = claims(words, known)
    left_out = stop_words() | known.numbers.keys()
    plain = {stem(word) for word in words if len(word) > 1 and word not in left_out}
    return frozenset(told | plain - {fact.removeprefix(NOT) for fact in told})


def _is_new(facts: frozenset[str], printed: frozenset[str]) -> bool:
    added = facts - printed
    if any(FIGURE.search(fact) or fact.startswith(NOT) or NOT + fact in printed for fact in added):
        return True
    return bool(facts) and len(added) > LEFT_OUT * len(facts)
