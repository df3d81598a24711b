"""Stories that go on from edition to edition, each on a page of its own."""

from collections.abc import Sequence
from dataclasses import dataclass

from digest.rendering.archive.issue import Issue, IssueStory


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What one edition had of a story."""

    issue: Issue
    story: IssueStory


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread:
    """A story over two editions or more."""

    path: str
    """Of its page."""
    steps: tuple[Step, ...]
    """Oldest first."""

    @property
    def headline(self) -> str:
        """The latest."""
        return self.steps[-1].story.headline

    @property
    def language(self) -> str | None:
        """Of that."""
        return self.steps[-1].story.language


def threads_of(issues: Sequence[Issue]) -> tuple[Thread, ...]:
    """The stories that more than one of these editions (oldest first) tells, newest news first."""
    steps: dict[str, list[Step]] = {}
    for issue in issues:
        for story in issue.stories:
            steps.setdefault(story.thread, []).append(Step(issue=issue, story=story))
    threads = (
        Thread(path=path, steps=tuple(told))
        for path, told in steps.items()
        if len({step.issue.path for step in told}) > 1
    )
    newest_last = sorted(threads, key=lambda thread: issues.index(thread.steps[-1].issue))
    return tuple(reversed(newest_last))
