"""The headline, what stands around it, and the paragraphs of a PDF, as its page shows them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from digest.reading.line_ends import CLOSED, is_full, leads_on
from digest.reading.pdf_lines import Line, usual_size, usual_step

_LARGER = 1.2
"""Of the text's size: from there on a line is set as a headline."""
_SPREAD_OF_SIZES = 0.04
"""Share by which the letters of one line of a headline or a text may differ from the next's."""
_LEAST_WORDS = 3
_LONGEST_TITLE = 200
_MOST_ABOVE = 4
"""Lines of ordinary size above the headline: the outlet, a day, a kicker."""
_MOST_BELOW = 4
_LONGEST_BELOW = 100
"""Lines between the headline and the text, and how long each may be: who wrote it, and when."""
_APART = 1.4
"""Of the lines' distance: a larger gap parts paragraphs."""
_LONGEST_INITIAL = 2
"""Characters of a large letter with which a text begins, and its mark of quotation."""
_HYPHENATED = re.compile(r"[^\W\d_]-$")
_GOES_ON = re.compile("[a-zà-ÿа-я]")
_USUAL_PART, _FULL, _HEADING = 0.8, 0.95, 0.6
"""Part of the lines that are no longer than the usual one; shares of it that fill a line, and that
a heading has at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What stands above the text; empty where the page sets nothing apart."""

    title: str | None = None
    above: tuple[str, ...] = ()
    """Lines over the headline: outlet, day, kicker."""
    below: tuple[str, ...] = ()
    """Lines under it: who wrote it, and when."""

    @property
    def around(self) -> tuple[str, ...]:
        return (*self.above, *self.below)


def headed(lines: Sequence[Line]) -> tuple[Head, list[Line]]:
    """The head of a text by the size of its letters, and the lines below it."""
    size, step = usual_size(lines), usual_step(lines)
    spans = list(_large(lines, size))
    fit = [span for span in spans if _is_title(_told(lines, span))]
    if not fit:
        return Head(), list(lines)
    start, end = max(fit, key=lambda span: (lines[span[0]].size, -span[0]))
    if sum(line.size < _LARGER * size for line in lines[:start]) > _MOST_ABOVE:
        return Head(), list(lines)
    below = end + sum(1 for _ in _below(lines, end, size, step))
    head = Head(
        title=_told(lines, (start, end)),
        above=tuple(line.text for line in lines[:start]),
        below=tuple(line.text for line in lines[end:below]),
    )
    return head, list(lines[below:])


def top_headline(page: Sequence[Line], size: float) -> float:
    """The size of the headline at the head of a page with text of `size`; 0 where there is none."""
    spans = (span for span in _large(page, size) if span[0] <= _MOST_ABOVE)
    return max((page[span[0]].size for span in spans if _is_title(_told(page, span))), default=0.0)


def around_headline(page: Sequence[Line], size: float) -> list[str]:
    """The lines of ordinary size that stand nearest to the headline of a page."""
    end = next((span[1] for span in _large(page, size) if span[0] <= _MOST_ABOVE), 0)
    return [line.text for line in page[: end + 1] if line.size < _LARGER * size]


def paragraphs_of(lines: Sequence[Line]) -> list[str]:
    """The lines joined to paragraphs: parted where one ends, or where the page parts them.

    What is set in another size in the midst of a sentence, such as a caption, follows the text.
    """
    text, *asides = _runs(lines)
    return [told for run in (text, *asides) for told in _paragraphs_of(run)]


def _runs(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """The text, and then each run of lines in another size over which one of its sentences runs."""
    size = usual_size(lines)
    text: list[Line] = []
    asides: list[list[Line]] = []
    since = 0
    for is_text, group in groupby(lines, key=lambda line: is_same_size(line.size, size)):
        run = list(group)
        if is_text and 0 < since < len(text) and leads_on(text[since - 1].text, run[0].text):
            asides.append(text[since:])
            del text[since:]
        text += run
        since = len(text) if is_text else since
    yield text
    yield from asides


def _paragraphs_of(lines: Sequence[Line]) -> list[str]:
    if not lines:
        return []
    lengths = sorted(len(line.text) for line in lines)
    usual = lengths[int(_USUAL_PART * (len(lengths) - 1))]
    step = usual_step(lines)
    paragraphs = [lines[0].text]
    is_first = True
    for line, following in pairwise(lines):
        if _is_parted(line, following, step) or _is_short(
            line.text, following.text, usual, is_first=is_first
        ):
            paragraphs.append(following.text)
            is_first = True
        else:
            paragraphs[-1] = _joined(paragraphs[-1], following.text)
            is_first = False
    return paragraphs


def _large(lines: Sequence[Line], size: float) -> Iterator[tuple[int, int]]:
    """Where lines that are larger than the text begin and end, each size by itself."""
    at = 0
    previous = 0.0
    numbered: list[tuple[int, int]] = []
    for number, line in enumerate(lines):
        at += not is_same_size(line.size, previous)
        previous = line.size
        numbered.append((at, number))
    for _, run in groupby(numbered, key=lambda pair: pair[0]):
        numbers = [number for _, number in run]
        if lines[numbers[0]].size >= _LARGER * size > 0:
            yield numbers[0], numbers[-1] + 1


def _told(lines: Sequence[Line], span: tuple[int, int]) -> str:
    told = ""
    for line in lines[slice(*span)]:
        told = _joined(told, line.text) if told else line.text
    return told


def _is_title(told: str) -> bool:
    return len(told.split()) >= _LEAST_WORDS and len(told) <= _LONGEST_TITLE


def _below(lines: Sequence[Line], start: int, size: float, step: float) -> Iterator[Line]:
    """The brief lines by themselves between a headline and its text."""
    for at, line in enumerate(lines[start:-1][:_MOST_BELOW], start=start):
        is_set_apart = not is_same_size(line.size, size)
        gap = line.height - lines[at + 1].height
        is_label = len(line.text) <= _LONGEST_BELOW and not CLOSED.search(line.text)
        text = (after.text for after in lines[at + 1 :] if is_same_size(after.size, size))
        is_begun = not is_set_apart and next(text, "")[:1].islower()
        is_apart = is_set_apart or gap > _APART * step
        if is_begun or not (is_apart and is_label and line.size < _LARGER * size):
            return
        yield line


def _is_parted(line: Line, following: Line, step: float) -> bool:
    """Tell whether the page parts two lines that are no halves of one sentence."""
    if not is_same_size(line.size, following.size):
        return len(line.text) > _LONGEST_INITIAL
    is_apart = line.height - following.height > _APART * step
    return is_apart and not leads_on(line.text, following.text)


def _is_short(line: str, following: str, usual: int, *, is_first: bool) -> bool:
    """Tell whether a line ends though the next word would have had room in it."""
    if is_full(line, following, _FULL * usual):
        return False
    is_heading = is_first and len(line) < _HEADING * usual and following[:1].isupper()
    return is_heading or bool(CLOSED.search(line))


def _joined(line: str, following: str) -> str:
    if _HYPHENATED.search(line) and _GOES_ON.match(following):
        return line[:-1] + following
    return f"{line} {following}"


def is_same_size(one: float, other: float) -> bool:
    """Tell whether two lines are set in one size."""
    return abs(one - other) <= _SPREAD_OF_SIZES * max(one, other)
