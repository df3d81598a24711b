"""Feeds of an archive: its last editions, each with all that it says."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5

from digest.rendering.archive.issue import Issue
from digest.rendering.archive.site import Site
from digest.rendering.text import clean

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_ATOM = "http://www.w3.org/2005/Atom"
_XML = "http://www.w3.org/XML/1998/namespace"
_FED = 20
"""Editions in a feed; the archive's pages have all."""


def atom(site: Site) -> bytes:
    """RFC 4287, of a site that is online."""
    from lxml import etree

    feed = etree.Element(f"{{{_ATOM}}}feed", nsmap={None: _ATOM})
    feed.set(f"{{{_XML}}}lang", site.labels.language)
    _add(feed, "id", _id(site))
    _add(feed, "title", clean(site.title))
    _add(feed, "updated", _moment(max(issue.updated for issue in site.issues[:_FED])))
    _add(feed, "link", rel="self", type="application/atom+xml", href=_at(site, "feed.xml"))
    _add(feed, "link", rel="alternate", type="text/html", href=_at(site, "index.html"))
    _add(feed, "generator", "digest")
    _add(_add(feed, "author"), "name", clean(site.title))
    for issue in site.issues[:_FED]:
        _entry(_add(feed, "entry"), issue, site)
    etree.indent(feed)
    return b'<?xml version="1.0" encoding="utf-8"?>\n%s\n' % etree.tostring(feed, encoding="utf-8")


def _entry(entry: "Element", issue: Issue, site: Site) -> None:
    entry.set(f"{{{_XML}}}lang", issue.language)
    _add(entry, "id", _id(site, issue))
    _add(entry, "title", issue.subject)
    _add(entry, "published", _moment(issue.published))
    _add(entry, "updated", _moment(issue.updated))
    _add(entry, "link", rel="alternate", type="text/html", href=_at(site, issue.path))
    _add(entry, "summary", issue.preview)
    _add(entry, "content", issue.content, type="html")


def _add(parent: "Element", name: str, text: str | None = None, **attributes: str) -> "Element":
    from lxml import etree

    element = etree.SubElement(parent, f"{{{_ATOM}}}{name}", attributes)
    element.text = text
    return element


def json_feed(site: Site) -> bytes:
    """JSON Feed 1.1, of a site that is online."""
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": clean(site.title),
        "home_page_url": _at(site, "index.html"),
        "feed_url": _at(site, "feed.json"),
        "language": site.labels.language,
        "authors": [{"name": clean(site.title)}],
        "items": list(_items(site)),
    }
    return (json.dumps(feed, indent=1, ensure_ascii=False) + "\n").encode()


def _items(site: Site) -> Iterator[dict[str, str]]:
    for issue in site.issues[:_FED]:
        yield {
            "id": _id(site, issue),
            "url": _at(site, issue.path),
            "title": issue.subject,
            "summary": issue.preview,
            "content_html": issue.content,
            "date_published": _moment(issue.published),
            "date_modified": _moment(issue.updated),
            "language": issue.language,
        }


def _id(site: Site, issue: Issue | None = None) -> str:
    """The same wherever the archive moves, so that no feed reader shows an edition twice."""
    own = f"\0{issue.edition.number}\0{issue.edition.date}" if issue else ""
    return uuid5(NAMESPACE_URL, f"digest:{site.newsletter}{own}").urn


def _at(site: Site, path: str) -> str:
    return site.paths.online(path) or ""


def _moment(value: datetime) -> str:
    return value.astimezone(UTC).isoformat(timespec="seconds")
