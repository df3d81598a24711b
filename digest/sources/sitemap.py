"""Sitemaps (sitemaps.org) with the news extension, and indexes of them."""

from dataclasses import replace

from lxml import etree

from digest.language.written_dates import parse_date
from digest.sources.address import absolute
from digest.sources.found import Entry, Feed
from digest.sources.one_line import from_markup, language_code
from digest.sources.place import Place
from digest.sources.xml import name_of, parse

_MOST_SITEMAPS = 50


def read_sitemap(
    content: bytes, place: Place, *, base: str | None = None, charset: str | None = None
) -> Feed | list[Place]:
    """The pages of a sitemap as entries without text, or the sitemaps that an index names.

    Of an index those with `news` in their address are taken, if there are any.
    """
    root = parse(content, charset)
    if root is None:
        return Feed()
    if name_of(root) == "sitemapindex":
        addresses = [
            absolute(_below(part, "loc"), base) for part in root.iterchildren("{*}sitemap")
        ]
        known = [address for address in dict.fromkeys(addresses) if address]
        news = [address for address in known if "news" in address.lower()]
        chosen = (news or known)[:_MOST_SITEMAPS]
        return [replace(place, address=address, kind="sitemap") for address in chosen]
    found = (_entry(part, base) for part in root.iterchildren("{*}url"))
    entries = tuple(entry for entry in found if entry is not None)
    names = {entry.source for entry in entries if entry.source}
    if len(names) == 1:  # what the site calls itself, as a feed does by its title
        own = tuple(replace(entry, source=None) for entry in entries)
        return Feed(title=names.pop(), entries=own)
    return Feed(entries=entries)


def _entry(part: etree._Element, base: str | None) -> Entry | None:
    url = absolute(_below(part, "loc"), base)
    if url is None:
        return None
    return Entry(
        id=url,
        url=url,
        title=from_markup(_below(part, "title")) or None,
        published=parse_date(_below(part, "publication_date")),
        changed=parse_date(_below(part, "lastmod")),
        language=language_code(_below(part, "language")),
        source=from_markup(_below(part, "name")) or None,
    )


def _below(part: etree._Element, name: str) -> str:
    """The text of the first element of that name below; pictures have titles and places too."""
    for element in part.iter(f"{{*}}{name}"):
        if "image" not in element.tag and "video" not in element.tag:
            return (element.text or "").strip()
    return ""
