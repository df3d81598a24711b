"""Days, months and years that a sentence names; relative ones told from the day of its article."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from digest.language.lexicons import Lexicon
from digest.language.words import Word

LAST_DAY = 31
_DIGITS_OF_A_DAY = 2
_DIGITS_OF_A_YEAR = 4
_SURE_WEEKDAY = 5
"""Letters from which on a weekday needs no capital: `sun` is none."""
_SURE_MONTH = 4
"""Letters from which on a month beside a number needs no capital."""


@dataclass(frozen=True, slots=True)
class Day:
    """A day or month named in a sentence; None for the parts that it leaves open."""

    text: str
    year: int | None
    month: int | None
    day: int | None
    weekday: int | None
    first: int
    last: int


def calendar_day(year: int, month: int, day: int) -> date | None:
    """The day, where the calendar has it."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def days(tokens: Sequence[Word], lexicon: Lexicon, written: date | None) -> tuple[Day, ...]:
    """The dates of a sentence; relative ones resolved against the day it was written."""
    found = []
    for at, word in enumerate(tokens):
        if word.norm in lexicon.months and (word.is_capital or _is_beside_number(tokens, at)):
            found.append(_month(tokens, at, lexicon))
        elif [w.norm for w in tokens[at : at + 3]] == ["9", "/", "11"]:
            found.append(Day("9/11", None, 9, 11, None, at, at + 2))
        elif word.norm in lexicon.weekdays and word.is_capital | (len(word.norm) >= _SURE_WEEKDAY):
            found.append(Day(word.text, None, None, None, lexicon.weekdays[word.norm], at, at))
        elif word.norm in lexicon.days:
            told = written and written + timedelta(days=lexicon.days[word.norm])
            found.append(
                Day(word.text, told.year, told.month, told.day, told.weekday(), at, at)
                if told
                else Day(word.text, None, None, None, None, at, at)
            )
    return tuple(found)


def _is_beside_number(tokens: Sequence[Word], at: int) -> bool:
    near = (*tokens[max(0, at - 2) : at], *tokens[at + 1 : at + 2])
    return any(word.is_number for word in near) and len(tokens[at].norm) >= _SURE_MONTH


def _is_year(norm: str) -> bool:
    return len(norm) == _DIGITS_OF_A_YEAR and norm.isdigit()


def _month(tokens: Sequence[Word], at: int, lexicon: Lexicon) -> Day:
    """A month with the day and the year that stand beside it."""
    first = last = at
    day = year = None
    links = lexicon.date_links | lexicon.rank_suffixes | {"."}
    for back in range(at - 1, max(-1, at - 4), -1):
        if tokens[back].norm.isdigit() and 1 <= int(tokens[back].norm[:4]) <= LAST_DAY:
            day, first = int(tokens[back].norm), back
            break
        if tokens[back].norm not in links:
            break
    ahead = at + 1
    if (
        day is None
        and ahead < len(tokens)
        and tokens[ahead].norm.isdigit()
        and len(tokens[ahead].norm) <= _DIGITS_OF_A_DAY
    ):
        day, last = int(tokens[ahead].norm), ahead
        ahead += 1
        if ahead < len(tokens) and tokens[ahead].norm in lexicon.rank_suffixes:
            last, ahead = ahead, ahead + 1
    if ahead < len(tokens) and tokens[ahead].norm in lexicon.date_links | {","}:
        ahead += 1
    if ahead < len(tokens) and _is_year(tokens[ahead].norm):
        year, last = int(tokens[ahead].norm), ahead
    text = " ".join(word.text for word in tokens[first : last + 1])
    return Day(text, year, lexicon.months[tokens[at].norm], day, None, first, last)
