"""The words of an article as numbers that are the same on every run and machine."""

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from hashlib import blake2b

from digest.language.lexicons import everywhere

WORD = re.compile(r"([^\W_]+(?:'(?!s\b)[^\W\d_]+)*(?:[.,]\d+)*)(?:'s\b)?")
"""Words and figures; what one owns ("the mayor's") is the one who owns it."""
CJK = "\u2e80"
"""Scripts from here on are written without spaces: pairs of characters serve as words."""
ANY_CJK = re.compile(f"[{CJK}-\U0010ffff]")

_LEAST_STEM = 4
"""Letters that stay of a word without its ending."""


@cache
def stop_words() -> frozenset[str]:
    """Words of all languages that tell no story from another: an article's may not be known."""
    return frozenset(everywhere("story_stopwords"))


@lru_cache(maxsize=1 << 17)
def number_of(word: str) -> int:
    """A 63-bit number for a word: Python's own `hash` differs from run to run."""
    return int.from_bytes(blake2b(word.encode(errors="replace"), digest_size=8).digest()) >> 1


def words_of(text: str) -> list[str]:
    """Words and figures in reading order, in lower case, possessives dropped."""
    words: list[str] = WORD.findall(text.lower().replace("’", "'"))
    if not ANY_CJK.search(text):
        return words
    found: list[str] = []
    for word in words:
        if word >= CJK:
            found.extend(word[at : at + 2] for at in range(max(1, len(word) - 1)))
        else:
            found.append(word)
    return found


def stem(word: str) -> str:
    """A crude stem: enough to bring "strikes", "striking" and "strike" together."""
    if not word.isascii() or word[-1].isdigit():
        return word
    for suffix in ("ings", "ing", "edly", "ed", "es", "s", "ly"):
        if (
            word.endswith(suffix)
            and len(word) - len(suffix) >= _LEAST_STEM
            and not word.endswith("ss")
        ):
            word = word.removesuffix(suffix)
            break
    return word[:-1] if word.endswith("e") and len(word) > _LEAST_STEM else word


@lru_cache(maxsize=1 << 17)
def term_of(word: str) -> int:
    """The number of the word's stem; 0 for a word that carries no meaning by itself."""
    return number_of(stem(word)) if len(word) > 1 and word not in stop_words() else 0


def terms_of(words: Iterable[str]) -> Iterator[int]:
    """The terms of the words that carry meaning, in order."""
    return filter(None, map(term_of, words))
