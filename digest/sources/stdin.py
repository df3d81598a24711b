"""Standard input: a pasted text, a saved page, addresses one a line, or anything a file may be."""

from collections.abc import Iterator
from tempfile import SpooledTemporaryFile
from typing import BinaryIO, cast

from digest.model import Skipped
from digest.sources.contents import read_stream
from digest.sources.found import Found, Origin
from digest.sources.head import HEAD
from digest.sources.kinds import sniff
from digest.sources.place import Place, SourceOptions

_WHERE = "standard input"
_MOST_ARTICLES = 50
"""Times the limit for one article that the whole of it may be: a mailbox, a file of rows."""


def read_stdin(stream: BinaryIO | None, place: Place, options: SourceOptions) -> Iterator[Found]:
    """What comes in, told by its first bytes."""
    if stream is None:
        yield Skipped(what=_WHERE, why="nothing was piped in")
        return
    # A pipe cannot be wound back after its head was looked at; a spooled copy can.
    with SpooledTemporaryFile(max_size=options.max_article_bytes) as copy:
        left = _MOST_ARTICLES * options.max_article_bytes
        while left > 0 and (chunk := stream.read(min(left, 1 << 16))):
            left -= len(chunk)
            copy.write(chunk)
        if left <= 0:
            yield Skipped(what=_WHERE, why="endless: read only as far as the limit goes")
        copy.seek(0)
        kind = sniff(copy.read(HEAD))
        copy.seek(0)
        yield from read_stream(
            cast("BinaryIO", copy), kind, Origin(place=place, where=_WHERE), options
        )
