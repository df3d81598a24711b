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
"""Letters from which on a month beside a number needs no capital; `maj` needs none either."""


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
        if word.norm not in lexicon.day_openers:
            continue
        if word.norm in lexicon.months and (
            word.is_capital or _is_beside_number(tokens, at, lexicon)
        ):
            found.append(_month(tokens, at, lexicon))
        elif [w.norm for w in tokens[at : at + 3]] == ["9", "/", "11"]:
            found.append(Day("9/11", None, 9, 11, None, at, at + 2))
        elif word.norm in lexicon.weekdays and word.is_capital | (len(word.norm) >= _SURE_WEEKDAY):
            found.append(Day(word.text, None, None, None, lexicon.weekdays[word.norm], at, at))
        elif (weekday := lexicon.weekdays.get(_hyphened(tokens, at))) is not None:
            text = "".join(w.text for w in tokens[at : at + 3])
            found.append(Day(text, None, None, None, weekday, at, at + 2))
        elif (last := _last_of_relative(tokens, at, lexicon)) is not None:
            found.append(_relative(tokens, at, last, lexicon, written))
    return tuple(found)


def _last_of_relative(tokens: Sequence[Word], at: int, lexicon: Lexicon) -> int | None:
    """The last word of `yesterday`, `i går`; None where no such day begins."""
    if tokens[at].norm in lexicon.days and not _is_part_of_day(tokens, at, lexicon):
        return at
    return at + 1 if _norms(tokens, at, at + 1) in lexicon.days else None


def _is_part_of_day(tokens: Sequence[Word], at: int, lexicon: Lexicon) -> bool:
    """`am Morgen`, `in de morgen`: the same word as tomorrow, as a noun."""
    if not at or tokens[at].norm not in lexicon.day_parts:
        return False
    before = tokens[at - 1].norm
    is_noun = tokens[at].is_capital and lexicon.nouns_are_capital and before.isalpha()
    return is_noun or before in lexicon.determiners


def _hyphened(tokens: Sequence[Word], at: int) -> str:
    """`quarta-feira`, which is read as three words; empty where no hyphen follows."""
    if at + 2 >= len(tokens) or tokens[at + 1].text != "-":
        return ""
    return f"{tokens[at].norm}-{tokens[at + 2].norm}"


def _norms(tokens: Sequence[Word], first: int, last: int) -> str:
    return " ".join(word.norm for word in tokens[first : last + 1])


def _relative(
    tokens: Sequence[Word], first: int, last: int, lexicon: Lexicon, written: date | None
) -> Day:
    """The day; open in all its parts where the day of the article is not known."""
    text = " ".join(word.text for word in tokens[first : last + 1])
    if written is None:
        return Day(text, None, None, None, None, first, last)
    told = written + timedelta(days=lexicon.days[_norms(tokens, first, last)])
    return Day(text, told.year, told.month, told.day, told.weekday(), first, last)


def _is_beside_number(tokens: Sequence[Word], at: int, lexicon: Lexicon) -> bool:
    near = (*tokens[max(0, at - 2) : at], *tokens[at + 1 : at + 2])
    return any(word.is_number for word in near) and _is_sure_month(tokens[at].norm, lexicon)


def _is_sure_month(norm: str, lexicon: Lexicon) -> bool:
    """Swedish `maj` is the month alone; English `may` and Romanian `mai` are small words, too."""
    others = (lexicon.more_months, lexicon.irrealis, lexicon.stopwords)
    return len(norm) >= _SURE_MONTH or not any(norm in words for words in others)


def _is_year(norm: str) -> bool:
    return len(norm) == _DIGITS_OF_A_YEAR and norm.isdecimal()


def _day_of_month(tokens: Sequence[Word], at: int) -> int | None:
    """1 to 31; signs such as `❶` are digits that no number is made of."""
    norm = tokens[at].norm if at < len(tokens) else ""
    day = int(norm) if norm.isdecimal() and len(norm) <= _DIGITS_OF_A_DAY else 0
    return day if 1 <= day <= LAST_DAY else None


def _month(tokens: Sequence[Word], at: int, lexicon: Lexicon) -> Day:
    """A month with the day and the year that stand beside it."""
    first = last = at
    day = year = None
    links = lexicon.date_links | lexicon.rank_suffixes | {"."}
    for back in range(at - 1, max(-1, at - 4), -1):
        if (day := _day_of_month(tokens, back)) is not None:
            first = back
            break
        if tokens[back].norm not in links:
            break
    ahead = at + 1
    if day is None and (day := _day_of_month(tokens, ahead)) is not None:
        last, ahead = ahead, ahead + 1
        if ahead < len(tokens) and tokens[ahead].norm in lexicon.rank_suffixes:
            last, ahead = ahead, ahead + 1
    if ahead < len(tokens) and tokens[ahead].norm in lexicon.date_links | {","}:
        ahead += 1
    if ahead < len(tokens) and _is_year(tokens[ahead].norm):
        year, last = int(tokens[ahead].norm), ahead
    text = " ".join(word.text for word in tokens[first : last + 1])
    return Day(text, year, lexicon.months[tokens[at].norm], day, None, first, last)
