"""Stories of which nothing can be told, or nothing but the headline."""

from collections.abc import Mapping, Sequence

from digest import telling
from digest.model import Article, Skipped, Story, Summary, Told
from digest.pipeline.gathering import untold
from digest.stories import NOTHING_TOLD, LeftOut, Tells

MOST_TRIED = 200
"""Stories that are tried before their turn; the others are taken for told."""


def tells_without_model(articles: Mapping[str, Article]) -> Tells:
    """For an edition without a model: what readers would get of a story."""
    known: dict[str, Told] = {}

    def tells(story: Story) -> Told:
        if story.id not in known and len(known) < MOST_TRIED:
            known[story.id] = _told_of(story, articles)
        return known.get(story.id, "told")

    return tells


def without_untold(
    told: Sequence[tuple[Story, Summary]], articles: Mapping[str, Article]
) -> tuple[Sequence[tuple[Story, Summary]], list[Skipped]]:
    """The stories that tell something, and the articles of the others; all where none does."""
    kept = [one for one in told if _tells_something(*one, articles)]
    if not kept:
        return told, []
    ids = {story.id for story, _ in kept}
    left = [LeftOut(story=one, reason=NOTHING_TOLD) for one, _ in told if one.id not in ids]
    return kept, list(untold(left, articles))


def _told_of(story: Story, articles: Mapping[str, Article]) -> Told:
    """What several articles tell is told from one of them at least."""
    if len(story.articles) > 1:
        return "told"
    try:
        return telling.told_without_model(story, articles)
    except Exception:  # noqa: BLE001  it costs that story alone, and is reported where it is told
        return "told"


def _tells_something(story: Story, summary: Summary, articles: Mapping[str, Article]) -> bool:
    return telling.tells_something(summary, [articles[at] for at in story.articles])
