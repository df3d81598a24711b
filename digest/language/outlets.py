"""Outlets: the publisher behind an address, and a name that a reader knows.

Feeds, pages and mails call themselves `World - Post.example`, `RSS`, `Search results for bridge`.
What is a name is told by the address: it is made of the name, whole, in parts or by its initials.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from digest.language.addresses import publisher
from digest.language.lexicons import everywhere
from digest.language.words import without_accents

_HOST = re.compile(r"(?:[\w-]+\.)+[^\W\d_]{2,}")
_SEPARATOR = re.compile(r"\s+(?:[|\-–—·•»>/]|::)+\s*|\s*(?:[|\-–—·•»>/]|::)+\s+|:\s+")
_QUERY = re.compile(r"[\"“„«].*[\"”“»]")
_WORD = re.compile(r"[^\W_]+")
_NO_NAME = " -–—|·•»:,.;/"
_GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe", "æ": "ae"})
_FITS = 0.5
"""Share of an address's letters that a name has to explain to be the name behind it."""
_LEAST_INSIDE = 4
"""Letters of a word that may be found by itself inside an address: `news` and `daily` are in many,
so they explain little; `ap` is in `shape`."""
_MOST_CHARACTERS = 250
"""Characters of a line that are looked at."""
_MOST_WORDS = 5
"""Words of a name; a longer line that spells the address has more in it than the name."""


def outlet_name(told: str | None, address: str | None) -> str | None:
    """The outlet's name in what a feed, a page, a row or a mail calls itself.

    None where that names none: a section, a query. `address` is one of its pages; where there is
    none, the name may itself be an address, and its domain is taken.
    """
    line = " ".join((told or "")[:_MOST_CHARACTERS].split()).strip(_NO_NAME)
    site = publisher(address)
    parts = [part for p in _SEPARATOR.split(line) if (part := _without_labels(p, site))]
    names = [part for part in parts if _is_name(part, site)]
    if not names:
        return None if site else _domain(_without_labels(line, site))
    best = max(names, key=lambda part: likeness(part, site))
    if likeness(best, site) >= _FITS:
        return _spelt(best, site)
    short = (part for part in names if len(part.split()) <= _MOST_WORDS)
    return next((part for part in parts if part.lower() == site), None) or next(short, names[0])


def _domain(line: str) -> str | None:
    address = line if "://" in line else f"//{line}"
    return publisher(address) if _HOST.match(address.partition("//")[2]) else None


def belongs(name: str, site: str | None) -> bool:
    """Tell whether a registered domain is made of the name: it is the outlet's own."""
    return site is not None and (name.lower() == site or likeness(name, site) >= _FITS)


VIA = ", via "
"""Between the name that a place gives an outlet and the place, which alone vouches for it."""


def via(name: str, place: str, site: str | None) -> str:
    """The name, with the place it came from where its address is not the outlet's own.

    A mail may call its sender, and a feed the source of an entry, by any name.
    """
    return name if belongs(name, site) or name == place else f"{name}{VIA}{place}"


def speaker(source: str) -> str:
    """Who vouches for what a source is said to tell: the place, where it is told of another."""
    return source.rpartition(VIA)[2]


def likeness(name: str, site: str | None) -> float:
    """The share of the letters of a domain that the name explains, 0 to 1."""
    label = _label_of(site)
    if not label:
        return 0.0
    return max(_explained(words, label) for words in _spellings(name.removesuffix(".")))


def _label_of(site: str | None) -> str:
    """The letters of a domain that a name may make, `lorne` of lorne.example; empty for none."""
    return re.sub(r"[\W_]", "", _bare((site or "").split(".")[0]))


def _explained(words: list[str], label: str) -> float:
    if any(_spells(words[at:], label) for at in range(len(words))):
        return 1.0
    squeezed = "".join(words)
    inside = [word for word in (squeezed, *words) if len(word) >= _LEAST_INSIDE and word in label]
    return max(map(len, inside), default=0) / len(label)


def _spells(words: list[str], label: str) -> bool:
    """Whether the label is the first words' beginnings in a row: `nytimes` of new, york, times.

    One beginning alone must be a whole word, or long enough to stand for one.
    """
    if words and words[0].startswith(label):
        return words[0] == label or len(label) >= _LEAST_INSIDE
    reached = {0}
    for word in words:
        reached = spelled_on(reached, word, label)
        if len(label) in reached:
            return True
    return False


def spelled_on(reached: Iterable[int], word: str, label: str) -> set[int]:
    """How far a label is spelled, once some beginning of the word follows what was reached."""
    return {
        start + length
        for start in reached
        for length in range(1, len(word) + 1)
        if label.startswith(word[:length], start)
    }


def _spellings(name: str) -> Iterator[list[str]]:
    """The words of a name as an address may have them: accents dropped, or umlauts written out."""
    host = _HOST.fullmatch(name)
    shown = name.rpartition(".")[0] if host else name
    folded = shown.casefold().replace("'", "").replace("’", "").replace("&", " and ")
    yield _WORD.findall(_bare(folded))
    yield _WORD.findall(folded.translate(_GERMAN))


def _bare(text: str) -> str:
    return without_accents(text.casefold())


def _spelt(name: str, site: str | None) -> str:
    """The name without words of a section before it; of many words those that spell the domain."""
    words = name.split()
    first = next((at for at, word in enumerate(words) if word.casefold() not in _sections()), 0)
    rest = " ".join(words[first:])
    if likeness(rest, site) < likeness(name, site):
        return name
    spelling = (word for word in words[first:] if likeness(word, site) == 1.0)
    return rest if len(words) - first <= _MOST_WORDS else next(spelling, rest)


def _is_name(part: str, site: str | None) -> bool:
    """Tell whether a part of a line may be an outlet's name: no address, section or number."""
    words = [word.casefold() for word in _WORD.findall(part)]
    if not any(char.isalpha() for char in part) or "://" in part or _QUERY.fullmatch(part):
        return False
    if _HOST.fullmatch(part) and part == part.lower():
        return False
    others = [word for word in words if word not in _sections()]
    opening = [word for word in words[:2] if word not in others and len(word) >= _LEAST_INSIDE]
    is_list = not others or len(opening) > 1
    return not is_list or likeness(part, site) >= (_FITS if others else 1.0)


@cache
def _sections() -> frozenset[str]:
    return frozenset(everywhere("section_names"))


def _without_labels(part: str, site: str | None) -> str:
    """The part without `RSS feed` and the like at its ends, but for what the address is made of."""
    before, behind = _labels()
    whole = part.strip(_NO_NAME)
    ended = behind.sub("", whole).strip(_NO_NAME)
    bare = behind.sub("", before.sub("", whole)).strip(_NO_NAME)
    return next((name for name in (whole, ended) if _makes_all_of(name, site)), bare)


def _makes_all_of(name: str, site: str | None) -> bool:
    """Whether the address is the whole name: `atomherald` of Atom Herald."""
    label = _label_of(site)
    return bool(label) and any("".join(words) == label for words in _spellings(name))


@cache
def _labels() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Labels of a feed before a name and behind it."""
    labels = "|".join(everywhere("feed_labels"))
    before = re.compile(rf"^(?:{labels})(?=\W|$)\W*", re.IGNORECASE)
    return before, re.compile(rf"\W*(?<!\w)(?:{labels})\)?$", re.IGNORECASE)
