"""The files of an archive, under their paths."""

import re
from collections.abc import Iterator

from digest.rendering.archive import listing, syndication
from digest.rendering.archive.site import Site

_BODY = re.compile(r"<body\b[^>]*>")
_PAGES = {"index": "index.html", "threads": "threads/index.html", "search": "search.html"}


def files(site: Site) -> Iterator[tuple[str, bytes]]:
    """Path and content of each file; the same editions give the same bytes.

    Raises RenderError for a template that does not work.
    """
    yield from _editions(site)
    for thread in site.threads:
        yield thread.path, site.page("thread", thread.path, {"thread": thread}).encode()
    for template, path in _PAGES.items():
        yield path, site.page(template, path, {}).encode()
    yield "search-index.js", listing.search_index(site)
    yield "search.js", listing.search_script(site)
    yield "llms.txt", listing.for_machines(site).encode()
    if site.paths.base is not None:
        yield "feed.xml", syndication.atom(site)
        yield "feed.json", syndication.json_feed(site)


def _editions(site: Site) -> Iterator[tuple[str, bytes]]:
    """The pages as they were mailed, each with the way to the others, and their Markdown."""
    threads = {thread.path: thread for thread in site.threads}
    for place, issue in enumerate(site.issues):
        around = {
            "issue": issue,
            "later": site.issues[place - 1] if place else None,
            "earlier": next(iter(site.issues[place + 1 : place + 2]), None),
            "threads": [threads[s.thread] for s in issue.stories if s.thread in threads],
        }
        head, top, foot = (site.page(part, issue.path, around) for part in ("head", "top", "foot"))
        yield issue.path, _framed(issue.page, head, top, foot).encode()
        yield issue.markdown_path, issue.markdown


def _framed(page: str, head: str, top: str, foot: str) -> str:
    """A theme's page with something of ours in its head and at both ends of its body."""
    page = page.replace("</head>", f"{head}</head>", 1)
    page = _BODY.sub(lambda body: f"{body[0]}\n{top}", page, count=1)
    before, end, after = page.rpartition("</body>")
    return f"{before}{foot}{end}{after}" if end else page + foot
