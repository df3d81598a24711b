"""Figures that are no plain numbers: ranks, parts of a whole, times of the day."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from digest.language.lexicons import Lexicon
from digest.language.words import Word

_CLOCK = re.compile(r"(\d{1,2})(?:([:.])(\d\d))?")
TENS = frozenset(range(20, 100, 10))
"""Numbers that a rank or a count may follow to make one: `twenty-first`."""
LAST_UNIT = 9
_LAST_HOUR, _LAST_MINUTE = 24, 59
_NOON = 12


class Figure(NamedTuple):
    """A value, its kind, and the last of its words."""

    value: float
    kind: str
    last: int
    digits: str = ""


def rank(tokens: Sequence[Word], at: int, lexicon: Lexicon) -> Figure | None:
    """`third`, `dritten`; `a third of` is a part, `a second` a time, `a third party` no rank."""
    norm = tokens[at].norm
    before = tokens[at - 1].norm if at else ""
    after = tokens[at + 1].norm if at + 1 < len(tokens) else ""
    is_counted = before in lexicon.per_words or before == "/" or before[:1].isdigit()
    is_time = norm in lexicon.second_ranks and is_counted
    if norm not in lexicon.ordinals or is_time or after in lexicon.unranked:
        return None
    if norm in lexicon.fractions and before in lexicon.indefinite and after in lexicon.part_words:
        return Figure(1 / lexicon.fractions[norm], "count", at)
    return Figure(lexicon.ordinals[norm], "ordinal", at)


def composed(
    tokens: Sequence[Word], first: int, last: int, value: float, lexicon: Lexicon
) -> Figure | None:
    """What a number makes with the next word: a rank, `twenty-first`, or a part, `two-thirds`."""
    ahead = last + 2 if last + 1 < len(tokens) and tokens[last + 1].norm == "-" else last + 1
    if ahead >= len(tokens):
        return None
    norm = tokens[ahead].norm
    parts = lexicon.fractions.get(norm, 0)
    if 1 <= value < parts and (value == 1 or norm not in lexicon.single_fractions):
        return Figure(value / parts, "count", ahead)
    if norm in lexicon.second_ranks and tokens[ahead - 1].text != "-":
        return None
    is_ten = value in TENS and not tokens[first].is_number
    if is_ten and 1 <= lexicon.ordinals.get(norm, 0.0) <= LAST_UNIT:
        return Figure(value + lexicon.ordinals[norm], "ordinal", ahead)
    return None


def quarter(tokens: Sequence[Word], at: int) -> Figure | None:
    """`Q2`, `4Q`: the second, the fourth quarter."""
    word = tokens[at]
    beside = (*tokens[max(0, at - 1) : at], *tokens[at + 1 : at + 2])
    is_quarter = any(w.norm == "q" and word.start in (w.end, w.start - 1) for w in beside)
    if not is_quarter or word.norm not in ("1", "2", "3", "4"):
        return None
    return Figure(float(word.norm), "ordinal", at)


def time(tokens: Sequence[Word], at: int, lexicon: Lexicon) -> Figure | None:
    """`14:00`, `2 PM`, `2:30 p.m.`, `14.30 Uhr`, in minutes of the day.

    `digits` is `12` where the half of the day is left open, else `24`.
    """
    match = _CLOCK.fullmatch(tokens[at].norm)
    if match is None or int(match[1]) > _LAST_HOUR or int(match[3] or 0) > _LAST_MINUTE:
        return None
    half, last = _half_of_day([word.norm for word in tokens[at + 1 : at + 4]], at)
    behind = [word.norm for word in tokens[at + 1 : at + 2]]
    is_day = not lexicon.day_hours.isdisjoint(behind)
    is_hour = is_day or not lexicon.half_hours.isdisjoint(behind)
    if not half and match[2] != ":" and not is_hour:
        return None
    hour = int(match[1]) % _NOON + _NOON * (half == "p") if half else int(match[1])
    is_open = not half and not is_day and 1 <= hour <= _NOON
    return Figure(60 * hour + float(match[3] or 0), "time", last, "12" if is_open else "24")


def _half_of_day(behind: Sequence[str], at: int) -> tuple[str, int]:
    """`a` or `p` of `am`, `p.m.`, and the last of its words; empty where there is none."""
    if behind[:1] in (["am"], ["pm"]):
        return behind[0][0], at + 1
    if behind[:1] in (["a"], ["p"]) and behind[1:] == [".", "m"]:
        return behind[0], at + 3
    return "", at
