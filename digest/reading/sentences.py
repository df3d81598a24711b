"""Where the sentences of a text begin and end, as exact spans of code points.

`boundaries` finds where one may begin; what no reader would cut is mended here, and no sentence
ever crosses a line end.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from digest.model import Span
from digest.reading import boundaries
from digest.reading.boundaries import OPENERS

MAX_LENGTH = 1000
"""Code points of the longest sentence; a longer one is cut at its last clause before that."""

_CLAUSE = re.compile(r"[;:,–—、，；،؛]\s*|\s+")
_SMALL_CUT = 4
"""Characters before a cut that are no sentence, so that what follows is read whole."""


def split(text: str, language: str) -> tuple[Span, ...]:
    """The sentences of text in reading order, not overlapping, each without outer spaces.

    Every character that is not white space lies in exactly one of them.
    """
    spans: list[Span] = []
    for start, end in _lines(text):
        line = text[start:end]
        cuts = sorted({0, *_mended(line, boundaries.cuts(line, language)), len(line)})
        for left, right in pairwise(cuts):
            spans.extend(_capped(text, *_stripped(text, start + left, start + right)))
    return tuple(spans)


def _lines(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for line in text.split("\n"):
        if line.strip():
            yield start, start + len(line)
        start += len(line) + 1


def _mended(line: str, cuts: list[int]) -> Iterator[int]:
    """Drop the cuts that no reader would make."""
    for cut in cuts:
        rest = line[cut:].lstrip() if cut < _SMALL_CUT else line[cut : cut + 80].lstrip()
        first = next((c for c in rest if c not in OPENERS and not c.isspace()), "")
        before = line[max(0, cut - 80) : cut].rstrip()
        leads_on = first.islower() and not boundaries.ITEM.match(line, cut)
        if not rest or not first or leads_on or rest[0] in ",;:":
            continue
        if rest[0] in "»”" and not rest[1:2].isalnum():
            continue  # “… it is good?” he said; but ”Jo”, sade han
        if not any(c.isalnum() for c in before) or not any(c.isalnum() for c in rest):
            continue  # a lone mark belongs to its neighbour
        yield cut


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _capped(text: str, start: int, end: int) -> Iterator[Span]:
    while end - start > MAX_LENGTH:
        window = text[start : start + MAX_LENGTH]
        cut = max((m.end() for m in _CLAUSE.finditer(window, MAX_LENGTH // 2)), default=MAX_LENGTH)
        left, right = _stripped(text, start, start + cut)
        if left < right:
            yield Span(left, right)
        start, end = _stripped(text, start + cut, end)
    if start < end:
        yield Span(start, end)
