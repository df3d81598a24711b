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

Listed = Literal[
    "denies_ahead", "denies_back", "imagines", "fakes", "supposes", "dates_back", "another"
]
Kind = Listed | Literal["negates"]
EVERY_KIND: frozenset[Kind] = frozenset((*get_args(Listed), "negates"))


_COMMA = re.compile("[,،，]")


@dataclass(frozen=True, slots=True)
class Frame:
    """Words that frame a stretch of a sentence."""

    kind: Kind
    words: str
    governed: Span
    """In code points of the sentence."""


def frames_of(passage: Passage, kinds: frozenset[Kind] = EVERY_KIND) -> Iterator[Frame]:
    """The frames of these kinds that a sentence sets outside quotation marks."""
    for kind, pattern in _patterns(passage.language):
        if kind not in kinds:
            continue
        for found in pattern.finditer(passage.text):
            if not passage.quotes(found.start()) and not (
                kind == "dates_back" and _is_now(found, passage)
            ):
                yield Frame(kind, found.group(), _governed(kind, found, passage))
    if "negates" in kinds:
        yield from _negations(passage)


def negates(norm: str, words: Lexicon) -> bool:
    """`never`, `isn't`."""
    return norm in words.negators or norm.endswith(words.negator_endings)


def _is_now(found: re.Match[str], passage: Passage) -> bool:
    """`In 2026`, where the article is of that year."""
    return passage.written is not None and str(passage.written.year) in found.group()


def _negations(passage: Passage) -> Iterator[Frame]:
    """What stands behind `not` in its clause, or all of it where the language has it so."""
    words, text = passage.lexicon, passage.text
    for at, word in enumerate(passage.tokens):
        following = passage.tokens[at + 1].norm if at + 1 < len(passage.tokens) else ""
        if negates(word.norm, words) and at not in passage.said and following not in words.not_only:
            yield Frame("negates", word.text, Span(word.end, _clause_end(word.end, passage)))
    pattern = either(words.negates)
    for found in pattern.finditer(text) if pattern else ():
        if not passage.quotes(found.start()):
            begins = [_last_turn(found.start(), passage)]
            begins += [comma.end() for comma in _COMMA.finditer(text, 0, found.start())]
            governed = Span(max(begins), _clause_end(found.end(), passage))
            yield Frame("negates", found.group(), governed)


def _clause_end(at: int, passage: Passage) -> int:
    """The next comma or turn."""
    found = (_turns(passage.language).search(passage.text, at), _COMMA.search(passage.text, at))
    return min((one.start() for one in found if one), default=len(passage.text))


def _last_turn(at: int, passage: Passage) -> int:
    turns = _turns(passage.language).finditer(passage.text, 0, at)
    return max((turn.end() for turn in turns), default=0)


def _governed(kind: Kind, found: re.Match[str], passage: Passage) -> Span:
    text = passage.text
    if kind == "denies_back":
        return Span(_last_turn(found.start(), passage), found.start())
    if kind != "denies_ahead":
        return Span(0, len(text))
    comma = _COMMA.search(text, found.end())
    if comma and _is_aside(text[: found.start()], passage.lexicon):
        return Span(found.end(), comma.start())
    turn = _turns(passage.language).search(text, found.end())
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
    parts = [r"[;:—；：؛]", *known.turns]
    if joints:
        says = "|".join(sorted(known.says))
        parts += [rf"[,،]\s(?:{joints})\b", rf"\s(?:{joints})\s(?:{says})\b"]
    return re.compile("|".join(parts), re.IGNORECASE)


@cache
def _patterns(language: str) -> tuple[tuple[Listed, re.Pattern[str]], ...]:
    kinds: tuple[Listed, ...] = get_args(Listed)
    found = ((kind, either(getattr(lexicon(language), kind))) for kind in kinds)
    return tuple((kind, pattern) for kind, pattern in found if pattern is not None)
