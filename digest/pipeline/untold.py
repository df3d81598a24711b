"""Stories of which nothing can be told, under a headline that tells nothing either."""

from collections.abc import Mapping, Sequence

from digest import telling
from digest.model import Article, Skipped, Story, Summary
from digest.pipeline.gathering import untold
from digest.stories import LeftOut, Refuses

NOTHING_TOLD = "no sentence of it can be told alone, and its headline tells nothing"


def refuses_untold(articles: Mapping[str, Article]) -> Refuses:
    """For an edition without a model: which stories give their place to another one, and why."""
    known: dict[str, str | None] = {}

    def refuses(story: Story) -> str | None:
        if story.id not in known:
            known[story.id] = _fault_of(story, articles)
        return known[story.id]

    return refuses


def without_untold(
    told: Sequence[tuple[Story, Summary]], articles: Mapping[str, Article]
) -> tuple[Sequence[tuple[Story, Summary]], list[Skipped]]:
    """The stories that tell something, and the articles of the others; all where none does."""
    kept = [one for one in told if _fault(*one, articles) is None]
    if not kept:
        return told, []
    ids = {story.id for story, _ in kept}
    left = [LeftOut(story=one, reason=NOTHING_TOLD) for one, _ in told if one.id not in ids]
    return kept, list(untold(left, articles))


def _fault_of(story: Story, articles: Mapping[str, Article]) -> str | None:
    try:
        return None if telling.can_tell(story, articles) else NOTHING_TOLD
    except Exception:  # noqa: BLE001  it costs that story alone, and is reported where it is told
        return None


def _fault(story: Story, summary: Summary, articles: Mapping[str, Article]) -> str | None:
    language = articles[story.articles[0]].language
    return None if telling.tells_something(summary, language) else NOTHING_TOLD
