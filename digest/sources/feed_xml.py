"""The quick parser of RSS 0.9x, 1.0, 2.0 and Atom: one tree of libxml2, one look at each element.

A DTD is cut off before, so no entity is ever expanded and nothing outside is opened.
"""

import html
import re
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from lxml import etree

from digest.language.written_dates import parse_date
from digest.sources.address import absolute
from digest.sources.found import Entry, Feed
from digest.sources.mend import without_doctype
from digest.sources.one_line import from_markup, language_code, one_line
from digest.sources.xml import safe_parser

_ITEM_TAG = re.compile(rb"<(?:[\w.-]{1,30}:)?(?:item|entry)[\s>]", re.IGNORECASE)
_OPENING_TAG = re.compile(rb"<[A-Za-z][^<>]{0,5000}>")
_BARE_VALUE = re.compile(rb"(\s[\w.:-]{1,50}=)([^\s\"'<>]+)")
# Vocabularies that use the same words for pictures, sound and places.
_OTHER_SPACES = ("mrss", "itunes", "podcast", "georss", "googleplay")
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_BASE = "{http://www.w3.org/XML/1998/namespace}base"

# The role of an element in an item, by its local name; what a role does is in `_read_item`.
_ROLES = {
    "title": "title",
    "link": "link", "origlink": "origlink",
    "guid": "id", "id": "id",
    "pubdate": "date", "published": "date", "date": "date", "issued": "date", "created": "date",
    "updated": "later", "modified": "later",
    "creator": "author", "author": "author",
    "encoded": "text", "content": "text", "body": "text", "fulltext": "text",
    "description": "text", "summary": "text",
    "language": "language",
    "source": "source",
}  # fmt: skip
_MOST_AUTHORS = 20
"""Names of one entry that are kept."""
_CONTENT = frozenset({"encoded", "content", "body", "fulltext"})


class BrokenXmlError(Exception):
    """The XML has faults; what could be read all the same is in `feed`."""

    def __init__(self, feed: Feed) -> None:
        super().__init__("not well-formed")
        self.feed = feed


def count_items(content: bytes) -> int:
    """Items by their opening tags, as a measure of whether a parser lost some."""
    return sum(1 for _ in _ITEM_TAG.finditer(content))


def parse_xml(content: bytes, *, base: str | None = None, encoding: str | None = None) -> Feed:
    """What the feed says; without entries where the XML is no feed.

    base is the address that relative links start from; encoding overrules what the XML says.
    Raises BrokenXmlError.
    """
    parser = safe_parser(encoding)
    try:
        root = etree.fromstring(without_doctype(content), parser)
        feed = _read_feed(root, base) if root is not None else Feed()
    except (etree.XMLSyntaxError, ValueError, LookupError) as fault:
        raise BrokenXmlError(Feed()) from fault
    if root is None or len(parser.error_log):
        raise BrokenXmlError(feed)
    return feed


def parse_pieces(content: bytes, *, base: str | None = None) -> Feed:
    """The feed read item by item, so that a fault in one cannot swallow the next; UTF-8 only."""
    cuts = [*(found.start() for found in _ITEM_TAG.finditer(content)), len(content)]
    head = _read_piece(content[: cuts[0]])
    about = _read_feed(head, base) if head is not None else Feed()
    pieces = (_read_piece(content[start:end]) for start, end in pairwise(cuts))
    base = base or about.home
    entries = (_read_item(piece, base, about.language) for piece in pieces if piece is not None)
    return replace(about, entries=tuple(entries))


def _read_piece(piece: bytes) -> etree._Element | None:
    """Some markup as a tree: values without quotation marks get them, the rest is recovered."""
    quoted = _OPENING_TAG.sub(lambda tag: _BARE_VALUE.sub(rb'\1"\2"', tag[0]), piece)
    try:
        return etree.fromstring(quoted, safe_parser("utf-8"))
    except (etree.XMLSyntaxError, ValueError):
        return None


@lru_cache(maxsize=2048)
def _role(tag: str) -> str:
    """The role of an element with this name, or "" for one that says nothing of the article."""
    space, _, name = tag.rpartition("}")
    if any(other in space.lower() for other in _OTHER_SPACES):
        return ""
    return _ROLES.get(name.rpartition(":")[2].lower(), "")


