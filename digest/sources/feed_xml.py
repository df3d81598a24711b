"""The quick parser of RSS 0.9x, 1.0, 2.0 and Atom: one tree of libxml2, one look at each element.

A DTD is cut off before, so no entity is ever expanded and nothing outside is opened.
"""

import base64
import html
import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from lxml import etree

from digest.language.decoding import decode, is_binary
from digest.language.written_dates import parse_date
from digest.sources.address import absolute
from digest.sources.feed_words import role_of
from digest.sources.found import Entry, Feed
from digest.sources.mend import without_doctype
from digest.sources.one_line import from_markup, language_code, one_line, person
from digest.sources.xml import safe_parser

_ITEM_TAG = re.compile(rb"<(?:[\w.-]{1,30}:)?(?:item|entry)[\s>]", re.IGNORECASE)
_OPENING_TAG = re.compile(rb"<[A-Za-z][^<>]{0,5000}>")
_BARE_VALUE = re.compile(rb"(\s[\w.:-]{1,50}=)([^\s\"'<>]+)")
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_ABOUT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"
_BASE = "{http://www.w3.org/XML/1998/namespace}base"

_RANKS = {"content": 3, "text": 2, "second text": 1}
"""Of texts: the higher one is taken, whatever their length."""
_FIRSTS = ("date", "later", "language")
_AS_TEXT = ("text", "text/plain")
_LINKED = re.compile(r"https?:|[/?.]|\S*[.\d?=]|[^\s/]{2,100}/\S{2}", re.IGNORECASE)
"""What RSS's link must look like; `N/A` and `none` are none."""
_MOST_AUTHORS = 20
"""Names of one entry that are kept."""


class BrokenXmlError(Exception):
    """The XML has faults; what could be read all the same is in `feed`."""

    def __init__(self, feed: Feed) -> None:
        super().__init__("not well-formed")
        self.feed = feed


def count_items(content: bytes) -> int:
    """Items by their opening tags, as a measure of whether a parser lost some."""
    return sum(1 for _ in _ITEM_TAG.finditer(content))


def parse_xml(content: bytes, *, base: str | None = None) -> Feed:
    """What the feed says, in UTF-8 whatever it declares; no entries where the XML is no feed.

    base is the address that relative links start from. Raises BrokenXmlError.
    """
    parser = safe_parser("utf-8")
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
    entries = (_read_item(piece, base, about, ()) for piece in pieces if piece is not None)
    return replace(about, entries=tuple(entries))


def _read_piece(piece: bytes) -> etree._Element | None:
    """Some markup as a tree: values without quotation marks get them, the rest is recovered."""
    quoted = _OPENING_TAG.sub(lambda tag: _BARE_VALUE.sub(rb'\1"\2"', tag[0]), piece)
    try:
        return etree.fromstring(quoted, safe_parser("utf-8"))
    except (etree.XMLSyntaxError, ValueError):
        return None


def _read_feed(root: etree._Element, base: str | None) -> Feed:
    items = list(root.iter("{*}item", "{*}entry"))
    if not items:  # prefixes that nobody declared are part of the name
        items = [part for part in root.iter("*") if part.tag.endswith((":item", ":entry"))]
    head = next((part for part in root.iterchildren("*") if part.tag.endswith("channel")), root)
    about = _read_item(head, _base_of(root, base), Feed(), ())
    feed = Feed(
        title=about.title,
        home=about.url,
        language=about.language or language_code(root.get(_LANGUAGE) or ""),
    )
    # Atom's entries inherit the feed's authors; its own name is no author's.
    heirs = [name for name in about.authors if name != about.title] if head is root else []
    start = _base_of(head, _base_of(root, base)) or about.url
    return replace(feed, entries=tuple(_read_item(item, start, feed, heirs) for item in items))


class _Fields:
    """What was found of one item so far."""

    __slots__ = (
        *("authors", "base", "date", "guid", "language", "later", "link", "second_authors"),
        *("second_title", "source", "text", "title"),
    )

    def __init__(self, base: str | None) -> None:
        self.base = base
        self.title = self.second_title = self.guid = self.date = self.later = ""
        self.language = self.source = ""
        self.authors: list[str] = []
        self.second_authors: list[str] = []
        self.link = ("", 0)
        self.text = ("", 0)


