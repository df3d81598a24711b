"""An archive: its editions, the stories that go on in them, and what all its pages share."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from jinja2 import BaseLoader

from digest.rendering.archive.issue import Issue
from digest.rendering.archive.ongoing import Thread, threads_of
from digest.rendering.archive.web_paths import WebPaths, root_from
from digest.rendering.environment import render_page
from digest.rendering.forms.html import TEMPLATE as HTML
from digest.rendering.own_words import Labels
from digest.rendering.phrase import Phrase
from digest.rendering.theme import Theme


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """One edition or more."""

    issues: tuple[Issue, ...]
    """Newest first."""
    threads: tuple[Thread, ...]
    """Those with the newest news first."""
    newsletter: str
    """What it is remembered by, for the ids of its feeds."""
    paths: WebPaths
    templates: BaseLoader
    theme: Theme

    @classmethod
    def of(
        cls,
        issues: Sequence[Issue],
        *,
        newsletter: str | None,
        paths: WebPaths,
        templates: BaseLoader,
        theme: Theme = Theme(),  # noqa: B008  frozen
    ) -> "Site":
        """The archive of these editions, in any order; without a name it goes by their title."""
        ordered = sorted(issues, key=lambda issue: (issue.edition.date, issue.edition.number))
        return cls(
            issues=tuple(reversed(ordered)),
            threads=threads_of(ordered),
            newsletter=newsletter or ordered[-1].edition.title,
            paths=paths,
            templates=templates,
            theme=theme,
        )

    @property
    def title(self) -> str:
        """That of the newest edition."""
        return self.issues[0].edition.title

    @property
    def labels(self) -> Labels:
        """Those of the newest edition."""
        return self.issues[0].labels

    def called(self, issue: Issue) -> Phrase:
        """`No. 12, 3 May 2026`."""
        return self.labels.issue(issue.edition)

    def page(self, template: str, path: str, values: Mapping[str, object]) -> str:
        """The page at that path, from `archive/TEMPLATE.html.j2`. Raises RenderError."""
        shared: dict[str, object] = {"site": self, "theme": self.theme, "root": root_from(path)}
        shared["address"] = self.paths.online(path)
        return render_page(
            f"archive/{template}.html.j2",
            templates=self.templates,
            template=HTML,
            labels=self.labels,
            values={**shared, **values},
        )
