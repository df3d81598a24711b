"""The stories of an edition by number, the last of them as briefs of one sentence."""

from dataclasses import replace

from digest.model import Digest, Summary


def numbered(digest: Digest, brief_after: int | None) -> Digest:
    """The edition with its stories as they are numbered, section by section.

    Those with a number above `brief_after` are told in one sentence; None: no story is.
    """
    sections = list(dict.fromkeys(story.section for story in digest.stories))
    ordered = sorted(digest.stories, key=lambda story: sections.index(story.section))
    whole = len(ordered) if brief_after is None else brief_after
    briefs = (replace(story, summary=_brief(story.summary)) for story in ordered[whole:])
    return replace(digest, stories=(*ordered[:whole], *briefs))


def _brief(summary: Summary) -> Summary:
    """Its first sentence; where an editor put news further down, all up to that.

    Sentences keep their places, which is what seals call them by.
    """
    until = next((n for n, point in enumerate(summary.points, 1) if point.is_new), 1)
    return replace(summary, points=summary.points[:until], quotes=(), differences=(), timeline=())
