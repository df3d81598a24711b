"""Stories of which nothing can be told, under a headline that tells nothing either."""

from collections.abc import Sequence

from digest import telling
from digest.model import Skipped, Story, Summary
from digest.pipeline.gathering import Gathered

NOTHING_TOLD = "no sentence of it can be told alone, and its headline tells nothing"


def without_untold(
    gathered: Gathered, told: Sequence[tuple[Story, Summary]]
) -> tuple[Sequence[tuple[Story, Summary]], list[Skipped]]:
    """The stories that tell something, and the articles of the others; all where none does."""
    languages = {story.id: gathered.articles[story.articles[0]].language for story, _ in told}
    kept = [
        (story, summary)
        for story, summary in told
        if telling.tells_something(summary, languages[story.id])
    ]
    if not kept:
        return told, []
    ids = {story.id for story, _ in kept}
    left = [story for story, _ in told if story.id not in ids]
    return kept, [
        Skipped(what=gathered.articles[member].called, why=NOTHING_TOLD)
        for story in left
        for member in story.members
    ]