def _read_feed(root: etree._Element, base: str | None) -> Feed:
    items = list(root.iter("{*}item", "{*}entry"))
    if not items:  # prefixes that nobody declared are part of the name
        items = [part for part in root.iter("*") if part.tag.endswith((":item", ":entry"))]
    head = next((part for part in root.iterchildren("*") if part.tag.endswith("channel")), root)
    base = absolute(root.get(_BASE) or "", base) or base
    about = _read_item(head, base, None)
    language = about.language or language_code(root.get(_LANGUAGE) or "")
    base = base or about.url
    return Feed(
        title=about.title,
        home=about.url,
        language=language,
        entries=tuple(_read_item(item, base, language) for item in items),
    )


class _Fields:
    """What was found of one item so far."""

    __slots__ = ("authors", "date", "guid", "language", "later", "link", "source", "text", "title")

    def __init__(self) -> None:
        self.title = self.guid = self.date = self.later = self.language = self.source = ""
        self.authors: list[str] = []
        self.link = ("", 0)
        self.text = ("", 0)


def _read_item(item: etree._Element, base: str | None, language: str | None) -> Entry:
    fields = _Fields()
    for element in item.iterchildren("*"):
        role = _role(element.tag)
        if role:
            _take(role, element, fields)
    base = absolute(item.get(_BASE) or "", base) or base
    title = from_markup(fields.title) or None
    url = absolute(fields.link[0], base)
    written = fields.date or fields.later
    text, kind = fields.text
    return Entry(
        id=fields.guid or url or f"{title} {written}",
        url=url,
        title=title,
        authors=tuple(fields.authors),
        published=parse_date(written) if written else None,
        language=language_code(fields.language or item.get(_LANGUAGE) or "") or language,
        source=from_markup(fields.source) or None,
        html=text,
        is_content=kind > 1,
    )


def _take(role: str, element: etree._Element, fields: _Fields) -> None:
    """Note what one element of an item says; the first of its kind counts, for text the fullest."""
    words = element.text or ""
    if role == "text":
        _take_text(element, fields)
    elif role == "link":
        _take_link(element, words, fields)
    elif role == "origlink":
        fields.link = (words, 9)
    elif role == "title":
        fields.title = fields.title or (_inner(element) if len(element) else words)
    elif role == "id":
        fields.guid = fields.guid or one_line(words)
        if element.get("isPermaLink", "true") == "true" and not fields.link[1]:
            fields.link = (words, 1 if words[:4].lower() == "http" else 0)
    elif role == "date":
        fields.date = fields.date or words
    elif role == "later":
        fields.later = fields.later or words
    elif role == "author":
        _take_author(element, words, fields)
    elif role == "language":
        fields.language = fields.language or words
    elif role == "source":
        fields.source = fields.source or _child(element, "title") or words


def _take_text(element: etree._Element, fields: _Fields) -> None:
    """Content goes before a summary, and of two of a kind the longer one."""
    name = element.tag.rpartition("}")[2].lower()
    kind = 2 if name in _CONTENT else 1
    text = _inner(element) if len(element) else element.text or ""
    if element.get("type", "html") in ("text", "text/plain") and not len(element):
        text = html.escape(text, quote=False).replace("\n\n", "<p>")
    if text.strip() and (kind, len(text)) > (fields.text[1], len(fields.text[0])):
        fields.text = (text, kind)


def _take_link(element: etree._Element, words: str, fields: _Fields) -> None:
    """Atom's link to the page itself goes before RSS's text, and that before other links."""
    href = element.get("href")
    if href is None:
        found = (words, 5 if words.strip() else 0)
    elif element.get("rel", "alternate") == "alternate":
        found = (href, 7 if "html" in element.get("type", "html") else 6)
    else:
        found = ("", 0)
    if found[1] > fields.link[1]:
        fields.link = found


def _take_author(element: etree._Element, words: str, fields: _Fields) -> None:
    """A name; of `desk@post.example (Ada Quill)`, RSS's way, what stands in the brackets."""
    name = _child(element, "name") or words
    if "@" in name:
        name = name.partition("(")[2].partition(")")[0]
    name = from_markup(name)
    if name and name not in fields.authors and len(fields.authors) < _MOST_AUTHORS:
        fields.authors.append(name)


def _child(element: etree._Element, name: str) -> str:
    return next(
        (c.text or "" for c in element.iterchildren("*") if c.tag.rpartition("}")[2] == name), ""
    )


def _inner(element: etree._Element) -> str:
    """Markup that was written as elements, as a string again."""
    parts = [html.escape(element.text or "", quote=False)]
    parts += [etree.tostring(child, encoding="unicode", method="html") for child in element]
    return "".join(parts)
