"""An edition cut to fit a mail: what its readers miss least goes first."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from digest.model import Digest
from digest.rendering.cited_view import DifferenceView, Mark, PointView
from digest.rendering.links import without_directive
from digest.rendering.message import EASY_HTML_BYTES
from digest.rendering.output_form import Look
from digest.rendering.view import DigestView, StoryView
from digest.rendering.viewing import view

_UNSEEN = 2
"""Of the `_TRIMS`, what nobody misses: it stands only in a mail that is short anyway."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cut:
    """How much of an edition goes into the mail."""

    trims: int
    """How many of `_TRIMS` are done."""
    whole: int
    """Stories told whole, of those that are no briefs."""
    printed: int


def fitted(
    digest: Digest, look: Look, page_of: Callable[[DigestView], str]
) -> tuple[DigestView, str]:
    """The edition with the least cut that fits, with a notice of what readers do not get; its page.

    All of it is cut if nothing less fits.
    """
    total = len(digest.stories)
    whole = total if look.brief_after is None else min(look.brief_after, total)
    cuts = list(_cuts(total, whole))
    most = look.theme.most_bytes

    shortened = _shortener(digest, look)

    @cache
    def cut(place: int) -> DigestView:
        return shortened(cuts[place])

    @cache
    def page(place: int) -> str:
        return page_of(cut(place))

    @cache
    def fits(place: int) -> bool:
        room = min(most, EASY_HTML_BYTES) if cuts[place].trims < _UNSEEN else most
        return _size(page(place)) <= room

    # Each cut is part of the next, so that the first which fits is found by halving.
    least = 0 if fits(0) else bisect_left(range(len(cuts)), 1, key=fits)
    found = min(least, len(cuts) - 1)
    return cut(found), page(found)


def _size(page: str) -> int:
    """In bytes as it travels, where each line ends in two."""
    return len(page.encode()) + page.count("\n")


def _cuts(total: int, whole: int) -> Iterator[_Cut]:
    """Ever less, in the order in which it is missed: what ranks highest stays whole longest."""
    for trims in range(len(_TRIMS) + 1):
        yield _Cut(trims=trims, whole=whole, printed=total)
    for fewer in reversed(range(whole)):
        yield _Cut(trims=len(_TRIMS), whole=fewer, printed=total)
    for fewer in reversed(range(total)):
        yield _Cut(trims=len(_TRIMS), whole=0, printed=fewer)


def _shortener(digest: Digest, look: Look) -> Callable[[_Cut], DigestView]:
    """What cuts the edition; what several cuts have in common is made once."""

    @cache
    def seen(whole: int) -> DigestView:
        return view(digest, look, whole)

    @cache
    def trimmed(whole: int, trims: int) -> tuple[StoryView, ...]:
        if trims == 0:
            return tuple(map(_few_sources, seen(whole).stories))
        return tuple(map(_TRIMS[trims - 1][0], trimmed(whole, trims - 1)))

    @cache
    def lost(whole: int, trims: int) -> tuple[str, ...]:
        """The labels of what these trims have taken away."""
        return tuple(
            label
            for place, (_, label) in enumerate(_TRIMS[:trims])
            if label and trimmed(whole, place) != trimmed(whole, place + 1)
        )

    def shortened(cut: _Cut) -> DigestView:
        kept = trimmed(cut.whole, cut.trims)[: cut.printed]
        return _with_stories(seen(cut.whole), kept, lost(cut.whole, cut.trims))

    return shortened


def _with_stories(seen: DigestView, kept: Sequence[StoryView], lost: Sequence[str]) -> DigestView:
    """The edition with these of its stories, and what its readers are told of the others."""
    by_number = {story.number: story for story in kept}

    def some(stories: Iterable[StoryView]) -> tuple[StoryView, ...]:
        return tuple(by_number[one.number] for one in stories if one.number in by_number)

    sections = (replace(one, stories=some(one.stories)) for one in seen.sections)
    return replace(
        seen,
        top_story=next(iter(some([seen.top_story] if seen.top_story else [])), None),
        sections=tuple(section for section in sections if section.stories),
        briefs=some(seen.briefs),
        headlines=some(seen.headlines),
        unchanged=some(seen.unchanged),
        notices=(*seen.notices, *_told(seen, kept, lost)),
    )


def _told(seen: DigestView, kept: Sequence[StoryView], lost: Sequence[str]) -> Iterator[str]:
    """What is cut, in words for its readers; what they hardly see is not told."""
    labels = seen.labels
    told = [labels.say(label) for label in lost]
    if short := sum(story.is_brief and story.level != "brief" for story in kept):
        told.append(labels.say("stories_short", short))
    if gone := len(seen.stories) - len(kept):
        told.append(labels.say("stories_left_out", gone))
    if told:
        yield labels.say("shortened", cuts=labels.joined(told, "semicolon"))


def _without_hovers(story: StoryView) -> StoryView:
    return _with_marks(story, lambda mark: replace(mark, has_hover=False))


def _without_fragments(story: StoryView) -> StoryView:
    return _with_marks(
        story, lambda mark: replace(mark, url=mark.url and without_directive(mark.url))
    )


def _one_quotation(story: StoryView) -> StoryView:
    return replace(story, quotes=story.quotes[:1])


def _without_timeline(story: StoryView) -> StoryView:
    return replace(story, timeline=())


def _without_evidence(story: StoryView) -> StoryView:
    return _with_marks(story, lambda mark: replace(mark, excerpts=()))


def _few_sources(story: StoryView) -> StoryView:
    """The best sources, and those whose numbers stand in the story."""
    best = {source.number for source in story.best_sources}
    kept = tuple(one for one in story.sources if one.number in best or one.is_cited)
    return replace(story, sources=kept, more_sources=len(story.sources) - len(kept))


def _with_marks(story: StoryView, change: Callable[[Mark], Mark]) -> StoryView:
    """The story with each citation in it changed."""

    def cited(point: PointView) -> PointView:
        return replace(point, marks=tuple(map(change, point.marks)))

    def sides(difference: DifferenceView) -> DifferenceView:
        changed = (
            replace(one, marks=tuple(map(change, one.marks))) for one in difference.positions
        )
        return replace(difference, positions=tuple(changed))

    return replace(
        story,
        points=tuple(map(cited, story.points)),
        known=story.known and cited(story.known),
        context=story.context and cited(story.context),
        quotes=tuple(replace(quote, mark=change(quote.mark)) for quote in story.quotes),
        differences=tuple(map(sides, story.differences)),
        timeline=tuple(replace(one, point=cited(one.point)) for one in story.timeline),
    )


_TRIMS: tuple[tuple[Callable[[StoryView], StoryView], str], ...] = (
    (_without_hovers, ""),
    (_without_fragments, ""),
    (_one_quotation, "one_quotation"),
    (_without_timeline, "no_timelines"),
    (_without_evidence, ""),
)
"""What goes before any story is made short, least missed first, and the label that says so."""
