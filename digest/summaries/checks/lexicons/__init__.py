"""The words of each language that decide what a sentence claims.

A language without a lexicon gets the empty one: checks that need word lists abstain there.
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
    months: dict[str, int] = field(default_factory=dict)
    weekdays: dict[str, int] = field(default_factory=dict)
    """Monday is 0."""
    days: dict[str, int] = field(default_factory=dict)
    """Days told from the day of the article: `tomorrow` is 1."""
    on: frozenset[str] = frozenset()
    """The words before a day: `on`."""
    percent: frozenset[str] = frozenset()
    above: frozenset[str] = frozenset()
    """`more than`: the value told may lie under the true one."""
    below: frozenset[str] = frozenset()
    """`nearly`: the value told may lie over the true one."""
    about: frozenset[str] = frozenset()
    negators: frozenset[str] = frozenset()
    hedges: dict[str, str] = field(default_factory=dict)
    """Word or phrase to its kind: `possible`, `expected`, `reported`, ..."""
    duties: frozenset[str] = frozenset()
    """`must`: what somebody has to do."""
    owing: frozenset[str] = frozenset()
    """Other words for a duty: `required`, `need`."""
    needs_to: frozenset[str] = frozenset()
    """Hedges that are hedges only before an infinitive: `expected to`."""
    collectives: frozenset[str] = frozenset()
    """Words for many without a plural's ending: `police`, `people`."""
    asks: frozenset[str] = frozenset()
    """Words after which `if` means `whether`."""
    qualifiers: frozenset[str] = frozenset()
    """Words that change an office: `former`, `deputy`."""
    first_person: frozenset[str] = frozenset()
    """`I`, `we`, `our`, lower-case."""
    genitives: frozenset[str] = frozenset()
    """`of`, `into`: behind a noun, what it is a part, a deed or a matter of."""
    articles: frozenset[str] = frozenset()
    """`the`, `a`."""
    generics: frozenset[str] = frozenset()
    """`company`, `vehicle`: nouns that name anew what has another name."""
    relatives: frozenset[str] = frozenset()
    """`that`, behind a noun."""
    joins: frozenset[str] = frozenset()
    """`and`, `or`: what stands behind them is another item or deed."""
    conjoins: frozenset[str] = frozenset()
    """`and`, `with`: they make two actors one."""
    wishes: frozenset[str] = frozenset()
    """`wants`, `asked`: verbs behind which somebody else may do it: `wants him to`."""
    apart: frozenset[str] = frozenset()
    """`of`, `and`: what stands on both sides is no doer and deed."""
    passives: frozenset[str] = frozenset()
    """`was`, `got`: what stands before is done to, not the doer."""
    conjunctions: frozenset[str] = frozenset()
    """Words that begin another clause: `but`, `because`."""
    denials: frozenset[str] = frozenset()
    """Verbs and others that say no without a "not": `refused`, `failed`, `unable`."""
    refusals: frozenset[str] = frozenset()
    """Those of `denials` that must not get lost; all of them where none is listed."""
    harmless: frozenset[str] = frozenset()
    """Phrases with a negator that deny nothing: `not only`, `no doubt`."""
    reporting: frozenset[str] = frozenset()
    """Stems of the verbs of saying, and phrases such as `according to`."""
    says: frozenset[str] = frozenset()
    """Those of `reporting` that are verbs with somebody's words after or before them."""
    tells: frozenset[str] = frozenset()
    """Those of `says` that name who hears it: `told`."""
    sources: frozenset[str] = frozenset()
    """Those of `says` that are no verbs: `according`."""
    inverts: frozenset[str] = frozenset()
    """Verbs of saying that may stand before the speaker: `said Olsen`."""
    copulas: frozenset[str] = frozenset()
    """`is`, `became`, `who`: between a name and its role."""
    titles: frozenset[str] = frozenset()
    """`mr`, `dr`: they stand before a name and are not part of it."""
    roles: frozenset[str] = frozenset()
    """`president`, `mayor`: what a person is."""
    same_roles: dict[str, str] = field(default_factory=dict)
    """A role to the one it is taken for: `attorney` to `lawyer`."""
    anaphors: frozenset[str] = frozenset()
    """Words that stand for, or begin a phrase for, a name given earlier: `he`, `the`."""
    pronouns: frozenset[str] = frozenset()
    """Those that stand as a subject: `he`, `it`, `which`."""
    portions: frozenset[str] = frozenset()
    """`some`, `few`: not all of what follows."""
    degrees: frozenset[str] = frozenset()
    """`strongly`, `entirely`: how much, or how sure."""
    linkers: frozenset[str] = frozenset()
    """`despite`, `because`: they say why or when by what follows."""
    relations: dict[str, str] = field(default_factory=dict)
    """`by`, `after`, `despite`: to what they say of the thing behind them."""
    possessives: frozenset[str] = frozenset()
    """`his`, `their`."""
    objects: frozenset[str] = frozenset()
    """Pronouns that something is done to: `him`."""
    adding: tuple[str, ...] = ()
    """How a verb ends that adds something behind a comma: `leading to`."""
    averages: frozenset[str] = frozenset()
    """`average`, `each`: the figure beside them means something else alone."""
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


def kinds(**words: str) -> dict[str, str]:
    """Hedges by kind."""
    return {word: kind for kind, listing in words.items() for word in listing.split()}


@cache
def opposites(language: str) -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    """Pairs of lists whose words say the reverse of each other; none for most languages."""
    if language != "en":
        return ()
    from digest.summaries.checks.lexicons.en_opposites import PAIRS

    sides = (line.split("|") for line in PAIRS.strip().splitlines())
    return tuple((frozenset(one.split()), frozenset(other.split())) for one, other in sides)
