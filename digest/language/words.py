"""Words of a sentence, and their stems."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from digest.language.lexicons import lexicon

APOSTROPHES = str.maketrans(dict.fromkeys("’‘ʼ′`´", "'"))
_ELISION = re.compile(r"(?<=['’ʼ])")
_IDEOGRAPHS = "぀-ヿ㐀-鿿豈-﫿฀-๿"
TOKEN = re.compile(
    rf"[{_IDEOGRAPHS}]|\d+(?:[.,:]\d+)*|[^\W\d_{_IDEOGRAPHS}]+(?:['’ʼ][^\W\d_{_IDEOGRAPHS}]+)*|[^\w\s]|_"
)
_LONGEST_KEPT = 1000
"""Code points; what is longer is no sentence, and would take the memory of hundreds."""
_LEAST_STEM = 3
"""Letters that stay of a word without its ending."""


class Word(NamedTuple):
    """One token: a word, a number or a mark, with its place in the sentence."""

    text: str
    norm: str
    """Case-folded, apostrophes straight, a possessive 's taken off."""
    stem: str
    start: int
    end: int

    @property
    def is_word(self) -> bool:
        return self.norm[:1].isalpha()

    @property
    def is_number(self) -> bool:
        return self.norm[:1].isdigit()

    @property
    def is_capital(self) -> bool:
        return self.text[:1].isupper()

    @property
    def is_owner(self) -> bool:
        """Whether it is written as somebody's: `Olsen's`, `workers’`."""
        return self.text.translate(APOSTROPHES).endswith(("'s", "s'"))


def runs(said: Sequence[str], length: int) -> frozenset[tuple[str, ...]]:
    """Every run of so many words that follow each other."""
    return frozenset(tuple(said[at : at + length]) for at in range(len(said) - length + 1))


def words(text: str, language: str) -> tuple[Word, ...]:
    """The tokens of a sentence, in order; marks included."""
    return _kept(text, language) if len(text) <= _LONGEST_KEPT else _words(text, language)


def _words(text: str, language: str) -> tuple[Word, ...]:
    found = []
    for match in TOKEN.finditer(text):
        start = match.start()
        for raw in _parts(match.group(), language):
            end = start + len(raw)
            found.append(Word(raw, *_forms(raw, language), start, end))
            start = end
    return tuple(found)


_kept = lru_cache(maxsize=1024)(_words)  # each step of a telling reads a sentence again


@lru_cache(maxsize=65536)
def _forms(raw: str, language: str) -> tuple[str, str]:
    """A word as it is compared, and its stem."""
    norm = fold(raw)
    return norm, stem(norm, language)


def _parts(raw: str, language: str) -> list[str]:
    """`d'euros` is two words where a language elides; `don't` stays one."""
    if raw.isalnum() or not lexicon(language).elides:
        return [raw]
    return [part for part in _ELISION.split(raw) if part]


def without_accents(text: str) -> str:
    """The text in letters without their marks: `El País` is `El Pais`."""
    if text.isascii():
        return text
    parts = unicodedata.normalize("NFKD", text)
    return "".join(char for char in parts if not unicodedata.combining(char))


def fold(raw: str) -> str:
    """The word as it is compared: compatibility forms joined, case and a final 's dropped."""
    if raw.isascii():
        norm = raw.lower()
    else:
        norm = unicodedata.normalize("NFKC", raw).casefold().translate(APOSTROPHES)
    if norm.endswith("'s"):
        return norm[:-2]
    return norm.removesuffix("'") or norm


def stem(norm: str, language: str) -> str:
    """The word without its commonest ending; at least three letters stay.

    It errs towards keeping words apart: a wrong match lets an untrue word through.
    """
    for suffix in lexicon(language).suffixes:
        if norm.endswith(suffix) and len(norm) - len(suffix) >= _LEAST_STEM:
            root = norm[: -len(suffix)]
            if suffix == "y" and root[-1] in "aeou":  # "stay", as in "stays"
                return norm
            doubled = len(root) > _LEAST_STEM and root[-1] == root[-2] and root[-1] not in "aeiousl"
            return root[:-1] if doubled else root
    return norm
