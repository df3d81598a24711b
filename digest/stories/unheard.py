"""Outlets that an editor does not want told; what others tell of the same events stays."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256

from digest.language.outlets import VIA, speaker
from digest.model import Article, Copy, Story
from digest.stories.rank import LeftOut


def without_outlets(
    stories: Iterable[Story], articles: Mapping[str, Article], names: Sequence[str]
) -> tuple[list[Story], list[LeftOut]]:
    """The stories in the words of other outlets, and the articles that are left out for that.

    A copy stands in for its original where that one goes. Names count in any case, also of an
    outlet that another place vouches for, and of such a place.
    """
    muted = {name.casefold(): name for name in names}
    if not muted:
        return list(stories), []
    kept, left_out = [], []
    for story in stories:
        gone = {at: name for at in story.members if (name := _named(articles[at], muted))}
        if len(gone) < len(story.members):
            kept.append(_without(story, articles, gone) if gone else story)
        left_out += [
            LeftOut(
                story=replace(story, articles=(at,), copies=()),
                reason=f"muted outlet {name!r}",
                is_muted=True,
            )
            for at, name in gone.items()
        ]
    return kept, left_out


def story_id(members: Iterable[str]) -> str:
    """The id of a story of these articles, in whatever order: sixteen hex digits."""
    return sha256("\n".join(sorted(members)).encode()).hexdigest()[:16]


def _named(article: Article, muted: Mapping[str, str]) -> str | None:
    called = (article.source, article.source.partition(VIA)[0], speaker(article.source))
    return next((muted[name.casefold()] for name in called if name.casefold() in muted), None)


def _without(story: Story, articles: Mapping[str, Article], gone: Collection[str]) -> Story:
    copies = [copy for copy in story.copies if copy.article not in gone]
    heirs: dict[str, str] = {}
    for copy in copies:
        if copy.of in gone:
            heirs.setdefault(copy.of, copy.article)
    originals = [heirs.get(at, at) for at in story.articles]
    kept = tuple(at for at in originals if at not in gone)
    left = tuple(
        Copy(article=copy.article, of=heirs.get(copy.of, copy.of))
        for copy in copies
        if copy.article not in heirs.values()
    )
    told = {speaker(articles[at].source) for at in kept}
    carried = told | {speaker(articles[copy.article].source) for copy in left}
    number = story_id((*kept, *(copy.article for copy in left)))
    return replace(
        story,
        id=number,
        thread=number if story.thread == story.id else story.thread,
        articles=kept,
        copies=left,
        outlets=min(story.outlets, len(carried)),
        independent=min(story.independent, len(told)),
    )
