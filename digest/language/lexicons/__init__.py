"""The words of each language by which names, figures, days and speakers are read.

A language without a lexicon gets the empty one: what needs word lists abstains there.
"""

from dataclasses import dataclass, field
from functools import cache
from importlib import import_module

LANGUAGES = ("en", "de", "fr", "es", "it", "pt", "nl")


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """Lower-case words; a phrase is words joined by one space."""

    stopwords: frozenset[str] = frozenset()
    """Articles, pronouns, prepositions, auxiliaries: they carry no content."""
    numbers: dict[str, float] = field(default_factory=dict)
    """Counting words: `two`, `dozen`."""
    scales: dict[str, float] = field(default_factory=dict)
    """`million`, `bn`."""
    ordinals: dict[str, float] = field(default_factory=dict)
    """`third`, in every form."""
    months: dict[str, int] = field(default_factory=dict)
    weekdays: dict[str, int] = field(default_factory=dict)
    """Monday is 0."""
    days: dict[str, int] = field(default_factory=dict)
    """Days told from the day of the article: `tomorrow` is 1."""
    percent: frozenset[str] = frozenset()
    above: frozenset[str] = frozenset()
    """`more than`: the value told may lie under the true one."""
    below: frozenset[str] = frozenset()
    """`nearly`: the value told may lie over the true one."""
    about: frozenset[str] = frozenset()
    negators: frozenset[str] = frozenset()
    qualifiers: frozenset[str] = frozenset()
    """Words that change an office: `former`, `deputy`."""
    first_person: frozenset[str] = frozenset()
    """`I`, `we`, `our`, lower-case."""
    says: frozenset[str] = frozenset()
    """`said`, `according`: what names the one whose words stand beside it."""
    sources: frozenset[str] = frozenset()
    """Those of `says` that are no verbs: `according`."""
    inverts: frozenset[str] = frozenset()
    """Verbs of saying that may stand before the speaker: `said Olsen`."""
    titles: frozenset[str] = frozenset()
    """`mr`, `dr`: they stand before a name and are not part of it."""
    roles: frozenset[str] = frozenset()
    """`president`, `mayor`: what a person is."""
    anaphors: frozenset[str] = frozenset()
    """Words that stand for, or begin a phrase for, a name given earlier: `he`, `the`."""
    nouns_are_capital: bool = False
    """German: a capital says nothing about names."""


EMPTY = Lexicon()


def listed(words: str) -> frozenset[str]:
    """The words of a list; phrases are separated by commas, if there is one."""
    return frozenset(w.strip() for w in words.split("," if "," in words else None) if w.strip())


@cache
def lexicon(language: str) -> Lexicon:
    """The words of a language (ISO 639-1); the empty lexicon where there is none."""
    if language not in LANGUAGES:
        return EMPTY
    module = import_module(f"{__name__}.{language}")
    found = module.LEXICON
    assert isinstance(found, Lexicon)
    return found


def calendar(names: str) -> dict[str, int]:
    """The names of the twelve months, in order, to their numbers."""
    return {name: number for number, name in enumerate(names.split(), 1)}


def week(names: str) -> dict[str, int]:
    """The names of the seven days from Monday, which is 0."""
    return {name: number for number, name in enumerate(names.split())}


def counting(words: str) -> dict[str, float]:
    """`two=2 dozen=12`."""
    pairs = (word.split("=") for word in words.split())
    return {word: float(value) for word, value in pairs}


def ranks(words: str, endings: str) -> dict[str, float]:
    """Words for first, second, third ..., in order, each with every ending."""
    ranked = enumerate(words.split(), 1)
    return {word + end: float(value) for value, word in ranked for end in endings.split()}
