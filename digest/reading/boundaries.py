"""Where in a line of text a sentence ends: by its marks, and by what stands on both sides of them.

A full stop ends most often a sentence, and else an abbreviation, an initial or the number of an
item.  Those are known by the language's lists and, as no list is complete, by their shape: letters
parted by dots, single letters, words without a vowel.  Behind what may be either, a sentence begins
only with one of the language's small words in a capital ("in the U.S. The envoy", "the U.S. Army").
"""

import re
import unicodedata
from collections.abc import Container, Iterator, Sequence
from functools import cache

from digest.language.lexicons import Lexicon, lexicon

OPENERS = "\"'“‘„«‹([{「『（《¿¡–—-"
_CLOSERS = "\"'”’“»›)\\]}"
_END = re.compile(
    r"[.!?…؟۔։।:;。！？｡።፧።]"  # first of all, for speed
    r"(?:(?:(?<=[.!?…؟۔։।])(?<![.!?…؟۔։।([].)(?<!\. .)(?:(?<=\.)(?: \.){2,3}|[.!?…؟۔։।]*+)"
    r"|(?<=[ա-և]:):*+|(?<=[\u0370-\u03ff];))"
    rf"(?P<closed>(?:[{_CLOSERS}]|[ \u00a0\u202f]»(?!\w))*+)(?P<glued>(?!\s|$))?"
    "|(?<=[。！？｡።፧።])[。！？｡።፧።]*+[”’」』）\"']*+)"
)
"""The marks with which a sentence ends in any script, and what closes behind them.

Armenian ends it by a colon, Greek asks by a semicolon; the last line needs no space behind it.
"""
_PARTICLES = tuple("とがはをのにで、")
"""Behind a quotation in Japanese they lead the sentence on: 「…。」と述べた."""
_ASIDE = re.compile(
    r"\([^()]{0,300}\)|\[[^][]{0,300}\]|（[^（）]{0,300}）|《[^《》]{0,300}》|「[^「」]{0,400}」"
)
"""What stands in brackets belongs whole to its sentence."""
_QUOTED = re.compile(r"«[^«»]{0,600}»?|“[^“”]{0,600}”?")
"""A dash inside leads on: `«Что? – спросила мама. – Завтра…»`."""
_DASH = re.compile(r"\s*(?:[–—]|- )")
ITEM = re.compile(r"(?<!\S)[•⁃·*-]?\s?(?P<number>\d{1,2}|[a-z])(?:\.\)|[.)])(?=\s+[^\W\d_a-zа-я])")
"""The number or letter of an item in a list."""
_PLAIN_NUMBER = re.compile(r"\s?\d+\.$")

_LAST_WORD = re.compile(r"(\S{1,40})$")
_FIRST_WORD = re.compile(r"\s*(?:[\"'“‘„«‹(\[¿¡]\s?)*([^\W\d_]+)")
_PART = re.compile(r"\s*[^\W\d_]{1,2}\.")
"""What follows in an abbreviation that is written with spaces: `z. B.`"""
_ROMAN = re.compile(r"[IVXLC]+")
_VOWELS = frozenset("aeiouyæœøıаеёиоуыэюяіїєαεηιουω")
_LONGEST_SHORTENED = 5
"""Letters of a word without a vowel that is taken for a shortened one: `Sgt`, `pgt`."""
_LONGEST_ORDINAL = 2
"""Digits: `3.` is a rank in German, `2031.` the end of a sentence."""
_SPACED_PART = 2
_LONGEST_QUOTE = 600
_WHOLE = re.compile(rf"(?:[^\W\d_][^\W\d_A-Z]|(?<!\d)\d{{4}}|[{_CLOSERS}])$")
"""Before a full stop at which the next sentence begins without a space: a word, a year."""
_GLUED = re.compile(r"[\"“„«(]?(?P<word>[^\W\d_]+)(?=[\s,’'-])")
_LONGEST_DOMAIN = 3
"""Letters of a glued word that may be the end of an address: `Lorne.Com`."""


def cuts(line: str, language: str) -> list[int]:
    """Offsets inside the line at which a new sentence may begin, in order."""
    words = lexicon(language)
    ends = set(_ends(line, words))
    numbers = list(ITEM.finditer(line))
    items = _items(line, numbers, ends, words)
    ends -= {found.end() for found in numbers if found in items or _opens(found, ends)}
    inside = _Spans(_ASIDE, line)
    starts = {found.start() for found in items[1:]}
    return [cut for cut in sorted(ends | starts) if not inside.cover(cut)]


