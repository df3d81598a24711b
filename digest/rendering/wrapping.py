"""Text set in lines of a given width, in the columns of a terminal."""

import re
import unicodedata
from collections.abc import Iterator

_CJK_SIGNS = (
    "\u2e80-\u30ff\u3100-\ua4cf\uf900-\ufaff\ufe30-\ufe4f\uff01-\uff60\U00020000-\U0003fffd"
)
"""Characters between which a line may end; Hangul has spaces for that."""
_OPENING_MARKS = "「『（【〔〈《［｛“‘(\\["
_CLOSING_MARKS = "」』）】〕〉》］｝”’)\\]。、，．：；？！…ー々〜・%％,.;:!?"
_CLOSING_MARKS += "ぁぃぅぇぉっゃゅょァィゥェォッャュョ"
_PIECE = re.compile(
    rf"""(?P<gap>[ ]?)(?P<words>
        (?:[{_OPENING_MARKS}]*[{_CJK_SIGNS}]|[^ {_CJK_SIGNS}]+)[{_CLOSING_MARKS}]*
    )""",
    re.VERBOSE,
)
"""What stands on one line: a word, or one character with the marks that belong to it."""
_TWO_COLUMNS = {"W", "F"}
_WITHOUT_WIDTH = {"Mn", "Me", "Cf"}


def wrap(text: str, width: int, indent: str = "", first: str | None = None) -> str:
    """The text in lines of at most `width` columns; longer words (addresses) stay whole.

    `text` has single spaces, as `clean` gives it. `indent` leads every line; `first` replaces it
    on the first one: a bullet.
    """
    return "\n".join(_lines(text, width, indent, indent if first is None else first))


def _lines(text: str, width: int, indent: str, first: str) -> Iterator[str]:
    line, is_empty = first, True
    used = columns(line)
    for piece in _PIECE.finditer(text):
        words = piece["words"]
        gap = "" if is_empty else piece["gap"]
        needed = columns(gap + words)
        if not is_empty and used + needed > width:
            yield line
            line, used, gap = indent, columns(indent), ""
            needed = columns(words)
        line, used, is_empty = line + gap + words, used + needed, False
    if not is_empty:
        yield line


def columns(text: str) -> int:
    """How many columns a terminal needs for it; what combines with a letter needs none."""
    return len(text) if text.isascii() else sum(map(_columns_of, text))


def _columns_of(char: str) -> int:
    if unicodedata.category(char) in _WITHOUT_WIDTH:
        return 0
    return 2 if unicodedata.east_asian_width(char) in _TWO_COLUMNS else 1
