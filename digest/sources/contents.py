"""One stream of bytes of a known kind, opened: a file, a response, standard input."""

import io
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from digest.model import Document, Skipped
from digest.sources.content_kind import ContentKind
from digest.sources.found import Found, Origin
from digest.sources.head import HEAD
from digest.sources.kinds import GZIP, sniff
from digest.sources.place import SourceOptions


def read_stream(
    stream: BinaryIO, kind: ContentKind, origin: Origin, options: SourceOptions
) -> Iterator[Found]:
    """The items in the stream, read no further than the limits allow."""
    limit = options.max_article_bytes
    if kind.has_many and kind.read is not None:
        yield from kind.read(stream, origin, limit)
        return
    content = stream.read(limit + 1)
    if len(content) > limit:
        yield Skipped(what=origin.where, why=f"larger than {limit / 1e6:,.0f} MB")
    elif kind is GZIP:
        yield from _read_gzip(content, origin, options)
    elif kind.article_type is not None:
        yield _document(content, kind.article_type, origin)
    elif kind.read is not None:
        yield from kind.read(io.BytesIO(content), origin, limit)


def _document(content: bytes, media_type: str, origin: Origin) -> Document:
    """What is in a PDF or a page is for `reading` to find out."""
    return Document(
        place=origin.where,
        content=content,
        media_type=media_type,
        charset=origin.charset,
        hints=origin.place.hints(url=origin.url),
    )


def _read_gzip(content: bytes, origin: Origin, options: SourceOptions) -> Iterator[Found]:
    """What is packed, one layer deep and never more of it than one article may have."""
    limit = options.max_article_bytes
    try:
        inner = zlib.decompressobj(wbits=31).decompress(content, limit + 1)
    except zlib.error:
        yield Skipped(what=origin.where, why="damaged gzip data")
        return
    kind = sniff(inner[:HEAD])
    if kind is GZIP:
        yield Skipped(what=origin.where, why="gzip data packed twice")
    else:
        yield from read_stream(io.BytesIO(inner), kind, origin, options)