def _read_item(item: etree._Element, base: str | None, feed: Feed, heirs: Sequence[str]) -> Entry:
    """One item; what it does not say of language and authors, it inherits from its feed."""
    fields = _Fields(_base_of(item, base))
    for element in item.iterchildren("*"):
        role = role_of(element.tag, item.tag)
        if role:
            _take(role, element, fields)
    title = fields.title or fields.second_title or None
    url = absolute(fields.link[0], fields.base)
    written = fields.date or fields.later
    text, rank = fields.text
    guid = fields.guid or item.get(_ABOUT) or ""
    if guid[:1] == "/":
        guid = absolute(guid, fields.base) or guid
    return Entry(
        id=guid or url or f"{title} {written}",
        url=url,
        title=title,
        authors=tuple(fields.authors or fields.second_authors or heirs),
        published=parse_date(written) if written else None,
        language=language_code(fields.language or item.get(_LANGUAGE) or "") or feed.language,
        source=from_markup(fields.source) or None,
        html=text,
        is_content=rank == _RANKS["content"],
    )


def _base_of(element: etree._Element, base: str | None) -> str | None:
    """The address that relative links in the element start from."""
    own = element.get(_BASE)
    return absolute(own, base) or base if own else base


def _take(role: str, element: etree._Element, fields: _Fields) -> None:
    """Note what one element of an item says; the first of its kind counts, for text the fullest."""
    words = element.text or ""
    if role in _RANKS:
        _take_text(element, _RANKS[role], fields)
    elif role in _FIRSTS:
        if not getattr(fields, role):
            setattr(fields, role, words)
    elif role in ("title", "second_title"):
        setattr(fields, role, getattr(fields, role) or _title(element))
    elif role in ("authors", "second_authors"):
        _take_author(element, getattr(fields, role))
    elif role == "link":
        _take_link(element, words, fields)
    elif role == "origlink":
        fields.link = (words, 9)
    elif role == "id":
        _take_id(element, words, fields)
    elif role == "source":
        _take_source(element, words, fields)
    elif role == "group":
        for part in element.iterchildren("{*}description"):
            _take_text(part, _RANKS["second text"], fields)


def _take_id(element: etree._Element, words: str, fields: _Fields) -> None:
    """What the item is called; also its address where it is one and nothing else has been."""
    fields.guid = fields.guid or one_line(words)
    if element.get("isPermaLink", "true") == "true" and not fields.link[1]:
        fields.link = (words, 1 if words[:4].lower() == "http" else 0)


def _title(element: etree._Element) -> str:
    """A title in plain text; Atom says whether it is markup."""
    words = _content(element)
    if element.get("type") in _AS_TEXT:
        return one_line(words)
    return from_markup(words, rounds=1 if len(element) else 2)


def _take_text(element: etree._Element, rank: int, fields: _Fields) -> None:
    """Content goes before a summary, and of two of a kind the longer one."""
    text = _content(element)
    if element.get("type") in _AS_TEXT and not len(element):
        text = html.escape(text, quote=False).replace("\n\n", "<p>")
    if text.strip() and (rank, len(text)) > (fields.text[1], len(fields.text[0])):
        fields.text = (text, rank)


def _content(element: etree._Element) -> str:
    """Markup or text; what Atom sends as base64 is unpacked, and nothing where it is no text."""
    if len(element):
        return _inner(element)
    words = element.text or ""
    kind = element.get("type", "html").lower()
    is_text = "/" not in kind or kind.startswith("text/") or kind.endswith(("xml", "html"))
    return words if is_text and element.get("mode") != "base64" else _from_base64(words)


def _from_base64(words: str) -> str:
    try:
        content = base64.b64decode("".join(words.split()), validate=True)
    except ValueError:
        return words
    return "" if is_binary(content) else decode(content)


def _take_link(element: etree._Element, words: str, fields: _Fields) -> None:
    """Atom's link to the page itself goes before RSS's text, and that before other links."""
    href = element.get("href")
    if href is None:
        found = (words, 5 if _LINKED.match(words.strip()) else 0)
    elif element.get("rel", "alternate") == "alternate":
        found = (href, 7 if "html" in element.get("type", "html") else 6)
    else:
        found = ("", 0)
    if found[1] > fields.link[1]:
        own = element.get(_BASE)
        link = absolute(found[0], _base_of(element, fields.base)) if own else None
        fields.link = (link or found[0], found[1])


def _take_author(element: etree._Element, authors: list[str]) -> None:
    """The name of a person; that of `desk@post.example (Ada Quill)`, RSS's way, without address."""
    name = person(element.findtext("{*}name") or element.text or "")
    if name and name not in authors and len(authors) < _MOST_AUTHORS:
        authors.append(name)


def _take_source(element: etree._Element, words: str, fields: _Fields) -> None:
    """The outlet that an item was taken from, and in Atom its authors."""
    for part in element.iterchildren("{*}title"):
        fields.source = fields.source or _title(part)
    fields.source = fields.source or words
    for part in element.iterchildren("{*}author"):
        _take_author(part, fields.second_authors)


def _inner(element: etree._Element) -> str:
    """Markup that was written as elements, as a string again."""
    parts = [html.escape(element.text or "", quote=False)]
    parts += [etree.tostring(child, encoding="unicode", method="html") for child in element]
    return "".join(parts)
