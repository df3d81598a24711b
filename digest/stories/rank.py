"""Which story stands where, and why: every part of the score has a name."""

from collections import Counter
from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from math import log2

from digest.model import NO_SECTION, Article, Rank, Reason, Story, Told
from digest.stories.topics import Topic, Topics

RECENCY_HALF_LIFE_DAYS = 1.0
REPORTS_NOTHING = -0.5
"""A guide of today stands with the news of yesterday."""


Tells = Callable[[Story], Told]
NOTHING_TOLD = "no sentence of it can be told alone, and its headline tells nothing"


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A story that the edition does not tell, and the reason in words for its reader."""

    story: Story
    reason: str
    is_muted: bool = False
    """The editor does not want it told; nor that it was left out."""

    @property
    def articles(self) -> tuple[str, ...]:
        """All its articles, copies included: each of them counts as left out."""
        return self.story.members


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupOptions:
    """What the reader asked for. Limits of None are none."""

    topics: tuple[Topic, ...] = ()
    sections: tuple[str, ...] = ()
    """In the order of the edition; sections not named follow, by name."""
    default_section: str = NO_SECTION
    limit: int | None = None
    """Stories in an edition."""
    section_limit: int | None = None
    """Stories in a section."""
    mute_outlets: tuple[str, ...] = ()
    """Outlets whose articles are not told, by their names."""
    share: float = 0.5
    """The part of a limit that stories of one single outlet, or of one topic, may fill while
    other stories wait."""


def section_of(
    story: Story, articles: Mapping[str, Article], topics: Topics, options: GroupOptions
) -> str:
    """The section of the first topic that names one, else that of most articles."""
    for topic in topics.watched(story):
        if topic.section is not None:
            return topic.section
    given = (articles[at].section for at in story.articles)
    named = Counter(section for section in given if section)
    return named.most_common(1)[0][0] if named else options.default_section


def rank_of(
    story: Story,
    articles: Mapping[str, Article],
    topics: Topics,
    now: datetime,
    *,
    timeless: Container[str] = (),
) -> Rank:
    """The score of a story with its reasons; its position is not known yet (0).

    `timeless` are articles that report nothing: guides, lists, reviews.
    """
    originals = [articles[at] for at in story.articles]
    everyone = [*originals, *(articles[copy.article] for copy in story.copies)]
    reasons = [Reason(what="independent outlets", value=log2(1 + story.independent))]
    weights: dict[str, float] = {}
    for article in originals:
        weights[article.source] = max(article.weight, weights.get(article.source, 0.0))
    trust = sum(weights.values()) / len(weights)
    if trust != 1:
        value = log2(1 + story.independent * max(trust, 0.0)) - reasons[0].value
        reasons.append(Reason(what="source weight", value=value))
    dates = [article.published for article in everyone if article.published is not None]
    if dates:
        age = max(0.0, (now.astimezone(UTC) - max(dates)).total_seconds() / 86_400)
        value = 0.5 ** min(age / RECENCY_HALF_LIFE_DAYS, 60)
        reasons.append(Reason(what="recency", value=value))
    if all(at in timeless for at in story.articles):
        reasons.append(Reason(what="reports nothing", value=REPORTS_NOTHING))
    reasons += [
        Reason(what=f"topic: {topic.name}", value=topic.boost) for topic in topics.watched(story)
    ]
    rounded = tuple(replace(reason, value=round(reason.value, 3)) for reason in reasons)
    return Rank(position=0, score=round(sum(r.value for r in rounded), 3), reasons=rounded)


def choose(
    stories: Sequence[Story],
    articles: Mapping[str, Article],
    topics: Topics,
    options: GroupOptions,
    tells: Tells | None = None,
) -> tuple[tuple[Story, ...], tuple[LeftOut, ...]]:
    """The stories of the edition in its order, and the others, each with its reason.

    A story of which `tells` knows a headline alone gets a place that is left over; one of which it
    knows nothing is left out, unless none would be left.
    """
    ordered = sorted(stories, key=lambda story: _precedence(story, articles))
    left_out: list[LeftOut] = []
    audible: list[Story] = []
    for story in ordered:
        muted = topics.muted(story)
        if muted is None:
            audible.append(story)
        else:
            reason = f"muted by topic {muted[0].name!r}: {muted[1]!r}"
            left_out.append(LeftOut(story=story, reason=reason, is_muted=True))
    chosen = _within(audible, articles, topics, options, tells)
    if tells is not None and all(reason for _, reason in chosen):
        chosen = _within(audible, articles, topics, options, None)
    kept = {story.id for story, reason in chosen if reason is None}
    left_out += [
        LeftOut(story=story, reason=reason) for story, reason in chosen if reason is not None
    ]
    place = section_order(options)
    told = sorted(
        (story for story in audible if story.id in kept),
        key=lambda story: (place(story.section), _precedence(story, articles)),
    )
    numbered = tuple(
        replace(story, rank=replace(story.rank, position=position))
        for position, story in enumerate(told, start=1)
    )
    return numbered, tuple(left_out)


def _precedence(story: Story, articles: Mapping[str, Article]) -> tuple[float, float, str]:
    """Sorts stories: the higher score first, of equal ones that with the newest article."""
    dates = (articles[at].published for at in story.members)
    newest = max((day.timestamp() for day in dates if day is not None), default=0.0)
    return -story.rank.score, -newest, story.id


def section_order(options: GroupOptions) -> Callable[[str], tuple[int, str]]:
    """Sorts sections as configured, the others after them by name."""
    places = {name: place for place, name in enumerate(options.sections)}
    return lambda section: (places.get(section, len(places)), section)


def _within(
    stories: Sequence[Story],
    articles: Mapping[str, Article],
    topics: Topics,
    options: GroupOptions,
    tells: Tells | None,
) -> list[tuple[Story, str | None]]:
    """Each story with None, or with the limit or the lack that it fell to.

    Two passes: the first keeps places free of any one outlet's or topic's overflow, and of bare
    headlines; the second gives the places that nobody else wanted to those who waited.
    """
    taken: Counter[tuple[str, str]] = Counter()
    verdicts: dict[str, str | None] = {}
    waiting: list[Story] = []
    bare: list[Story] = []

    def full(story: Story) -> str | None:
        if options.limit is not None and taken["edition", ""] >= options.limit:
            return f"beyond the edition's limit of {options.limit}"
        at_most = options.section_limit
        if at_most is not None and taken["section", story.section] >= at_most:
            return f"beyond the limit of {at_most} in section {story.section!r}"
        return NOTHING_TOLD if tells and tells(story) == "nothing" else None

    for story in stories:
        quotas = _quotas(story, articles, topics, options)
        if full(story) is None and any(taken[kind] >= most for kind, most in quotas.items()):
            waiting.append(story)
            continue
        verdicts[story.id] = full(story)
        if verdicts[story.id] is None and tells and tells(story) == "headline":
            bare.append(story)
        elif verdicts[story.id] is None:
            taken.update([("edition", ""), ("section", story.section), *quotas])
    for story in (*waiting, *bare):
        verdicts[story.id] = full(story)
        if verdicts[story.id] is None:
            taken.update([("edition", ""), ("section", story.section)])
    return [(story, verdicts[story.id]) for story in stories]


def _quotas(
    story: Story, articles: Mapping[str, Article], topics: Topics, options: GroupOptions
) -> dict[tuple[str, str], int]:
    """What a story would take the place of others with, and how many such stories may be told.

    In the edition that is its only outlet and its topics; in a section, which may be a topic's
    own, its only outlet.
    """
    quotas: dict[tuple[str, str], int] = {}
    lead = articles[story.articles[0]]
    outlet, is_single = lead.source, story.outlets == 1 and lead.has_outlet
    if options.limit is not None:
        most = max(1, round(options.limit * options.share))
        quotas |= {("topic", topic.name): most for topic in topics.watched(story)}
        quotas |= {("outlet", outlet): most} if is_single else {}
    if options.section_limit is not None and is_single:
        most = max(1, round(options.section_limit * options.share))
        quotas[f"outlet in {story.section}", outlet] = most
    return quotas
