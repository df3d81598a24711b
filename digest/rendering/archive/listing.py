"""What finds an edition: an index for the script of the search page, a list for machines."""

import json
from collections.abc import Iterator
from functools import partial

from markupsafe import Markup

from digest.rendering.archive.issue import Issue, IssueStory
from digest.rendering.archive.site import Site
from digest.rendering.environment import render_page
from digest.rendering.forms.markdown import TEMPLATE as MARKDOWN
from digest.rendering.output_form import Template
from digest.rendering.text import clean, in_a_row, shorten

_SEARCHED = 400
"""Characters of a story's news in the index, beside its headline and outlets."""


def search_index(site: Site) -> bytes:
    """A script that only holds data: a page from disk may load it, and JSON it may not.

    ASCII, so that no character of a story ends a line or an element.
    """
    rows = [row for issue in site.issues for row in _rows(issue, site)]
    return f"digestStories = {json.dumps(rows, separators=(',', ':'))};\n".encode()


def _rows(issue: Issue, site: Site) -> Iterator[list[str]]:
    where = clean(site.called(issue))
    for story in issue.stories:
        news = shorten(in_a_row(point.text for point in story.news), _SEARCHED)
        outlets = clean(site.labels.joined(story.outlets))
        yield [_anchor(issue, story), where, clean(story.headline), news, outlets]


def _anchor(issue: Issue, story: IssueStory) -> str:
    return f"{issue.path}#story-{story.number}"


def search_script(site: Site) -> bytes:
    """The script of the search page, a theme's own where it has one. Raises RenderError."""
    return render_page(
        "archive/search.js",
        templates=site.templates,
        template=Template(suffix="js", escape=str),
        labels=site.labels,
        values={},
    ).encode()


def for_machines(site: Site) -> str:
    """llms.txt: every edition with its Markdown, for who reads without a browser."""
    return render_page(
        "archive/llms.txt.j2",
        templates=site.templates,
        template=MARKDOWN,
        labels=site.labels,
        values={"site": site, "online": partial(_address, site)},
    )


def _address(site: Site, path: str) -> Markup:
    """Of a file, online or from the archive's folder; no character of it needs an escape."""
    return Markup(site.paths.online(path) or path)  # noqa: S704  see web_paths.py