class _Spans:
    """What a pattern finds in a line, asked for offsets that only grow."""

    def __init__(self, pattern: re.Pattern[str], line: str) -> None:
        self._found = pattern.finditer(line)
        self._last = next(self._found, None)

    def cover(self, offset: int) -> bool:
        """Whether the offset lies inside one of them, and not at its edge."""
        while self._last and self._last.end() <= offset:
            self._last = next(self._found, None)
        return bool(self._last and self._last.start() < offset)


def _opens(number: re.Match[str], ends: Container[int]) -> bool:
    """Whether it stands where a sentence begins: at the head of the line, or behind another."""
    before = number.string[: number.start()].rstrip()
    return not before or len(before) in ends or before[-1] in ":;"


def _items(
    line: str, numbers: Sequence[re.Match[str]], ends: Container[int], words: Lexicon
) -> Sequence[re.Match[str]]:
    """The numbers of a list that stands in one line: 1, 2, 3 or a, b, c, the first at its head."""
    if not numbers or line[: numbers[0].start()].strip():
        return ()
    found = [numbers[0]]
    for item in numbers[1:]:
        # `2. Liga` is the second league where a full stop makes a number an ordinal
        may_be_rank = words.ordinal_dots and _PLAIN_NUMBER.match(item.group())
        if _rank(item) == _rank(found[-1]) + 1 and (not may_be_rank or _opens(item, ends)):
            found.append(item)
    is_list = len(found) > 1 or any(item["number"].isdigit() for item in found)
    return found if is_list else ()


def _rank(item: re.Match[str]) -> int:
    number = item["number"]
    return int(number) if number.isdigit() else ord(number)


def _ends(line: str, words: Lexicon) -> Iterator[int]:
    spoken = _Spans(_QUOTED, line)
    for found in _END.finditer(line):
        end = found.end()
        if found["closed"] is None:
            if not line.startswith(_PARTICLES, end):
                yield end
        elif found["glued"] is not None:
            end -= _opens_quotation(line, found)
            if (
                found.group()[:2] not in ("..", "…")
                and _is_glued(line, found.start(), end, words)
                and not _goes_on(line, found, words)
            ):
                yield end
        elif not (spoken.cover(end) and _DASH.match(line, end)) and not _goes_on(
            line, found, words
        ):
            yield end


def _opens_quotation(line: str, found: re.Match[str]) -> bool:
    """Whether the mark behind a full stop opens what is glued to it: `He left.“The`."""
    near = line[max(0, found.end() - _LONGEST_QUOTE) : found.end()]
    if near[-1] == '"':
        return bool(near.count('"') % 2)
    return near[-1] == "“" and near.count("“") > near.count("„")


def _is_glued(line: str, stop: int, end: int, words: Lexicon) -> bool:
    """Whether a sentence begins without a space: `within two years.A bundle`."""
    after = _GLUED.match(line, end)
    if after is None or not _WHOLE.search(line, max(0, stop - _REACH), stop):
        return False
    word = after["word"]
    is_capital = word[0].isupper() and (len(word) == 1 or word[1:].islower())
    is_small = _begins(word, words) or word.lower() in words.numbers
    is_word = len(word) == 1 or len(word) > _LONGEST_DOMAIN or is_small
    return is_capital and is_word


def _goes_on(line: str, found: re.Match[str], words: Lexicon) -> bool:
    """Whether the full stop belongs to the word before it, and the sentence goes on."""
    stop, closed = found.start(), found["closed"]
    mark = found.group().removesuffix(closed)
    if mark != "." or closed[:1] not in ("", ")", "]"):
        return mark == _OMITTED and line[stop - 1 : stop].isspace()
    token = _token(line, stop, words)
    dotted = _dotted(line, stop, words)
    if not token or _is_part(token, line, found.end(), words):
        return bool(token)
    if (dotted or token).lower() in words.abbreviations | words.abbreviated_titles:
        return True
    if token.lower().endswith(words.shortened_streets) and _FIGURE_NEXT.match(line, found.end()):
        return True
    follower = _FIRST_WORD.match(line, found.end())
    before = line[max(0, stop - _REACH) : stop - len(token)].rstrip()
    return _may_go_on(token, dotted, before, follower.group(1) if follower else "", words)


