"""An edition cut to fit a mail: what its readers miss least goes first."""

from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import cache
from typing import Any, TypeVar, cast

from digest.model import Digest
from digest.rendering.links import without_directive
from digest.rendering.message import EASY_HTML_BYTES, MOST_HTML_BYTES
from digest.rendering.output_form import Look
from digest.rendering.own_words import Labels
from digest.rendering.phrase import Phrase
from digest.rendering.view import DigestView, Mark, SectionView, StoryView
from digest.rendering.viewing import view

_T = TypeVar("_T")
_UNSEEN = 2
"""Of the `_TRIMS`, what nobody misses: it stands only in a mail that is short anyway."""
_LISTED = 3
"""Sources that a story lists in any mail; those that its sentences cite are listed besides."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cut:
    """How much of an edition goes into the mail."""

    trims: int
    """How many of `_TRIMS` are done."""
    whole: int
    """Stories told whole; the others are briefs."""
    printed: int


def fitted(digest: Digest, look: Look, size: Callable[[DigestView], int]) -> DigestView:
    """The edition with the least cut that fits, and a notice of what readers do not get.

    `size` tells the bytes of a view. All of it is cut if nothing less fits.
    """
    total = len(digest.stories)
    whole = total if look.brief_after is None else min(look.brief_after, total)
    cuts = list(_cuts(total, whole))

    @cache
    def cut(place: int) -> DigestView:
        return _cut(digest, look, cuts[place], whole)

    @cache
    def fits(place: int) -> bool:
        most = EASY_HTML_BYTES if cuts[place].trims < _UNSEEN else MOST_HTML_BYTES
        return size(cut(place)) <= most

    # Each cut is part of the next, so that the first which fits is found by halving.
    least = 0 if fits(0) else bisect_left(range(len(cuts)), 1, key=fits)
    return cut(min(least, len(cuts) - 1))


def _cuts(total: int, whole: int) -> Iterator[_Cut]:
    """Ever less, in the order in which it is missed: the first stories stay whole longest."""
    for trims in range(len(_TRIMS) + 1):
        yield _Cut(trims=trims, whole=whole, printed=total)
    for fewer in reversed(range(whole)):
        yield _Cut(trims=len(_TRIMS), whole=fewer, printed=total)
    for fewer in reversed(range(total)):
        yield _Cut(trims=len(_TRIMS), whole=0, printed=fewer)


def _cut(digest: Digest, look: Look, cut: _Cut, whole: int) -> DigestView:
    seen = view(digest, replace(look, brief_after=cut.whole))
    told = list(_told(seen, cut, whole))
    labels = seen.labels
    shortened = labels.say("shortened", cuts=labels.joined(told, "semicolon"))
    notices = (shortened,) if told else ()
    sections = (_section(section, cut) for section in seen.sections)
    return replace(
        seen,
        sections=tuple(section for section in sections if section.stories or section.unchanged),
        notices=(*seen.notices, *notices),
    )


def _section(section: SectionView, cut: _Cut) -> SectionView:
    stories, unchanged = (
        tuple(_trimmed(story, cut.trims) for story in some if story.number <= cut.printed)
        for some in (section.stories, section.unchanged)
    )
    return replace(section, stories=stories, unchanged=unchanged)


def _trimmed(story: StoryView, trims: int) -> StoryView:
    for trim, _ in _TRIMS[:trims]:
        story = trim(story)
    return story


def _told(seen: DigestView, cut: _Cut, whole: int) -> Iterator[str]:
    """What is cut, in words for its readers; what they hardly see is not told."""
    labels = seen.labels
    for trim, label in _TRIMS[: cut.trims]:
        if label and any(trim(story) != story for story in seen.stories):
            yield labels.say(label)
    last = min(cut.printed, len(seen.stories))
    if cut.whole < min(whole, last):
        yield _briefs(cut.whole + 1, last, labels)
    if cut.printed < len(seen.stories):
        yield labels.say("stories_left_out", len(seen.stories) - cut.printed)


def _briefs(first: int, last: int, labels: Labels) -> Phrase:
    if first == last:
        return labels.say("story_as_brief", story=last)
    return labels.say("stories_as_briefs", first=first, last=last)


def _without_hovers(story: StoryView) -> StoryView:
    return _with_marks(story, lambda mark: replace(mark, excerpts=()))


def _without_fragments(story: StoryView) -> StoryView:
    return _with_marks(
        story, lambda mark: replace(mark, url=mark.url and without_directive(mark.url))
    )


def _one_quotation(story: StoryView) -> StoryView:
    return replace(story, quotes=story.quotes[:1])


def _without_timeline(story: StoryView) -> StoryView:
    return replace(story, timeline=())


def _few_sources(story: StoryView) -> StoryView:
    """The first sources and those that something printed cites."""
    cited = {mark.number for mark in _marks_of(story)}
    kept = tuple(
        source
        for place, source in enumerate(story.sources)
        if place < _LISTED or source.number in cited
    )
    return replace(story, sources=kept, more_sources=len(story.sources) - len(kept))


def _marks_of(story: StoryView) -> Iterator[Mark]:
    for point in (*story.points, *(moment.point for moment in story.timeline)):
        yield from point.marks
    yield from (quote.mark for quote in story.quotes)
    for difference in story.differences:
        for position in difference.positions:
            yield from position.marks


def _with_marks(value: _T, change: Callable[[Mark], Mark]) -> _T:
    """The story, or a part of it, with each of its citations changed."""
    made: Any = value
    if isinstance(value, Mark):
        made = change(value)
    elif isinstance(value, tuple):
        made = tuple(_with_marks(one, change) for one in value)
    elif is_dataclass(value) and not isinstance(value, type):
        parts = {one.name: getattr(value, one.name) for one in fields(value)}
        made = replace(value, **{name: _with_marks(part, change) for name, part in parts.items()})
    return cast("_T", made)


_TRIMS: tuple[tuple[Callable[[StoryView], StoryView], str], ...] = (
    (_without_hovers, ""),
    (_without_fragments, ""),
    (_one_quotation, "one_quotation"),
    (_without_timeline, "no_timelines"),
    (_few_sources, ""),
)
"""What goes before any story is made short, least missed first, and the label that tells it."""
