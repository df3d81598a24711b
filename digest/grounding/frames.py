"""What a sentence tells without saying that it is so: denied, imagined, supposed, long past.

A frame is a few sure words and the stretch of text that they govern.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

from digest.language.lexicons import Lexicon, either, lexicon
from digest.language.passage import Passage
from digest.model import Span

Listed = Literal["denies_ahead", "denies_back", "imagines", "supposes", "dates_back", "another"]
Kind = Listed | Literal["negates"]


@dataclass(frozen=True, slots=True)
class Frame:
    """Words that frame a stretch of a sentence."""

    kind: Kind
    words: str
    governed: Span
    """In code points of the sentence."""


def frames_of(passage: Passage) -> Iterator[Frame]:
    """The frames that a sentence sets outside quotation marks."""
    for kind, pattern in _patterns(passage.language):
        for found in pattern.finditer(passage.text):
            if not any(start <= found.start() < end for start, end in passage.quoted):
                yield Frame(kind, found.group(), _governed(kind, found, passage))
    yield from _negations(passage)


def negates(norm: str, words: Lexicon) -> bool:
    """`never`, `isn't`."""
    return norm in words.negators or norm.endswith(words.negator_endings)


def _negations(passage: Passage) -> Iterator[Frame]:
    """What stands behind `not` in its clause."""
    words, text = passage.lexicon, passage.text
    for at, word in enumerate(passage.tokens):
        following = passage.tokens[at + 1].norm if at + 1 < len(passage.tokens) else ""
        if negates(word.norm, words) and at not in passage.said and following not in words.not_only:
            ends = (_turns(passage.language).search(text, word.end), text.find(",", word.end))
            found = [ends[0].start()] if ends[0] else []
            found += [ends[1]] if ends[1] >= 0 else []
            yield Frame("negates", word.text, Span(word.end, min(found, default=len(text))))


def _governed(kind: Kind, found: re.Match[str], passage: Passage) -> Span:
    text, turns = passage.text, _turns(passage.language)
    if kind == "denies_back":
        before = [turn.end() for turn in turns.finditer(text, 0, found.start())]
        return Span(max(before, default=0), found.start())
    if kind != "denies_ahead":
        return Span(0, len(text))
    comma = text.find(",", found.end())
    if comma >= 0 and _is_aside(text[: found.start()], passage.lexicon):
        return Span(found.end(), comma)
    turn = turns.search(text, found.end())
    return Span(found.end(), turn.start() if turn else len(text))


def _is_aside(before: str, words: Lexicon) -> bool:
    """`Lund, who denied it, resigned`: the frame ends with its relative clause."""
    clause = before.rpartition(",")[2].split()
    return "," in before and clause[:1] != [] and clause[0].casefold() in words.relatives


@cache
def _turns(language: str) -> re.Pattern[str]:
    """Where a sentence takes a turn: `;`, `, but`, `and said`."""
    known = lexicon(language)
    joints = "|".join(sorted(known.conjunctions | known.subordinators | known.relatives))
    parts = [r"[;:—]"]
    if joints:
        says = "|".join(sorted(known.says))
        parts += [rf",\s(?:{joints})\b", rf"\s(?:{joints})\s(?:{says})\b"]
    return re.compile("|".join(parts), re.IGNORECASE)


@cache
def _patterns(language: str) -> tuple[tuple[Listed, re.Pattern[str]], ...]:
    kinds: tuple[Listed, ...] = get_args(Listed)
    found = ((kind, either(getattr(lexicon(language), kind))) for kind in kinds)
    return tuple((kind, pattern) for kind, pattern in found if pattern is not None)
