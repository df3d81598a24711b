"""The patterns by which page furniture is recognised, in all languages that are read.

Each cue is one pattern of plain alternatives, so that matching takes linear time; a cue alone
decides nothing: `furniture` weighs it against the shape of the line and its place in the text.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from functools import cache

from digest.language.lexicons import everywhere
from digest.language.months import any_month

_WORD_OR_NUMBER = re.compile(r"\w+")
_DIGIT = re.compile(r"\d")
_LETTERS = re.compile(r"[^\W\d_]{2,}")
_NO_WORD = re.compile(r"\\[A-Za-z]|\[[^]]*\]|\(\?:")
"""What stands for other letters than its own."""
_PLAIN_LETTER = re.compile(r"[a-z@?]")
"""Where it stands, something else than the sign beyond ASCII may be what is found."""
_OPTIONAL = re.compile(r"[\w -]\?")
_REQUIRED = re.compile(r"(?:^| |\\b)([^\W\d_]{2,})(?= |\\b|$)")
"""A word between spaces, outside of brackets: without it the alternative is not found."""
_BRACKETED = re.compile(r"\([^()]*\)[?*+]?")
_SIGN = re.compile(r"\\.|\[[^]]*\]|[()|]")
WIDE = re.compile("[\u3040-\u9fff\uac00-\ud7af]")
_BEGINNING = 4
"""Letters of a word by which the alternatives that have it are found."""

_Sought = tuple[str, re.Pattern[str]]


@cache
def cue(name: str) -> re.Pattern[str]:
    """One pattern for lower-case text: matching without regard to case takes twice the time."""
    return re.compile("|".join(_patterns(name)))


class Cues:
    """Which of several cues a line has, without a search for each.

    Nearly all alternatives have a word of their own. Those of which no word begins as one of the
    line's does are not searched for: that spares nine tenths of the time.
    """

    def __init__(self, names: Collection[str]) -> None:
        self._by_beginning: dict[str, list[_Sought]] = defaultdict(list)
        self._with_digit: list[_Sought] = []
        self._foreign: list[_Sought] = []
        self._wordless: list[_Sought] = []
        for name in names:
            for entry in _patterns(name):
                for alternative in _alternatives(entry):
                    self._learn(name, alternative)

    def _learn(self, name: str, alternative: str) -> None:
        sought = (name, re.compile(alternative))
        beginnings = _beginnings(alternative)
        for beginning in _required(alternative) or beginnings:
            self._by_beginning[beginning].append(sought)
        if not beginnings:
            self._like(alternative).append(sought)

    def _like(self, alternative: str) -> list[_Sought]:
        """Those without a word that are searched for in the same lines."""
        if r"\d" in alternative:
            return self._with_digit
        return self._foreign if _is_foreign(alternative) else self._wordless

    def of(self, lower: str) -> set[str]:
        """The names of those that a line in lower case has."""
        names: set[str] = set()
        beginnings = {word[:_BEGINNING] for word in _WORD_OR_NUMBER.findall(lower)}
        for beginning in self._by_beginning.keys() & beginnings:
            _add(names, self._by_beginning[beginning], lower)
        if _DIGIT.search(lower):
            _add(names, self._with_digit, lower)
        if not lower.isascii():
            _add(names, self._foreign, lower)
        _add(names, self._wordless, lower)
        return names


@cache
def pleas() -> re.Pattern[str]:
    """Sentences that beg for a click."""
    return re.compile("|".join(everywhere("plea_sentences")), re.MULTILINE)


def _patterns(name: str) -> tuple[str, ...]:
    patterns = everywhere(name)
    if name != "stamp":
        return patterns
    return (*patterns, rf"\b{any_month()}\.? \d{{1,2}}\b", rf"\b\d{{1,2}}\.? {any_month()}\b")


def _add(names: set[str], cues: Iterable[_Sought], lower: str) -> None:
    for name, pattern in cues:
        if name not in names and pattern.search(lower):
            names.add(name)


def _alternatives(pattern: str) -> Iterator[str]:
    """The parts of a pattern between the bars that stand in no bracket."""
    depth, start = 0, 0
    for sign in _SIGN.finditer(pattern):
        depth += (sign.group() == "(") - (sign.group() == ")")
        if sign.group() == "|" and not depth:
            yield pattern[start : sign.start()]
            start = sign.end()
    yield pattern[start:]


def _beginnings(alternative: str) -> frozenset[str]:
    """How the words of an alternative begin; of one in signs or without spaces there are none."""
    if WIDE.search(alternative):
        return frozenset()
    plain = _NO_WORD.sub(" ", alternative)
    words = _LETTERS.findall(plain.replace("?", "")) + _LETTERS.findall(_OPTIONAL.sub("", plain))
    return frozenset(word[:_BEGINNING] for word in words)


def _is_foreign(alternative: str) -> bool:
    """Whether a sign beyond ASCII is in all that it finds."""
    plain = _NO_WORD.sub(" ", alternative)
    return not plain.isascii() and not _PLAIN_LETTER.search(plain)


def _required(alternative: str) -> frozenset[str]:
    """How the longest of the words begins that stand whole in all that the alternative finds."""
    plain = _OPTIONAL.sub("*", alternative)
    while plain != (plain := _BRACKETED.sub("*", plain)):
        pass
    longest = max(_REQUIRED.findall(plain), key=len, default="")
    return frozenset({longest[:_BEGINNING]} if longest else ())
