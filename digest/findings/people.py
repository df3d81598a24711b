"""The people of an article: their names in full, what they are, and whether `she` can mean them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from digest.findings.full_names import full_names, is_cut
from digest.findings.roles import Role, is_owner, office_of, role_of
from digest.grounding.evidence import Evidence
from digest.language.aliases import aliases
from digest.language.lexicons import Lexicon
from digest.language.offices import is_office
from digest.language.passage import Name, Passage
from digest.language.words import Word

_POSSESSIVE = ("'s", "’s", "'", "’")
_LONGEST_NAME = 4
"""Words; more are a list of names or a line of a headline."""
_SHORTEST_POST, _LONGEST_POST = 2, 4
"""Letters of `MP`; `J` is an initial, and `PARIS` is where it happened."""
_SHORTEST_SHOUT = 3
"""Letters in capitals that are no initials: `LONDON`."""
_STOPS = ".!?…”\"’'»“"
_MOST_CAPITALS = 0.7
"""Share of a line's words in capitals from which it is a headline in title case."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody, as the reader should see them."""

    name: str
    role: str | None = None


@dataclass(slots=True)
class _Names:
    """The names of an article, as they were read."""

    fulls: dict[str, Counter[str]] = field(default_factory=dict)
    """Full names by each of their parts."""
    roles: dict[str, Role] = field(default_factory=dict)
    """What a full name is first said to be."""
    called: dict[str, set[str]] = field(default_factory=dict)
    """The words that stand right before a name: `Mrs`, `brother`."""
    inside: Counter[str] = field(default_factory=Counter)
    """How often each name stands elsewhere than first in its sentence."""
    places: set[str] = field(default_factory=set)
    """Names that stand behind `in`, `at` ..."""
    women: Counter[str] = field(default_factory=Counter)
    men: Counter[str] = field(default_factory=Counter)
    """How often a sentence that names nobody else calls them `she`, and `he`."""

    def learn(self, passage: Passage, lower: frozenset[str]) -> None:
        if _is_title_case(passage):
            return
        is_sentence = passage.text.rstrip()[-1:] in _STOPS  # a caption or headline has no stop
        names = full_names(passage)
        texts = [bare(passage, name) for name in names]
        self._learn_sex(passage, names, texts)
        for name, text in zip(names, texts, strict=True):
            if not text:
                continue
            if not name.is_opening:
                self.inside[text] += 1
            before = passage.tokens[name.first - 1].norm if name.first else ""
            if before in passage.lexicon.place_prepositions:
                self.places.add(text)
            may_be_longer = name.is_opening and text.split()[0].casefold() in lower
            if (
                is_sentence
                and is_full(text, passage.lexicon)
                and not (may_be_longer or is_cut(passage, name) or _is_in_office(passage, name))
            ):
                for part in (part for part in text.split() if not part.islower()):
                    self.fulls.setdefault(part.casefold(), Counter())[text] += 1
                role = role_of(passage, name)
                if role:
                    self.roles.setdefault(text, role)

    def _learn_sex(self, passage: Passage, names: Sequence[Name], texts: Sequence[str]) -> None:
        tokens, lex = passage.tokens, passage.lexicon
        for name, text in zip(names, texts, strict=True):
            before = [word for word in tokens[: name.first] if word.is_word][-1:]
            before += tokens[name.first : name.first + office_of(passage, name)]
            self.called.setdefault(text, set()).update(w.norm for w in before)
        stops = [at for at, word in enumerate(tokens) if word.text in "!?."]
        for first, end in pairwise([0, *stops, len(tokens)]):
            named = {
                text for name, text in zip(names, texts, strict=True) if first <= name.first < end
            }
            if len(named) == 1:
                own = [tokens[at].norm for at in range(first, end) if at not in passage.said]
                self.women[min(named)] += sum(norm in lex.women for norm in own)
                self.men[min(named)] += sum(norm in lex.men for norm in own)


def people_of(evidence: Evidence) -> dict[str, "People"]:
    """For each article's id the people it names."""
    found = {}
    for article in evidence.articles:
        names = _Names()
        for passage in evidence.passages(article.id):
            names.learn(passage, evidence.lower_words)
        found[article.id] = People(names, evidence.lower_words)
    return found


