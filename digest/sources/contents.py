"""One stream of bytes of a known form, opened: a file, a response, standard input."""

import io
import json
import zlib
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from digest.model import Document, Skipped
from digest.sources.feed import parse_feed
from digest.sources.feed_json import parse_json_feed
from digest.sources.found import Feed, Found, Origin
from digest.sources.mailbox import read_mail, read_mailbox
from digest.sources.opml import read_opml
from digest.sources.place import Place, SourceOptions
from digest.sources.rows import from_row, read_rows
from digest.sources.sitemap import read_sitemap
from digest.sources.sniff import HEAD, Form, sniff

MEDIA_TYPES: dict[Form, str] = {
    "text": "text/plain",
    "markdown": "text/markdown",
    "html": "text/html",
    "pdf": "application/pdf",
}
"""Forms that are one article as they stand. What is in a PDF is for `reading` to find out."""


def read_stream(
    stream: BinaryIO, form: Form, origin: Origin, options: SourceOptions
) -> Iterator[Found]:
    """The items in the stream, read no further than the limits allow."""
    limit = options.max_article_bytes
    if form == "rows":
        yield from read_rows(stream, origin, max_bytes=limit)
    elif form == "mailbox":
        yield from read_mailbox(stream, origin, max_bytes=limit)
    else:
        content = stream.read(limit + 1)
        if len(content) > limit:
            yield Skipped(what=origin.where, why=f"larger than {limit / 1e6:,.0f} MB")
        elif form == "gzip":
            yield from _read_gzip(content, origin, options)
        else:
            yield from _read_content(content, form, origin)


def _read_content(content: bytes, form: Form, origin: Origin) -> Iterator[Found]:
    if form in MEDIA_TYPES:
        yield Document(
            place=origin.where,
            content=content,
            media_type=MEDIA_TYPES[form],
            charset=origin.charset,
            hints=origin.place.hints(url=origin.url),
        )
    elif form == "empty":
        yield Skipped(what=origin.where, why="empty")
    elif form == "mail":
        yield read_mail(content, origin, origin.where)
    elif form == "json":
        yield from _read_json(content, origin)
    elif form == "addresses":
        yield from _read_addresses(content, origin)
    elif form in ("feed", "opml", "sitemap"):
        yield from _read_list(content, form, origin)
    else:
        yield Skipped(what=origin.where, why="not text: it holds binary data")


def _read_list(content: bytes, form: Form, origin: Origin) -> Iterator[Found]:
    """A feed, or the places that a list names."""
    found: Feed | list[Place]
    if form == "feed":
        found = parse_feed(content, base=origin.url, charset=origin.charset)
    elif form == "opml":
        found = read_opml(content, origin.place, base=origin.url)
    else:
        found = read_sitemap(content, origin.place, base=origin.url)
    if isinstance(found, Feed) and (found.entries or found.title):
        yield found
    elif isinstance(found, list) and found:
        yield from found
    else:
        yield Skipped(what=origin.where, why=f"no {form} that can be read, or an empty one")


def _read_json(content: bytes, origin: Origin) -> Iterator[Found]:
    """A JSON Feed, a list of articles, or one article."""
    try:
        value = json.loads(content.decode("utf-8-sig", errors="replace"))
    except (ValueError, RecursionError):
        yield Skipped(what=origin.where, why="not JSON")
        return
    feed = parse_json_feed(value, base=origin.url)
    if feed is not None:
        yield feed
    elif isinstance(value, list):
        for number, row in enumerate(value, start=1):
            yield from_row(row, origin, f"{origin.where}#{number}")
    else:
        yield from_row(value, origin, origin.where)


def _read_addresses(content: bytes, origin: Origin) -> Iterator[Found]:
    """Each line as a place of its own, that has what the configuration says of the list.

    Only of the web: a list may come from a stranger, who must not name files of this machine.
    """
    for line in content.decode("utf-8-sig", errors="replace").split():
        place = replace(origin.place, address=line, kind="auto")
        yield place if place.is_web else Skipped(what=line[:200], why="not a web address")


def _read_gzip(content: bytes, origin: Origin, options: SourceOptions) -> Iterator[Found]:
    """What is packed, one layer deep and never more of it than one article may have."""
    limit = options.max_article_bytes
    try:
        inner = zlib.decompressobj(wbits=31).decompress(content, limit + 1)
    except zlib.error:
        yield Skipped(what=origin.where, why="damaged gzip data")
        return
    form = sniff(inner[:HEAD])
    if form == "gzip":
        yield Skipped(what=origin.where, why="gzip data packed twice")
    else:
        yield from read_stream(io.BytesIO(inner), form, origin, options)
