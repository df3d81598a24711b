"""One edition as an archive keeps it: its pages, and what lists and searches show of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from digest.model import Correction, Digest, Edition, Point, Proof, Summary
from digest.rendering.archive.web_paths import WebPaths, markdown_of, thread_page
from digest.rendering.cited_view import PointView
from digest.rendering.environment import render_page
from digest.rendering.forms.html import TEMPLATE as HTML
from digest.rendering.hierarchy import Placed, placed
from digest.rendering.message import subject, written
from digest.rendering.output_form import Look
from digest.rendering.own_words import Labels
from digest.rendering.registry import FORMS
from digest.rendering.view import DigestView
from digest.rendering.viewing import view


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueStory:
    """A story of an edition, in few words."""

    number: int
    headline: str
    language: str | None
    is_right_to_left: bool
    thread: str
    """The path of the page that follows the story over all editions."""
    is_unchanged: bool
    news: tuple[PointView, ...]
    """Its sentences that no earlier edition printed."""
    outlets: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """An edition that strangers may read."""

    path: str
    """Of its page, from the archive's folder."""
    edition: Edition
    subject: str
    preview: str
    labels: Labels
    published: datetime
    """Aware."""
    corrections: tuple[Correction, ...]
    stories: tuple[IssueStory, ...]
    page: str
    markdown: bytes
    content: str
    """All of it as HTML for a feed: words and links, without styles."""

    @property
    def markdown_path(self) -> str:
        """Of the same in Markdown."""
        return markdown_of(self.path)

    @property
    def updated(self) -> datetime:
        """When it was published, or corrected last."""
        return max([self.published, *(correction.at for correction in self.corrections)])

    @property
    def language(self) -> str:
        """Of its labels."""
        return self.labels.language

    @property
    def headline(self) -> str:
        """That of its first story; empty where it has none."""
        return self.stories[0].headline if self.stories else ""


def issue_of(digest: Digest, look: Look, paths: WebPaths) -> Issue:
    """The edition without what is its editor's alone.

    Raises RenderError for a template that does not work, and for a citation of nothing.
    """
    digest = public(digest)
    seen = view(digest, look)
    content = render_page(
        "archive/content.html.j2",
        templates=look.templates,
        template=HTML,
        labels=seen.labels,
        values={"digest": seen},
    )
    return Issue(
        path=paths.page(digest.edition),
        edition=digest.edition,
        subject=subject(seen),
        preview=seen.preview,
        labels=seen.labels,
        published=written(seen, look.envelope),
        corrections=digest.corrections,
        stories=tuple(_stories(seen, placed(digest, look.brief_after))),
        page=FORMS["html"].render(digest, look).decode(),
        markdown=FORMS["markdown"].render(digest, look),
        content=content,
    )


def public(digest: Digest) -> Digest:
    """The edition without what may name files and addresses of the machine that made it.

    What was left out is a number among its coverage: the names of its sources are the editor's.
    """
    made_with = replace(digest.made_with, model=_model(digest.made_with.model))
    lead = tuple(map(_point, digest.lead))
    stories = tuple(replace(s, summary=_summary(s.summary)) for s in digest.stories)
    return replace(digest, skipped=(), made_with=made_with, lead=lead, stories=stories)


def _summary(summary: Summary) -> Summary:
    return replace(
        summary,
        headline_proof=_proof(summary.headline_proof),
        points=tuple(map(_point, summary.points)),
        context=summary.context and _point(summary.context),
        timeline=tuple(replace(m, point=_point(m.point)) for m in summary.timeline),
        model=_model(summary.model),
    )


def _point(point: Point) -> Point:
    return replace(point, proof=_proof(point.proof))


def _proof(proof: Proof) -> Proof:
    return replace(proof, model=_model(proof.model))


def _model(name: str | None) -> str | None:
    """A model that is called by a path: its file; `vendor/model` is a name."""
    is_path = name is not None and (name[:1] in "/~." or "\\" in name or "://" in name)
    return name.replace("\\", "/").rpartition("/")[2] if name and is_path else name


def _stories(seen: DigestView, told: Sequence[Placed]) -> Iterator[IssueStory]:
    """By number, as the page has them."""
    for story, facts in zip(seen.stories, told, strict=True):
        yield IssueStory(
            number=story.number,
            headline=story.headline,
            language=story.language,
            is_right_to_left=story.is_right_to_left,
            thread=thread_page(facts.story.thread),
            is_unchanged=story.level == "line",
            news=() if story.level == "line" else story.points,
            outlets=tuple(dict.fromkeys(source.outlet for source in story.sources)),
        )