class People:
    """Who is named in an article; a surname is resolved to the full name that the article has."""

    def __init__(self, names: _Names, lower: frozenset[str]) -> None:
        self._names = names
        self._lower = lower

    def person(self, passage: Passage, name: Name) -> Person | None:
        """Who a name means; None where it is no person's, or the article has not all of it."""
        text = bare(passage, name)
        if not text or is_cut(passage, name) or _is_no_person(passage, text):
            return None
        role = role_of(passage, name)
        if is_full(text, passage.lexicon):
            known = self._whole(passage, name, text)
            return Person(known, self._printed(role) or self._printed(self._names.roles.get(known)))
        if " " in text:
            return None
        fulls = self._names.fulls.get(text.casefold(), Counter())
        full = _one(fulls)
        if full is None or _is_no_person(passage, full):
            return None
        return Person(full, self._printed(self._names.roles.get(full)) or self._printed(role))

    def _printed(self, role: Role | None) -> str | None:
        """The words of a role, where it is certain which of them begins it."""
        is_sure = role and (role.opening is None or self._names.inside[role.opening] > 0)
        return role.text if role and is_sure else None

    def _whole(self, passage: Passage, name: Name, text: str) -> str:
        """`Ada Lund` of `Meanwhile Ada Lund`, `Ada Lo Lund` of `Lo Lund`."""
        parts = text.split()
        known = self._names.fulls.get(parts[-1].casefold(), Counter())
        if longer := next((full for full in known if full.endswith(f" {text}")), None):
            return longer
        shorter = " ".join(parts[1:])
        is_first = name.is_opening and not office_of(passage, name)
        may_open = shorter in known or (" " in shorter and parts[0].casefold() in self._lower)
        return shorter if is_first and may_open else text

    def writes_small(self, name: Name) -> bool:
        """Whether the story has its first word without a capital, too."""
        return name.parts[0] in self._lower

    def may_be_meant(self, person: Person, pronouns: frozenset[str], words: Lexicon) -> bool:
        """Whether one of the pronouns can stand for the person.

        The article has to tell whether it speaks of a woman or a man, or to name nobody else.
        """
        is_woman, is_man = self._sex(person, words)
        if is_woman != is_man:
            return not pronouns.isdisjoint(words.women if is_woman else words.men)
        return not is_woman and self._names_nobody_else(person)

    def _sex(self, person: Person, words: Lexicon) -> tuple[bool, bool]:
        forms = {person.name, *person.name.split()}
        called = {part.casefold() for part in (person.role or "").split()}
        called |= set[str]().union(*(self._names.called.get(form, ()) for form in forms))
        if not called.isdisjoint(words.women | words.men):
            return not called.isdisjoint(words.women), not called.isdisjoint(words.men)
        women, men = self._names.women, self._names.men
        return any(women[form] for form in forms), any(men[form] for form in forms)

    def _names_nobody_else(self, person: Person) -> bool:
        own = set(person.name.split())
        return all(
            own & set(full.split()) for fulls in self._names.fulls.values() for full in fulls
        )

    def is_person(self, person: Person) -> bool:
        """Whether a full name has a role or is used by a part of it, and is nowhere a place."""
        is_used = any(self._names.inside[part] > 0 for part in person.name.split())
        return (person.role is not None or is_used) and self.may_be_person(person)

    def may_be_person(self, person: Person) -> bool:
        """Whether it is a full name that is nowhere a place."""
        last = person.name.split()[-1]
        return last != person.name and not {person.name, last} & self._names.places


def bare(passage: Passage, name: Name) -> str:
    """The name without titles, offices and owners before it, as it is written."""
    tokens, lex = passage.tokens, passage.lexicon
    first = name.first + office_of(passage, name)
    owners = [at for at in range(first, name.last) if is_owner(passage, at)]
    first = owners[-1] + 1 if owners else first
    words = tokens[first : name.last + 1]
    if all(is_office(word.norm, passage.language) or word.norm in lex.qualifiers for word in words):
        return ""
    if name.is_opening and first == name.first < name.last:
        openers = lex.prepositions | lex.conjunctions | lex.points_back | lex.time_adverbs
        first += tokens[first].norm in openers
    while first <= name.last and (
        tokens[first].norm in lex.titles
        or not tokens[first].is_word
        or (first + 2 <= name.last and _is_no_name(tokens[first], passage.language))
    ):
        first += 1
    if first > name.last:
        return ""
    text = passage.between(first, name.last)
    return next((text.removesuffix(mark) for mark in _POSSESSIVE if text.endswith(mark)), text)


def _is_no_name(word: Word, language: str) -> bool:
    """`CTO`, `EU` before a name in full: a post or a place that the lexicon need not know."""
    is_shouted = word.text.isupper() and _SHORTEST_POST <= len(word.text) <= _LONGEST_POST
    return is_shouted or word.norm in aliases(language)


def is_full(text: str, words: Lexicon) -> bool:
    """Whether it is a whole name: two to four words, particles not counted, none shouted."""
    parts = [part for part in text.split() if not part.islower()]
    if any(part.casefold() in words.name_prefixes for part in parts):  # `PM`, `Ex`
        return False
    return 1 < len(parts) <= _LONGEST_NAME and not any(
        part.isupper() and len(part.strip(".")) >= _SHORTEST_SHOUT for part in parts
    )


def _is_in_office(passage: Passage, name: Name) -> bool:
    """`State Ada Lund` of `Secretary of State Ada Lund`."""
    before = passage.tokens[max(0, name.first - 2) : name.first]
    return (
        len(before) > 1
        and is_office(before[0].norm, passage.language)
        and before[1].norm in passage.lexicon.prepositions
    )


def _is_no_person(passage: Passage, text: str) -> bool:
    """`Velmouth Harbour Authority`, `Senate Republicans`: a body, a people or a country."""
    lex = passage.lexicon
    parts = [part.casefold() for part in text.replace("-", " ").split()]
    is_known = len(parts[-1]) > _SHORTEST_SHOUT and parts[-1] in aliases(passage.language)
    return is_known or not lex.institutions.isdisjoint(parts) or any(map(str.isdigit, text))


def _one(fulls: Counter[str]) -> str | None:
    """The full name, where all of them are forms of one: with and without an initial."""
    longest = max(fulls, key=lambda full: len(full.split()), default="")
    if not longest or any(set(full.split()) - set(longest.split()) for full in fulls):
        return None
    return fulls.most_common(1)[0][0]


def _is_title_case(passage: Passage) -> bool:
    words = [word for word in passage.tokens if word.is_word]
    capitals = sum(word.is_capital for word in words)
    return len(words) > _LONGEST_NAME and capitals > _MOST_CAPITALS * len(words)
