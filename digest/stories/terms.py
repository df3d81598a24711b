"""The words of an article as numbers that are the same on every run and machine."""

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from hashlib import blake2b

from digest.language.lexicons import Lexicon, everywhere, languages, lexicon

WORD = re.compile(r"([^\W_]+(?:'(?!s\b)[^\W\d_]+)*(?:[.,]\d+)*)(?:'s\b)?")
"""Words and figures; what one owns ("the mayor's") is the one who owns it."""
CJK = "\u2e80"
"""Scripts from here on are written without spaces: pairs of characters serve as words."""
_INSIDE = re.compile(r"(?<=[\w,;] )[^\W\d_a-z][\w'’-]+")
"""Words inside a sentence that may have a capital: it says nothing of one that opens it."""
_BESIDE = re.compile(r"(?<=[\w,;] )[^\W\d_a-z][\w'’-]+(?: [^\W\d_a-z][\w'’-]+)+")
"""Several of them in a row."""
ANY_CJK = re.compile(f"[{CJK}-\U0010ffff]")

NOT = "not "
"""Before the stem of a word that is negated."""
_LEAST_STEM = 4
"""Letters that stay of a word without its ending."""


@cache
def stop_words() -> frozenset[str]:
    """Words of all languages that tell no story from another: an article's may not be known."""
    return frozenset(everywhere("story_stopwords"))


@cache
def _of_many() -> frozenset[str]:
    """What two reports of one week share: days and months, and `Police`, `Group`, `Street`."""
    known = [lexicon(code) for code in languages()]
    days = (day for one in known for day in (*one.weekdays, *one.months))
    return frozenset(days).union(*(one.institutions | one.named_by_days for one in known))


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


def names_of(text: str) -> set[int]:
    """The terms of the words that are written as names, but for those of many."""
    return _named(word for word in _INSIDE.findall(text) if word[0].isupper())


def sure_names_of(text: str) -> set[int]:
    """Those that stand beside another one, where a noun has a capital too: `Anna Weber`."""
    rows = (row.split() for row in _BESIDE.findall(text))
    return _named(word for row in rows if all(w[0].isupper() for w in row) for word in row)


def _named(names: Iterable[str]) -> set[int]:
    return set(terms_of(word for word in words_of(" ".join(names)) if word not in _of_many()))


def claims(words: Iterable[str], known: Lexicon) -> set[str]:
    """The figures among the words, spelled ones in digits, and the words behind a negation.

    Two texts may differ by these alone, and tell two things.
    """
    found, is_negated = set[str](), False
    for word in words:
        number = known.numbers.get(word)
        if word[0].isdigit():
            found.add(word)
        elif number is not None and number > 1:
            found.add(f"{number:g}")
        if word in known.negators or word.endswith(known.negator_endings):
            is_negated = True
        elif is_negated and term_of(word):
            found.add(NOT + stem(word))
            is_negated = False
    return found
