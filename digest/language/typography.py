"""Text with its typography normalised, and the way back to the original's code points."""

import re
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property, lru_cache

from digest.language.marks import paired, spoken
from digest.model import Span

QUOTE_MARKS = frozenset("\"'`´‘’‚‛ʼ′“”„‟«»‹›❝❞「」『』〝〞″")
DASHES = frozenset("-‐‑‒–—―−")
INVISIBLE = frozenset("\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f")
_LIGATURE = re.compile("[ﬀ-ﬆ]")
_AS_IT_IS = re.compile(r"[!#-_a-~]+(?: [!#-_a-~]+)*|.", re.DOTALL)
"""A run of what stays as it is, which is most of a text, or one other character."""


@dataclass(frozen=True)
class Folded:
    """`text[i]` came from `original[offsets[i]]`."""

    text: str
    offsets: tuple[int, ...]
    original: str

    def unfold(self, start: int, end: int) -> Span:
        """The interval of the original that `text[start:end]` came from."""
        return Span(self.offsets[start], self.offsets[end - 1] + 1)

    @cached_property
    def quoted(self) -> tuple[Span, ...]:
        """What stands between double quotation marks, as intervals of `text`."""
        return tuple(
            Span(bisect_left(self.offsets, start), bisect_left(self.offsets, end))
            for start, end in paired(self.original)
        )

    @cached_property
    def spoken(self) -> tuple[Span, ...]:
        """What stands between double quotation marks, as intervals of `original`."""
        return spoken(self.original)


def without_ligatures(text: str) -> str:
    """The text with its joined letters written out, as everybody types and searches them."""
    return _LIGATURE.sub(_written_out, text)


def _written_out(joined: re.Match[str]) -> str:
    return unicodedata.normalize("NFKC", joined[0])


def fold_typography(text: str) -> Folded:
    """Marks, dashes and spaces made one; runs of white space become one space.

    Case and words stay. `…` becomes three full stops; invisible characters go.
    """
    out: list[str] = []
    offsets: list[int] = []
    follows_space = True  # none at the beginning
    for piece in _AS_IT_IS.finditer(text):
        start, end = piece.span()
        plain = piece.group() if end - start > 1 else _plain(piece.group())
        if not plain or (follows_space and plain == " "):
            continue
        out.append(plain)
        offsets += range(start, end) if end - start > 1 else [start] * len(plain)
        follows_space = plain[-1] == " "
    folded = "".join(out)
    if folded.endswith(" "):
        folded = folded[:-1]
        offsets.pop()
    return Folded(folded, tuple(offsets), text)


@lru_cache(maxsize=4096)
def _plain(char: str) -> str:
    if char in QUOTE_MARKS:
        return "'"
    if char in DASHES:
        return "-"
    if char.isspace():
        return " "
    if char in INVISIBLE:
        return ""
    if char.isascii():
        return char
    plain = unicodedata.normalize("NFKC", char)
    return " " if plain.isspace() else plain
