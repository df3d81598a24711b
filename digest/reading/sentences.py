"""Where the sentences of a text begin and end, as exact spans of code points.

English goes through nupunkt, a trained Punkt model; other languages through rules.  Either way
the cuts are then mended by the same rules, and no sentence ever crosses a line end.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from digest.language.lexicons import Lexicon, lexicon
from digest.model import Span

MAX_LENGTH = 1000
"""Code points of the longest sentence; a longer one is cut at its last clause before that."""

_OPENERS = "\"'“‘„«‹([{「『（《¿¡–—-"
_CLOSERS = "\"'”’“»›)\\]}"
_END = re.compile(
    rf"(?<![.!?…؟۔])[.!?…؟۔]++(?:[{_CLOSERS}]|[ \u00a0\u202f]»)*+(?=\s)"
    "|[。！？｡]++[”’」』）》】\"']*+"
)
_LONG_RUN = re.compile(r"[^\w\s]{20}")
_LAST_WORD = re.compile(r"(\S{1,40})$")
_LETTER = re.compile(r"[^\W\d_]")
_CLAUSE = re.compile(r"[;:,–—、，；،؛]\s*|\s+")
_LONGEST_ORDINAL = 2
"""Digits: `3.` is a rank in German, `2031.` the end of a sentence."""
_SMALL_CUT = 4
"""Characters before a cut that are no sentence, so that what follows is read whole."""


def split(text: str, language: str) -> tuple[Span, ...]:
    """The sentences of text in reading order, not overlapping, each without outer spaces.

    Every character that is not white space lies in exactly one of them.
    """
    spans: list[Span] = []
    for start, end in _lines(text):
        line = text[start:end]
        cuts = sorted({0, *_mended(line, _cuts(line, language)), len(line)})
        for left, right in pairwise(cuts):
            spans.extend(_capped(text, *_stripped(text, start + left, start + right)))
    return tuple(spans)


def _lines(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for line in text.split("\n"):
        if line.strip():
            yield start, start + len(line)
        start += len(line) + 1


def _cuts(line: str, language: str) -> list[int]:
    """Offsets inside line at which a new sentence may begin."""
    # nupunkt takes quadratic time over a long run of full stops
    if language == "en" and not _LONG_RUN.search(line):
        from nupunkt import sent_spans

        return [start for start, _ in sent_spans(line)]
    return list(_rule_cuts(line, language))


def _rule_cuts(line: str, language: str) -> Iterator[int]:
    words = lexicon(language)
    depth, seen = 0, 0
    for found in _END.finditer(line):
        end = found.end()
        if language == "ja":  # 「…。…。」と述べた is one sentence
            depth += sum((c in "「『（") - (c in "」』）") for c in line[seen:end])
            seen = end
            if depth > 0 or line[end : end + 1] in tuple("とがはをのにで、"):
                continue
        if found.group()[0] == "." and _is_abbreviation(line, found.start(), words):
            continue
        yield end


def _is_abbreviation(line: str, stop: int, words: Lexicon) -> bool:
    found = _LAST_WORD.search(line, max(0, stop - 40), stop)
    if found is None:
        return False
    word = found.group(1).lower().lstrip(_OPENERS)
    if words.ordinal_dots and word.isdigit() and len(word) <= _LONGEST_ORDINAL:
        return True
    is_initial = len(word) == 1 and bool(_LETTER.match(word)) and found.group(1)[-1].isupper()
    return is_initial or word in words.abbreviations


def _mended(line: str, cuts: list[int]) -> Iterator[int]:
    """Drop the cuts that no reader would make."""
    for cut in cuts:
        rest = line[cut:].lstrip() if cut < _SMALL_CUT else line[cut : cut + 80].lstrip()
        first = next((c for c in rest if c not in _OPENERS and not c.isspace()), "")
        before = line[max(0, cut - 80) : cut].rstrip()
        if not rest or not first or first.islower() or rest[0] in ",;:»”":
            continue  # “… it is good?” he said
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
