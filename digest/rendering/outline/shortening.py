"""One message of an edition, short enough for its place: whole stories, then briefs, then fewer."""

from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from digest.rendering.outline.paragraphs import Paragraph, foot, head, masthead, told
from digest.rendering.view import DigestView, StoryView


@dataclass(frozen=True, slots=True)
class Message:
    """An edition, or the first part of it; no story and no sentence in it is cut off."""

    head: tuple[Paragraph, ...]
    stories: tuple[tuple[Paragraph, ...], ...]
    foot: tuple[Paragraph, ...]

    @property
    def paragraphs(self) -> Iterator[Paragraph]:
        """All of them."""
        yield from self.head
        for story in self.stories:
            yield from story
        yield from self.foot


def least_cut(
    seen: DigestView, fits: Callable[[Message], bool], *, by_outlet: bool = False
) -> Message:
    """The message with the least left out that fits; the title and the way to all of it at least.

    `by_outlet`: sentences name their outlets, instead of numbers of the sources.
    """
    total = len(seen.stories)
    cuts = [(whole, total) for whole in range(total, -1, -1)]
    cuts += [(0, printed) for printed in range(total - 1, -1, -1)]

    @cache
    def message(place: int) -> Message:
        return _message(seen, *cuts[place], by_outlet=by_outlet)

    # each cut is part of the one before it, so that the first which fits is found by halving
    least = bisect_left(range(len(cuts)), 1, key=lambda place: fits(message(place)))
    if least < len(cuts):
        return message(least)
    bare = message(len(cuts) - 1)
    return replace(bare, head=tuple(masthead(seen)))


def _message(seen: DigestView, whole: int, printed: int, *, by_outlet: bool) -> Message:
    """The first stories whole, then briefs, up to the one of that number."""
    kept = [
        story if place < whole else _brief(story)
        for place, story in enumerate(seen.stories[:printed])
    ]
    return Message(
        head=tuple(head(seen)),
        stories=tuple(tuple(told(story, seen.labels, by_outlet=by_outlet)) for story in kept),
        foot=tuple(foot(seen, len(seen.stories) - printed)),
    )


def _brief(story: StoryView) -> StoryView:
    points = story.points[:1]
    return replace(story, points=points, known=None, context=None, differences=(), quotes=())
