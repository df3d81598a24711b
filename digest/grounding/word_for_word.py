"""Where a quotation stands word for word; and how one came to be that stands nowhere."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from digest.grounding.evidence import Evidence
from digest.grounding.frames import negates
from digest.language.lexicons import Lexicon, lexicon
from digest.language.typography import Folded, fold_typography
from digest.model import Span

_ELLIPSIS = re.compile(r"\s?\[\s?(?:\.\s?){3}\]\s?|\s?\.\s?\.\s?\.(?:\s?\.)?\s?")
_CLAUSE_MARKS = r"[;:!?]|\.\s"
PIECE_WORDS = 4
"""A piece beside an ellipsis has at least so many words: fewer prove nothing."""
ALTERED = 75.0
"""Likeness (0-100) from which words are called altered rather than invented."""
_SHOWN = 80
"""Characters of a quotation that a fault repeats."""


@dataclass(frozen=True, slots=True)
class Found:
    """Where a quotation stands: from the first to the last of its words in the original text."""

    article: str
    span: Span


def locate(quote: str, articles: Sequence[str], evidence: Evidence, language: str) -> Found | None:
    """The first of the articles in which the words stand."""
    wanted = _trimmed(fold_typography(quote).text)
    for article in articles:
        if span := _find(evidence.folded(article), quote, wanted, language):
            return Found(article, span)
    return None


def lost_by_cutting(found: Found, evidence: Evidence, before: str) -> str | None:
    """The negation that stands before the words in the source, when the claim cut it off.

    `before` is what the claim itself says before the quotation: it may negate in its own words.
    """
    article = evidence.article(found.article)
    lexicon_ = lexicon(article.language)
    sentence = next((s for s in article.sentences if s.start <= found.span.start < s.end), None)
    if sentence is None:
        return None
    spoken = evidence.folded(found.article).spoken
    begun = max((s.start for s in spoken if s.start <= found.span.start < s.end), default=0)
    start = max(sentence.start, begun)
    clause = _clause_end(lexicon_.clause_openers).split(article.text[start : found.span.start])[-1]
    lost = _negator(" ".join(clause.split()[-5:]), lexicon_)
    if lost and not _negator(" ".join(before.split()[-8:]), lexicon_):
        return lost
    return None


@cache
def _clause_end(openers: frozenset[str]) -> re.Pattern[str]:
    words = "|".join(sorted(openers))
    return re.compile(rf"{_CLAUSE_MARKS}|,\s(?:{words})\b" if words else _CLAUSE_MARKS)


def why_not(quote: str, evidence: Evidence) -> str:
    """How a quotation that stands nowhere in the story came to be, in words for the reader."""
    from rapidfuzz import fuzz

    wanted = _trimmed(fold_typography(quote).text)
    halves = _halves(wanted)
    for article in evidence.articles:
        text = evidence.folded(article.id)
        if halves and all(half in text.text for half in halves):
            return "is put together from pieces of different places"
    for article in evidence.articles:
        if fuzz.partial_ratio(wanted, evidence.folded(article.id).text) >= ALTERED:
            return "was altered: the words of the source differ"
    return "is invented: nobody says it in the articles of this story"


def _halves(wanted: str) -> list[str]:
    pieces = [piece.strip() for piece in _ELLIPSIS.split(wanted) if piece.strip()]
    match pieces:
        case [_, _]:
            return pieces
    said = wanted.split()
    middle = len(said) // 2
    return [" ".join(said[:middle]), " ".join(said[middle:])] if middle >= PIECE_WORDS else []


def _find(text: Folded, quote: str, wanted: str, language: str) -> Span | None:
    """Where the quotation stands word for word; None when it does not.

    `wanted` is the quotation, folded. White space, the shape of marks and dashes, and one final
    comma or full stop do not count. `A ... B` is found where A and B are pieces of one quotation,
    in its order, and no negation was left out between them. The span is in code points of the
    original text.
    """
    if not wanted:
        return None
    if span := _standing(text, wanted, 0, len(text.text)):
        return _cut_before_question(text, quote, span)
    pieces = [piece.strip() for piece in _ELLIPSIS.split(wanted)]
    pieces = [piece for piece in pieces if piece]
    if len(pieces) <= 1 or any(len(piece.split()) < PIECE_WORDS for piece in pieces):
        return None
    return _pieced(text, pieces, language)


def _trimmed(wanted: str) -> str:
    """One final comma or full stop is the habit of whoever quotes."""
    wanted = wanted.strip(" '")
    if wanted.endswith((".", ",")) and not wanted.endswith(".."):
        wanted = wanted[:-1].rstrip(" '")
    return wanted


def _standing(text: Folded, wanted: str, low: int, high: int) -> Span | None:
    """The first place in `text.text[low:high]` where the words stand, whole; in folded offsets."""
    at = _seek(text.text, wanted, low, high)
    if at is None and wanted[:1].isalpha():
        swapped = wanted[0].swapcase() + wanted[1:]
        at = _seek(text.text, swapped, low, high)
    return None if at is None else Span(at, at + len(wanted))


def _seek(text: str, wanted: str, low: int, high: int) -> int | None:
    at = text.find(wanted, low, high)
    while at != -1:
        end = at + len(wanted)
        before, after = text[at - 1 : at], text[end : end + 1]
        if not (before.isalnum() and wanted[0].isalnum()) and not (
            after.isalnum() and wanted[-1].isalnum()
        ):
            return at
        at = text.find(wanted, at + 1, high)
    return None


def _cut_before_question(text: Folded, quote: str, span: Span) -> Span | None:
    """A full stop is no question mark: `Did he.` does not quote `Did he?`."""
    is_closed = quote.rstrip(" '\"’”»").endswith(".")
    if is_closed and text.text[span.end : span.end + 1] in ("?", "!"):
        return None
    return text.unfold(span.start, span.end)


def _pieced(text: Folded, pieces: Sequence[str], language: str) -> Span | None:
    """Pieces in order inside one quotation of the text, no negation among the words left out."""
    known = lexicon(language)
    for inside in text.quoted:
        low = inside.start
        first: Span | None = None
        previous: Span | None = None
        for piece in pieces:
            span = _standing(text, piece, low, inside.end)
            if span is None:
                break
            if previous and _negator(text.text[previous.end : span.start], known):
                break
            first, previous, low = first or span, span, span.end
        else:
            assert first is not None
            assert previous is not None
            return text.unfold(first.start, previous.end)
    return None


def _negator(text: str, known: Lexicon) -> str | None:
    found = re.findall(r"[^\W\d_]+(?:['’][^\W\d_]+)?", text.casefold().replace("’", "'"))
    return next((word for word in found if negates(word, known)), None)


def short(quote: str) -> str:
    """The quotation between marks, cut where it is long."""
    return f"“{quote if len(quote) <= _SHOWN else quote[: _SHOWN - 3] + '...'}”"
