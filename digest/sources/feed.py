"""A feed of any kind: the quick parser first, then mended, then item by item, then forgivingly."""

import json
from calendar import timegm
from datetime import UTC, datetime
from typing import Any

from digest.language.decoding import decode
from digest.language.written_dates import parse_date
from digest.sources.address import absolute
from digest.sources.feed_json import parse_json_feed
from digest.sources.feed_xml import BrokenXmlError, count_items, parse_pieces, parse_xml
from digest.sources.found import Entry, Feed
from digest.sources.mend import mend
from digest.sources.one_line import from_markup, language_code, one_line

_MOST_FOR_FORGIVING = 2_000_000
"""Bytes; the forgiving parser reads some three million a second and cannot be stopped."""
_MOST_FORGIVEN = 5_000
"""Items; each costs the forgiving parser some 0.05 ms, an empty one too."""
_BEFORE_JSON = b"\xef\xbb\xbf \t\r\n"
"""A mark and white space."""


def parse_feed(content: bytes, *, base: str | None = None, charset: str | None = None) -> Feed:
    """The entries of RSS, Atom or JSON Feed, in their order; none where it is no feed.

    base is the address it came from, charset what the transport said of it.
    The text of the entries is as untrusted as it came.
    """
    if content.lstrip(_BEFORE_JSON)[:1] == b"{":
        return _parse_json(content, base)
    try:
        feed = parse_xml(content, base=base)
    except BrokenXmlError as broken:
        feed = broken.feed  # with a fault, or not in UTF-8
    else:
        if feed.entries or not count_items(content):
            return feed  # an <ITEM> in capitals is well-formed, and has to be looked for
    feeds = [feed]
    mended = mend(decode(content, charset)).encode("utf-8", "replace")
    try:
        feeds.append(parse_xml(mended, base=base))
    except BrokenXmlError as broken:
        feeds.append(broken.feed)
    items = count_items(mended)
    if max(_size(feed) for feed in feeds) < items:
        feeds.append(parse_pieces(mended, base=base))
    # The later one wins a tie: it is mended, where an earlier one may have lost words.
    best = max(reversed(feeds), key=_size)
    if 0 < items <= _MOST_FORGIVEN and not _size(best) and len(mended) < _MOST_FOR_FORGIVING:
        return _parse_forgiving(mended, base)
    return best


def _size(feed: Feed) -> int:
    """Entries that say anything."""
    return sum(1 for entry in feed.entries if entry.url or entry.title or entry.html)


def _parse_json(content: bytes, base: str | None) -> Feed:
    try:
        value = json.loads(decode(content))
    except (ValueError, RecursionError):
        return Feed()
    return parse_json_feed(value, base=base) or Feed()


def _parse_forgiving(content: bytes, base: str | None) -> Feed:
    import feedparser

    try:
        parsed = feedparser.parse(content, response_headers={"content-type": "application/xml"})
    except (ValueError, RecursionError, AssertionError, LookupError, TypeError, AttributeError):
        return Feed()  # it promises to raise nothing, and sometimes does
    about = parsed.get("feed", {})
    language = language_code(str(about.get("language") or ""))
    return Feed(
        title=from_markup(about.get("title") or "") or None,
        home=absolute(about.get("link") or "", base),
        language=language,
        entries=tuple(_forgiven(entry, base, language) for entry in parsed.get("entries", [])),
    )


def _forgiven(entry: Any, base: str | None, language: str | None) -> Entry:  # noqa: ANN401  a dict
    contents = [part.get("value") or "" for part in entry.get("content", [])]
    url = absolute(entry.get("link") or "", base)
    title = from_markup(entry.get("title") or "") or None
    moment = _first(entry, "published_parsed", "updated_parsed")
    written = str(_first(entry, "published", "updated") or "")
    return Entry(
        id=one_line(entry.get("id") or "") or url or f"{title} {written}",
        url=url,
        title=title,
        authors=tuple(filter(None, [from_markup(entry.get("author") or "")])),
        published=_from_struct(moment) if moment else parse_date(written),
        language=language,
        html=max(contents, key=len, default="") or entry.get("summary") or "",
        is_content=any(contents),
    )


def _first(entry: Any, *keys: str) -> Any:  # noqa: ANN401  a dict
    """What stands under the first key that is there; feedparser warns of one that is not."""
    there = (entry[key] for key in keys if key in entry)
    return next(filter(None, there), None)


def _from_struct(moment: Any) -> datetime | None:  # noqa: ANN401  time.struct_time
    try:
        return datetime.fromtimestamp(timegm(moment), UTC)
    except (ValueError, OverflowError, OSError):
        return None
