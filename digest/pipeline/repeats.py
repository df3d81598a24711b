"""What an earlier edition has printed already: new points are marked, old stories made short."""

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Literal

from digest import stories
from digest.errors import NothingNewError
from digest.model import Edition, Skipped, Story, Summary, Window
from digest.pipeline.gathering import Gathered, absent, untold
from digest.settings import Settings
from digest.store import Store
from digest.stories import LeftOut

NO_CHANGE = "no material change since an earlier edition"


def fresh_or_line(
    gathered: Gathered, summaries: Sequence[Summary], repeats: Literal["line", "drop"]
) -> tuple[list[tuple[Story, Summary]], list[Skipped]]:
    """The stories to print with their marked summaries, and those left out as nothing new."""
    told: list[tuple[Story, Summary]] = []
    dropped: list[Skipped] = []
    printed = {text for past in gathered.earlier for text in past.points}
    for story, summary in zip(gathered.stories, summaries, strict=True):
        before = _told_before(story, gathered, summaries)
        language = gathered.articles[story.articles[0]].language
        is_again = story.continues is not None
        marked = _marked(summary, before, language, printed) if is_again else summary
        if repeats == "drop" and _is_old(marked):
            dropped += untold([LeftOut(story=story, reason=NO_CHANGE)], gathered.articles)
        else:
            told.append((story, marked))
    return told, dropped


def refuse_no_news(gathered: Gathered, printed: Sequence[tuple[Story, Summary]]) -> None:
    """Raise NothingNewError where earlier editions told all of each story, or all are muted.

    What was read is remembered as if the edition had been written. An order to read `again` is met.
    """
    muted = [left for left in gathered.grouping.left_out if left.is_muted]
    if not gathered.stories and muted and len(muted) == len(gathered.grouping.left_out):
        gathered.memory.commit()
        raise _all_muted(muted, gathered)
    if gathered.order.again or not gathered.stories:
        return
    if all(_is_old(summary) for _, summary in printed):
        gathered.memory.commit()
        gone = absent(gathered.order)
        lacking = "".join(f", and there is no {place!r}" for place in gone)
        if muted:
            lacking = f", and what else was read is muted ({_by_whom(muted)}){lacking}"
        raise NothingNewError(
            f"nothing new: earlier editions told all that is told here{lacking}; digest build "
            "--again makes an edition of it all the same",
            is_calm=not gone,
        )


def _all_muted(muted: Sequence[stories.LeftOut], gathered: Gathered) -> NothingNewError:
    """What the editor learns: how many, by what, and of each what it was."""
    count = len({left.story.id for left in muted})
    told = "the only story is" if count == 1 else f"all {count} stories are"
    lines = [
        f"{gathered.articles[article].called}: {left.reason}"
        for left in muted
        for article in left.articles
    ]
    gone = absent(gathered.order)
    lacking = "".join(f"; there is no {place!r}" for place in gone)
    return NothingNewError(
        f"{told} muted ({_by_whom(muted)}), so there is no edition{lacking}", is_calm=not gone
    ).naming(lines)


def _by_whom(muted: Sequence[stories.LeftOut]) -> str:
    return ", ".join(dict.fromkeys(left.reason.removeprefix("muted ") for left in muted))


def _is_old(summary: Summary) -> bool:
    return bool(summary.points) and not any(point.is_new for point in summary.points)


def _told_before(story: Story, gathered: Gathered, summaries: Sequence[Summary]) -> Iterator[str]:
    """What the story's thread has printed, and what this edition's stories tell that it follows."""
    for past in gathered.earlier:
        if past.thread == story.thread:
            yield from past.points
    began = stories.first_report(story, gathered.articles)
    for other, summary in zip(gathered.stories, summaries, strict=True):
        if other.thread != story.thread or other.id == story.id or began is None:
            continue
        day = stories.first_report(other, gathered.articles)
        if day is not None and day < began:
            yield from (point.text for point in summary.points)


def _marked(
    summary: Summary, before: Iterable[str], language: str, printed: Container[str]
) -> Summary:
    """The summary with what is new marked and first, then what was printed before."""
    news = stories.novelty([point.text for point in summary.points], before, language)
    points = [
        replace(point, is_new=is_new and point.text not in printed)
        for point, is_new in zip(summary.points, news, strict=True)
    ]
    return replace(summary, points=tuple(sorted(points, key=lambda point: not point.is_new)))


def edition_of(gathered: Gathered, settings: Settings, store: Store) -> Edition:
    """Title, number, date and window of the edition that is being made."""
    order = gathered.order
    members = [member for story in gathered.stories for member in story.members]
    return Edition(
        title=settings.edition.title,
        number=store.editions.next_number(settings.edition.newsletter, members),
        date=order.now.astimezone(settings.edition.zone).date(),
        window=Window(since=gathered.since, until=order.now),
    )