def _may_go_on(token: str, dotted: str, before: str, follower: str, words: Lexicon) -> bool:
    """The same of what may end a sentence or not: before and follower stand on its sides."""
    begins = _begins(follower, words)
    if dotted:
        is_title = follower.lower() in words.titles
        return not begins and not (is_title and _ENDING_TIME.search(before))
    if len(token) == 1 and token.isupper():
        return not (begins and _LOWER_WORD.search(before))
    is_unit = before[-1:].isdigit() and bool(follower)
    is_shortened = _is_listed(token, words) or (not is_unit and _looks_shortened(token))
    return is_shortened and not begins


_LOWER_WORD = re.compile(r"(?:(?<!\S)[^\W\d_A-Z]+|-)$")
"""Behind it a single letter is no initial: `plan B`, `vitamin C`, `ISIS-K`."""
_ENDING_TIME = re.compile(r"\w \w+ \d{1,2}$")
"""`She left at 6` (p.m.), and not the `At 6` with which a sentence begins."""
_FIGURE_NEXT = re.compile(r"\s*\d")
_DOTTED = re.compile(r"(?<![^\W_])(?:(?:[^\W\d_]{1,3}\.)+|(?:[^\W\d_]{1,2}\. )+)[^\W\d_]{1,3}$")
_OMITTED = ". . ."
"""Words are left out here; a fourth full stop ends the sentence."""
_REACH = 40
"""Code points before a full stop that are looked at."""


def _token(line: str, stop: int, words: Lexicon) -> str:
    """The word before a full stop, without what it is elided or joined to: `l'avv`, `Jean-M`."""
    found = _LAST_WORD.search(line, max(0, stop - _REACH), stop)
    token = found.group(1).lstrip(OPENERS) if found else ""
    if words.elides:
        token = re.split("['’]", token)[-1]
    tail = token.rpartition("-")[2]
    return tail if len(tail) == 1 and tail.isupper() else token


def _dotted(line: str, stop: int, words: Lexicon) -> str:
    """The letters parted by dots before a full stop, as `z.B`, `EE.UU`; empty for anything else."""
    found = _DOTTED.search(line, max(0, stop - _REACH), stop)
    if found is None:
        return ""
    parts = found.group().split(". ")
    told = (part for part in parts[:-1] if len(part) > 1 and part.islower())
    is_words = any(part in _openers(words.language) for part in told)
    return "" if is_words else ".".join(parts)


def _is_part(token: str, line: str, end: int, words: Lexicon) -> bool:
    """Whether it is the first half of an abbreviation that is written with spaces."""
    return (
        len(token) <= _SPACED_PART
        and token.isalpha()
        and (token.isupper() or token.lower() not in _openers(words.language))
        and bool(_PART.match(line, end))
    )


def _is_listed(token: str, words: Lexicon) -> bool:
    """Whether the language has it as shortened, or as a rank where a full stop makes one."""
    key = token.lower()
    if words.ordinal_dots and (_ROMAN.fullmatch(token) or key.isdigit()):
        return len(key) <= _LONGEST_ORDINAL or not key.isdigit()
    is_name = token.istitle() and key in _shortened_names(words.language)
    return is_name or key in words.ending_abbreviations


def _looks_shortened(token: str) -> bool:
    """Whether it is a brief word without a vowel."""
    is_brief = token.isalpha() and token[-1].islower() and len(token) <= _LONGEST_SHORTENED
    return is_brief and _VOWELS.isdisjoint(unicodedata.normalize("NFD", token.lower()))


@cache
def _shortened_names(language: str) -> frozenset[str]:
    """Months and parts of a country as they are shortened: as in `Sept. 5`."""
    words = lexicon(language)
    months = (
        short
        for short in words.more_months
        if any(name != short and name.startswith(short) for name in words.months)
    )
    return frozenset((*words.state_abbreviations, *months))


def _begins(word: str, words: Lexicon) -> bool:
    """Whether the word opens a sentence: one of the small ones, in a capital."""
    return word[:1].isupper() and word.lower() in _openers(words.language)


@cache
def _openers(language: str) -> frozenset[str]:
    words = lexicon(language)
    return (words.stopwords | words.openers | words.points_back) - words.titles
