"""What stands at the edges of a PDF's pages: running titles, page numbers, marks of a printer.

Only the outermost rows of a page are looked at, and of those only what is set apart: a line that
stands between two lines of text is text, whatever it consists of.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice, pairwise

from digest.language.lexicons import everywhere
from digest.reading.cues import cue
from digest.reading.pdf_lines import Line, rows_of, usual_size, usual_step

_EDGE_ROWS = 3
"""Rows at the head and at the foot of a page that may be no text."""
_LEAST_PAGES = 2
"""Pages that a line must open or close to be a running title, and a third of all."""
_LEAST_LETTERS = 3
"""Of a running title; with fewer it is a number, which has to count the pages."""
_SMALLER = 0.93
"""Share of the text's size that letters in the margin have at most."""
_APART, _FAR_APART = 1.4, 2.0
"""Distances of lines by which what stands in the margin is set apart: small print, and other."""
_LONGEST_MARGIN = 160


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The lines of one page, parted."""

    text: tuple[Line, ...]
    margin: tuple[str, ...]
    """From the head to the foot."""


def without_margins(pages: Sequence[Sequence[Line]]) -> list[Page]:
    """Each page with its text and what stands around it."""
    everything = [line for page in pages for line in page]
    size, step = usual_size(everything), usual_step(everything)
    rows = [rows_of(page) for page in pages]
    running, counted = _running_titles(rows), _counted(rows)
    parted = []
    for number, (page, own) in enumerate(zip(pages, rows, strict=True)):
        gone = {
            id(line)
            for line in _outer_lines(own)
            if _unnumbered(line.text) in running or _count(line, number) in counted
        }
        left = [row for row in ([x for x in row if id(x) not in gone] for row in own) if row]
        gone.update(id(line) for line in _set_apart(left, size, step))
        gone.update(id(line) for line in _set_apart(left[::-1], size, step))
        margin = (line.text for row in own for line in row if id(line) in gone)
        text = tuple(line for line in page if id(line) not in gone)
        parted.append(Page(text=text, margin=tuple(margin)))
    return parted


def _set_apart(rows: Sequence[Sequence[Line]], size: float, step: float) -> Iterator[Line]:
    """The lines of the outermost rows that stand in the margin, from the edge of the page on."""
    for row, inner in islice(pairwise(rows), _EDGE_ROWS):
        gap = abs(row[0].height - inner[0].height)
        is_small = all(line.size <= _SMALLER * size for line in row)
        told = " ".join(line.text for line in row)
        is_marked = _mark().search(told) or cue("legal").search(told.lower())
        is_number = all(_page_number().fullmatch(line.text) for line in row)
        is_apart = gap > (_APART if is_small else _FAR_APART) * step
        is_margin = is_small or (
            bool(is_marked or is_number) and all(line.size <= size for line in row)
        )
        if not (is_apart and is_margin and len(told) <= _LONGEST_MARGIN):
            return
        yield from row


def _page_words() -> tuple[str, str]:
    """As patterns, what stands before a page's number, and between it and the last one's."""
    return "|".join(everywhere("page_names")), "|".join(everywhere("page_counts"))


@cache
def _page_number() -> re.Pattern[str]:
    """A line that is the number of a page: `– 7 –`, `Page 7 of 9`."""
    before, between = _page_words()
    return re.compile(
        rf"[^\w.,;:!?]*(?:(?:{before}) )?(?P<number>\d{{1,4}})(?: ?(?:/|{between}) ?\d{{1,4}})?"
        r"[^\w.,;:!?]*",
        re.IGNORECASE,
    )


@cache
def _mark() -> re.Pattern[str]:
    """What names a right, an address or a page."""
    before, between = _page_words()
    return re.compile(
        r"©|\(c\) ?\d{4}|\bcopyright\b|(?:https?|file)://|\bwww\."
        rf"|\d ?(?:/|{between}) ?\d|\b(?:{before}) \d",
        re.IGNORECASE,
    )


def _running_titles(pages: Sequence[Sequence[Sequence[Line]]]) -> frozenset[str]:
    """What stands at the edges of several pages, without the pages' numbers."""
    edges = Counter(
        told
        for rows in pages
        for told in {_unnumbered(line.text) for line in _outer_lines(rows)}
        if sum(map(str.isalpha, told)) >= _LEAST_LETTERS
    )
    return frozenset(told for told, count in edges.items() if count >= _least(pages))


def _counted(pages: Sequence[Sequence[Sequence[Line]]]) -> frozenset[int]:
    """By how much the numbers at the edges are ahead of the pages that they count."""
    ahead = Counter(
        count
        for number, rows in enumerate(pages)
        for count in {_count(line, number) for line in _outer_lines(rows)}
        if count is not None
    )
    return frozenset(count for count, times in ahead.items() if times >= _least(pages))


def _count(line: Line, page: int) -> int | None:
    found = _page_number().fullmatch(line.text)
    return int(found["number"]) - page if found else None


def _least(pages: Sequence[object]) -> float:
    return max(_LEAST_PAGES, len(pages) / 3)


def _outer_lines(rows: Sequence[Sequence[Line]]) -> Iterable[Line]:
    return (line for row in (*rows[:2], *rows[2:][-2:]) for line in row)


def _unnumbered(line: str) -> str:
    return re.sub(r"\d+", "#", line)
