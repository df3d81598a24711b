"""The lines of a PDF's pages, with the size of their letters and where they stand."""

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from digest.reading.facts import UnreadableError
from digest.reading.tidy import tidy

if TYPE_CHECKING:
    from pypdf import PageObject

MAX_PIECES = 20_000
"""Texts that one page sets; a newspaper's has a tenth, and each costs more than the last."""
_ROW = 2.0
"""Points by which the lines of one row may differ in height."""

_LEAST_STEP = 0.9
"""Of the letters' size: nearer ones stand above or below the line."""

_Matrix = Sequence[float]
_Piece = tuple[str, float, float]
"""Characters, their size, and how high they stand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a page, in the order in which it is read."""

    text: str
    size: float
    """Of most of its letters, in points; 0 where it is not known."""
    height: float
    """Of its foot above that of the page, in points."""


def lines_of(page: "PageObject") -> list[Line]:
    """The lines of a page, none empty. Raises UnreadableError where a page holds too much."""
    contents = page.get_contents()
    data = contents.get_data() if contents is not None else b""
    if data.count(b"Tj") + data.count(b"TJ") > MAX_PIECES:
        raise UnreadableError("a page of the PDF holds too much to be of an article")
    pieces: list[_Piece] = []

    def note(text: str, at: _Matrix, letters: _Matrix, _font: object, size: float) -> None:
        pieces.append((text, *_measured(at, letters, size)))

    page.extract_text(visitor_text=note)
    lines = (_line(parts) for parts in _parted(pieces))
    return [line for line in lines if line.text]


def rows_of(lines: Sequence[Line]) -> list[list[Line]]:
    """The lines that stand beside each other, from the head of the page to its foot."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: -line.height):
        if rows and rows[-1][0].height - line.height <= _ROW:
            rows[-1].append(line)
        else:
            rows.append([line])
    return rows


def usual_size(lines: Sequence[Line]) -> float:
    """The size in which most of the text is set."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size, 1)] += len(line.text)
    return max(sizes, key=lambda size: (sizes[size], -size), default=0.0)


def usual_step(lines: Sequence[Line]) -> float:
    """How far apart the lines of a paragraph stand: the least distance downwards that recurs."""
    least = _LEAST_STEP * usual_size(lines)
    steps = Counter(
        round(one.height - other.height, 1)
        for one, other in pairwise(lines)
        if one.height - other.height > max(_ROW, least)
    )
    recurring = [step for step, count in steps.items() if count > 1]
    return min(recurring or steps, default=0.0)


def _measured(at: _Matrix, letters: _Matrix, size: float) -> tuple[float, float]:
    """Size and height on the page of letters that two matrices put there."""
    wide = letters[2] * at[0] + letters[3] * at[2]
    high = letters[2] * at[1] + letters[3] * at[3]
    return abs(size) * math.hypot(wide, high), letters[4] * at[1] + letters[5] * at[3] + at[5]


def _parted(pieces: Sequence[_Piece]) -> Iterator[list[_Piece]]:
    """The pieces of each line: pypdf marks its end by a line feed, in the midst of a piece too."""
    cut = (
        (part, size, height)
        for text, size, height in pieces
        for part in text.replace("\r\n", "\n").replace("\n", "\n\0").split("\0")
    )
    number = 0

    def of_line(piece: _Piece) -> int:
        nonlocal number
        current = number
        number += piece[0].endswith("\n")
        return current

    for _, line in groupby(cut, key=of_line):
        yield list(line)


def _line(pieces: Sequence[_Piece]) -> Line:
    shown = [piece for piece in pieces if piece[0].strip()]
    text = " ".join(tidy("".join(words for words, _, _ in pieces)).split())
    if not shown:
        return Line(text=text, size=0.0, height=0.0)
    main = max(shown, key=lambda piece: len(piece[0].strip()))
    return Line(text=text, size=main[1], height=shown[0][2])
