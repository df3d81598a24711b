"""One stream of bytes of a known form, opened: a file, a response, standard input."""

import io
import json
import zlib
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from digest.model import Document, Skipped
from digest.sources.found import Found, Origin
from digest.sources.place import SourceOptions
from digest.sources.rows import from_row, read_rows
from digest.sources.sniff import HEAD, Form, sniff

_MEDIA_TYPES: dict[Form, str] = {
    "text": "text/plain",
    "markdown": "text/markdown",
    "html": "text/html",
    "pdf": "application/pdf",
}


def read_stream(
    stream: BinaryIO, form: Form, origin: Origin, options: SourceOptions
) -> Iterator[Found]:
    """The items in the stream, read no further than the limits allow."""
    limit = options.max_article_bytes
    if form == "rows":
        yield from read_rows(stream, origin, max_bytes=limit)
        return
    content = stream.read(limit + 1)
    if len(content) > limit:
        yield Skipped(what=origin.where, why=f"larger than {limit / 1e6:,.0f} MB")
    elif form == "gzip":
        yield from _read_gzip(content, origin, options)
    else:
        yield from _read_content(content, form, origin)


def _read_content(content: bytes, form: Form, origin: Origin) -> Iterator[Found]:
    if form in _MEDIA_TYPES:
        yield Document(
            place=origin.where,
            content=content,
            media_type=_MEDIA_TYPES[form],
            charset=origin.charset,
            hints=origin.place.hints(url=origin.url),
        )
    elif form == "empty":
        yield Skipped(what=origin.where, why="empty")
    elif form == "binary":
        yield Skipped(what=origin.where, why="not text: it holds binary data")
    elif form == "json":
        yield from _read_json(content, origin)
    elif form == "addresses":
        yield from _read_addresses(content, origin)


def _read_json(content: bytes, origin: Origin) -> Iterator[Found]:
    """A list of articles, or one."""
    try:
        value = json.loads(content.decode("utf-8-sig", errors="replace"))
    except (ValueError, RecursionError):
        yield Skipped(what=origin.where, why="not JSON")
        return
    if isinstance(value, list):
        for number, row in enumerate(value, start=1):
            yield from_row(row, origin, f"{origin.where}#{number}")
    else:
        yield from_row(value, origin, origin.where)


def _read_addresses(content: bytes, origin: Origin) -> Iterator[Found]:
    """Each line as a place of its own, that has what the configuration says of the list."""
    for line in content.decode("utf-8-sig", errors="replace").split():
        yield replace(origin.place, address=line)


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
