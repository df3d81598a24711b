"""Which story leads an edition, which are told whole, and which in a sentence or a line."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from digest.model import Digest, ToldStory

Level = Literal["lead", "top", "brief", "headline", "line"]
"""The most important story; those after it; those of one sentence; those of which nothing but the
headline is told; those with nothing new."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A story in its place."""

    story: ToldStory
    level: Level
    is_short: bool
    """Told in one sentence: a brief, or a top story that a mail has no room for."""


def placed(digest: Digest, tops: int | None = None, whole: int | None = None) -> list[Placed]:
    """The stories as they are printed and numbered; None is no limit.

    The `tops` that rank highest come first, section by section, and the first of them before all.
    Briefs, headlines and stories with nothing new follow. Beyond the `whole` first, tops are short
    as well.
    """
    sections = list(dict.fromkeys(story.section for story in digest.stories))
    ordered = sorted(digest.stories, key=lambda story: sections.index(story.section))
    fresh = [place for place, story in enumerate(ordered) if not is_unchanged(story)]
    news = [place for place in fresh if ordered[place].summary.is_told]
    weighed = sorted(news, key=lambda place: -ordered[place].rank.score)
    chosen = weighed[:tops]
    told_whole = set(chosen[:whole])

    def at(places: list[int], level: Level) -> Iterator[Placed]:
        for place in places:
            is_short = place not in told_whole and level not in ("headline", "line")
            yield Placed(story=ordered[place], level=level, is_short=is_short)

    return [
        *at(chosen[:1], "lead"),
        *at(sorted(chosen[1:]), "top"),
        *at(sorted(set(news) - set(chosen)), "brief"),
        *at(sorted(set(fresh) - set(news)), "headline"),
        *at(sorted(set(range(len(ordered))) - set(fresh)), "line"),
    ]


def is_unchanged(story: ToldStory) -> bool:
    """Whether it goes on from an earlier edition and has nothing that was not printed then."""
    return story.continues is not None and not any(p.is_new for p in story.summary.points)
