"""The one list of kinds of content: how each is recognised, and how it is read.

Names and servers are often wrong, so content has a word too: `settle` weighs the two.
"""

import re
from collections.abc import Sequence

from digest.sources import head as told
from digest.sources import readers
from digest.sources.content_kind import ContentKind
from digest.sources.head import Head
from digest.sources.mbox import read_mailbox
from digest.sources.rows import read_rows

EMPTY = ContentKind(
    name="empty",
    meaning="nothing at all",
    sniff=told.is_empty,
    read=readers.refused("empty"),
    overrules_names=True,
)
GZIP = ContentKind(
    name="gzip",
    meaning="any of these, packed once",
    sniff=told.is_gzip,
    overrules_names=True,
)
PDF = ContentKind(
    name="pdf",
    meaning="a PDF with text in it",
    suffixes=(".pdf",),
    sniff=told.is_pdf,
    article_type="application/pdf",
    overrules_names=True,
)
BINARY = ContentKind(
    name="binary",
    meaning="pictures, archives, programs: never read",
    sniff=told.is_binary,
    read=readers.refused("not text: it holds binary data"),
    overrules_names=True,
)
FEED = ContentKind(
    name="feed",
    meaning="RSS 0.9x, 1.0, 2.0 or Atom",
    suffixes=(".rss", ".atom", ".rdf", ".xml"),
    root=re.compile(rb"<(?:[\w.-]{1,20}:)?(?:rss|feed|RDF)[\s>]", re.IGNORECASE),
    read=readers.read_feed,
    yields_to=("opml", "sitemap", "html"),
)
OPML = ContentKind(
    name="opml",
    meaning="a list of feeds",
    suffixes=(".opml",),
    root=re.compile(rb"<opml[\s>]", re.IGNORECASE),
    read=readers.read_feed_list,
    yields_to=("feed", "sitemap", "html"),
)
SITEMAP = ContentKind(
    name="sitemap",
    meaning="a sitemap, or an index of them",
    root=re.compile(rb"<(?:[\w.-]{1,20}:)?(?:urlset|sitemapindex)[\s>]", re.IGNORECASE),
    read=readers.read_pages,
)
HTML = ContentKind(
    name="html",
    meaning="a saved page",
    suffixes=(".html", ".htm", ".xhtml"),
    root=told.PAGE,
    article_type="text/html",
)
ROWS = ContentKind(
    name="rows",
    meaning="JSON Lines: one article a line",
    suffixes=(".jsonl", ".ndjson"),
    sniff=told.is_rows,
    read=read_rows,
    has_many=True,
)
JSON = ContentKind(
    name="json",
    meaning="a JSON Feed, a list of articles, or one",
    suffixes=(".json",),
    sniff=told.is_json,
    read=readers.read_json,
    yields_to=("rows",),
)
MAILBOX = ContentKind(
    name="mailbox",
    meaning="newsletters: an mbox",
    suffixes=(".mbox", ".mbx"),
    sniff=told.is_mailbox,
    read=read_mailbox,
    has_many=True,
)
MAIL = ContentKind(
    name="mail",
    meaning="one newsletter",
    suffixes=(".eml",),
    sniff=told.is_mail,
    read=readers.read_one_mail,
)
ADDRESSES = ContentKind(
    name="addresses",
    meaning="web addresses, one a line",
    suffixes=(".urls",),
    sniff=told.are_addresses,
    read=readers.read_addresses,
)
MARKDOWN = ContentKind(
    name="markdown",
    meaning="Markdown, with front matter or without",
    suffixes=(".md", ".markdown", ".mdown"),
    sniff=told.is_markdown,
    article_type="text/markdown",
)
TEXT = ContentKind(
    name="text",
    meaning="plain text",
    suffixes=(".txt", ".text"),
    article_type="text/plain",
)

KINDS = (
    *(EMPTY, GZIP, PDF, BINARY, FEED, OPML, SITEMAP, HTML, ROWS, JSON),
    *(MAILBOX, MAIL, ADDRESSES, MARKDOWN, TEXT),
)
"""In the order in which they are asked whether it is them; text is what nobody claims."""
ENDINGS = tuple(kind.suffixes[0] for kind in KINDS if kind.suffixes)
"""The commonest of each, to name to who wonders what is read."""


def sniff(content: bytes, kinds: Sequence[ContentKind] = KINDS) -> ContentKind:
    """The kind of content that begins with these bytes."""
    head = Head.of(content)
    outermost = _outermost(head, kinds) if head.is_markup else None
    for kind in kinds:
        if kind is outermost or (kind.sniff is not None and kind.sniff(head)):
            return kind
    return TEXT


def _outermost(head: Head, kinds: Sequence[ContentKind]) -> ContentKind | None:
    """The kind of markup whose root stands first: a page may well speak of `<rss>`."""
    starts = [
        (found.start(), kind)
        for kind in kinds
        if kind.root is not None and (found := kind.root.search(head.text))
    ]
    return min(starts, key=lambda start: start[0], default=(0, None))[1]


def promised_by(suffix: str, kinds: Sequence[ContentKind] = KINDS) -> ContentKind | None:
    """The kind that a file's ending promises; None where it promises nothing."""
    return next((kind for kind in kinds if suffix.lower() in kind.suffixes), None)


def settle(promised: ContentKind | None, seen: ContentKind) -> ContentKind:
    """What to read a file as, from its name and its first bytes.

    The name decides between kinds of text, which look alike; content decides about what would
    only give rubbish when read as text, and about what `.xml` or `.json` may be.
    """
    if promised is None or seen.overrules_names or seen.name in promised.yields_to:
        return seen
    return promised
