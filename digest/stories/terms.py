"""The words of an article as numbers that are the same on every run and machine."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from hashlib import blake2b

WORD = re.compile(r"([^\W_]+(?:'(?!s\b)[^\W\d_]+)*(?:[.,]\d+)*)(?:'s\b)?")
"""Words and figures; what one owns ("the mayor's") is the one who owns it."""
CJK = "\u2e80"
"""Scripts from here on are written without spaces: pairs of characters serve as words."""
ANY_CJK = re.compile(f"[{CJK}-\U0010ffff]")

STOP_WORDS = frozenset(
    """
    a about after again against ago all also am among an and another any are around as at away be
    because been before being between both but by came can come could day days despite did do does
    during each even every few first for former from get go going got had has have having he her
    here hers him his how however i if in including into is it its itself just last later latest
    least less like made make many may me might month months more most mr mrs ms much must my near
    new news no nor not now of off on once one only or other our out over own part per put read
    reported reportedly reports said same saw say saying says see she should since so some still
    such take than that the their them then there these they this those though three through time
    to today told too took toward two under until up upon us use used very via was way we week
    weeks well went were what when where whether which while who whose why will with within
    without would year years yesterday yet you your
    according added monday tuesday wednesday thursday friday saturday sunday
    der die das den dem des ein eine einen einem einer und oder aber nicht mit von zu zum zur im
    auf für ist sind war wird werden hat haben sich auch als wie bei nach aus über vor dass es er
    sie wir ihr
    le la les un une des du de et ou mais ne pas avec pour par dans sur est sont été ont qui que
    ce cette ces il elle ils elles nous vous leur son sa ses au aux plus
    el los las una unos unas y o pero no con por para en es son fue ha han que se su sus al del lo
    il lo gli i una di da e ma non per tra è sono stato che si suo sua nel nella alla
    """.split()  # noqa: SIM905 -- a list of words reads better as prose
)
_LEAST_STEM = 4
"""Letters that stay of a word without its ending."""


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
    return number_of(stem(word)) if len(word) > 1 and word not in STOP_WORDS else 0


def terms_of(words: Iterable[str]) -> Iterator[int]:
    """The terms of the words that carry meaning, in order."""
    return filter(None, map(term_of, words))
