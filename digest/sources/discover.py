"""Feeds that a page names, and whether a page is itself an article."""

import re
from functools import cache
from urllib.parse import urlsplit

from lxml import etree

from digest.language.lexicons import everywhere
from digest.sources.address import absolute
from digest.sources.mend import defused

_FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/feed+json")
_FEED_LINK = re.compile(r"(?:^|[/._=-])(?:rss|atom|feeds?)(?:$|[/._?=-]|\.xml)", re.IGNORECASE)
_OG_TYPE = re.compile(
    rb"<meta[^<>]{0,300}og:type[\"'][^<>]{0,200}?content=[\"']?(?P<after>[\w.:]{1,40})"
    rb"|<meta[^<>]{0,300}content=[\"']?(?P<before>[\w.:]{1,40})[\"']?[^<>]{0,200}og:type",
    re.IGNORECASE,
)
_ARTICLE_DATA = re.compile(
    rb"\"@type\"\s{0,9}:\s{0,9}\[?\s{0,9}\"(?:News|Reportage|Opinion|Analysis|Blog)?"
    rb"(?:Article|Posting)\"",
    re.IGNORECASE,
)
_HEADLINE = re.compile(r"(?:[^-_]{1,80}[-_]){3}|\d{5}")
_MOST_BYTES = 2_000_000


@cache
def _comments() -> re.Pattern[str]:
    return re.compile("|".join(everywhere("comment_feeds")), re.IGNORECASE)


def is_article(page: bytes, url: str) -> bool:
    """Whether the page is one article, and no front page or list of articles.

    By its own word (Open Graph), by an address that ends like a headline or a number, or by data
    that describe one article; the data of a front page describe those it lists.
    """
    head = page[:_MOST_BYTES]
    told = _OG_TYPE.search(head)
    if told and (told["after"] or told["before"]).lower() == b"article":
        return True
    last = urlsplit(url).path.rstrip("/").rpartition("/")[2]
    if _HEADLINE.search(last):
        return True
    return not told and len(_ARTICLE_DATA.findall(head)) == 1


def find_feeds(page: bytes, base: str) -> list[str]:
    """Addresses of the feeds that the page names, the likeliest first, those of comments last.

    First what its head declares, then links that look like feeds, each in the page's order.
    """
    parser = etree.HTMLParser(recover=True, no_network=True, remove_comments=True)
    try:
        root = etree.fromstring(defused(page[:_MOST_BYTES]), parser)
    except (etree.XMLSyntaxError, ValueError, LookupError):
        return []
    if root is None:
        return []
    declared = [
        link
        for link in root.iter("link")
        if link.get("type", "").strip().lower() in _FEED_TYPES
        and "alternate" in link.get("rel", "alternate").lower()
    ]
    linked = [link for link in root.iter("a") if _FEED_LINK.search(link.get("href", "")[:500])]
    found: dict[str, bool] = {}
    for link in [*declared, *linked]:
        address = absolute(link.get("href", ""), base)
        if address and address != base:
            told = f"{address} {link.get('title', '')}"
            found.setdefault(address, _comments().search(told[:1000]) is not None)
    return sorted(found, key=lambda address: found[address])
