"""The people of an article: their names in full, and what they are."""

from collections import Counter
from dataclasses import dataclass, field

from digest.grounding.evidence import Evidence
from digest.language.lexicons import Lexicon
from digest.language.passage import Name, Passage

LONGEST_ROLE = 9
"""Words; longer appositions tell a story of their own."""
KNOWN = 3
"""Times that a single name is written inside sentences before it counts as somebody's."""
_MARKS = frozenset(',.;:()—–“”"«»„')
_POSSESSIVE = ("'s", "’s", "'", "’")
_LONGEST_NAME = 4
"""Words; more are a list of names or a line of a headline."""
_SHORTEST_SHOUT = 3
"""Letters in capitals that are no initials: `LONDON`."""
_LONGEST_ROLE = 4
"""Words of an office before a name."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody, as the reader should see them."""

    name: str
    role: str | None = None


@dataclass(slots=True)
class _Names:
    """The names of some sentences, as they were read."""

    fulls: dict[str, Counter[str]] = field(default_factory=dict)
    """Full names by their last part."""
    roles: dict[str, str] = field(default_factory=dict)
    """What a full name is first said to be."""
    inside: Counter[str] = field(default_factory=Counter)
    """How often each name stands elsewhere than first in its sentence."""
    places: set[str] = field(default_factory=set)
    """Names that stand behind `in`, `at` ..."""

    def learn(self, passage: Passage) -> None:
        for name in passage.names:
            text = bare(passage, name)
            if not text:
                continue
            if not name.is_opening:
                self.inside[text] += 1
            before = passage.tokens[name.first - 1].norm if name.first else ""
            if before in passage.lexicon.place_prepositions:
                self.places.add(text)
            if " " in text and len(text.split()) <= _LONGEST_NAME and not text.isupper():
                self.fulls.setdefault(text.split()[-1].casefold(), Counter())[text] += 1
                role = role_of(passage, name)
                if role:
                    self.roles.setdefault(text, role)

    def add(self, other: "_Names") -> None:
        for last, fulls in other.fulls.items():
            self.fulls.setdefault(last, Counter()).update(fulls)
        self.roles = other.roles | self.roles
        self.inside.update(other.inside)
        self.places |= other.places


def people_of(evidence: Evidence) -> dict[str, "People"]:
    """For each article's id the people it names."""
    story, own = _Names(), {article.id: _Names() for article in evidence.articles}
    for article_id, names in own.items():
        for passage in evidence.passages(article_id):
            names.learn(passage)
        story.add(names)
    return {key: People(names, story, evidence.lower_words) for key, names in own.items()}


class People:
    """Who is named in an article; surnames are resolved to full names within the story."""

    def __init__(self, own: _Names, story: _Names, lower: frozenset[str]) -> None:
        self._own = own
        self._story = story
        self._lower = lower

    def person(self, passage: Passage, name: Name) -> Person | None:
        """Who a name means; None where it is no name, or names an unknown somebody."""
        text = bare(passage, name)
        role = role_of(passage, name)
        parts = text.split()
        if not parts:
            return None
        if len(parts) > 1:
            is_shouted = any(part.isupper() and len(part) >= _SHORTEST_SHOUT for part in parts)
            return None if is_shouted else Person(text, role or self._role(text))
        last = parts[0].casefold()
        fulls = self._own.fulls.get(last) or self._story.fulls.get(last, Counter())
        if len(fulls) == 1:
            full = next(iter(fulls))
            return Person(full, self._role(full) or role)
        if fulls or last in self._lower or self._story.inside[text] < KNOWN:
            return None
        return Person(text, role)

    def _role(self, full: str) -> str | None:
        return self._own.roles.get(full) or self._story.roles.get(full)

    def is_person(self, person: Person) -> bool:
        """Whether a full name has a role or is used by its surname, and is nowhere a place."""
        last = person.name.split()[-1]
        return (person.role is not None or self._story.inside[last] > 0) and self.may_be_person(
            person
        )

    def may_be_person(self, person: Person) -> bool:
        """Whether it is a full name that is nowhere a place."""
        last = person.name.split()[-1]
        return last != person.name and not {person.name, last} & self._story.places


def bare(passage: Passage, name: Name) -> str:
    """The name without titles and offices before it, as it is written."""
    first = name.first + _office(passage, name)
    titles = passage.lexicon.titles
    offices = _roles(passage) | passage.lexicon.qualifiers
    if all(word.norm in offices for word in passage.tokens[first : name.last + 1]):
        return ""
    while first <= name.last and (
        passage.tokens[first].norm in titles or not passage.tokens[first].is_word
    ):
        first += 1
    if first > name.last:
        return ""
    text = passage.text[passage.tokens[first].start : passage.tokens[name.last].end]
    return next((text.removesuffix(mark) for mark in _POSSESSIVE if text.endswith(mark)), text)


def is_owner(passage: Passage, name: Name) -> bool:
    """`Tarnline's chief executive`: the name does not speak itself."""
    return passage.tokens[name.last].text.endswith(_POSSESSIVE)


def role_of(passage: Passage, name: Name) -> str | None:
    """What the sentence says the person is: before the name, or between commas behind it."""
    office = _office(passage, name)
    if office:
        first, last = passage.tokens[name.first], passage.tokens[name.first + office - 1]
        return passage.text[first.start : last.end]
    return _role_before(passage, name) or _apposition(passage, name)


def _ends_role(passage: Passage, at: int) -> bool:
    word = passage.tokens[at]
    words = passage.lexicon
    ends = (_MARKS, words.relatives, words.role_enders, words.says)
    return any(word.norm in some for some in ends)


def _roles(passage: Passage) -> frozenset[str]:
    return passage.lexicon.roles | passage.lexicon.offices


def _office(passage: Passage, name: Name) -> int:
    """How many words of the capitalised run are an office: `Foreign Minister` Ada Lund."""
    words = passage.tokens[name.first : name.last + 1]
    offices = [at for at, word in enumerate(words) if word.norm in _roles(passage)]
    return offices[-1] + 1 if offices and offices[-1] + 1 < len(words) else 0


def _role_before(passage: Passage, name: Name) -> str | None:
    """`police chief` Ada Lund."""
    tokens, lex = passage.tokens, passage.lexicon
    first = name.first
    while first > 0 and _describes(passage, first - 1, lex) and name.first - first < _LONGEST_ROLE:
        first -= 1
    words = tokens[first : name.first]
    owned = [at for at, word in enumerate(words) if word.text.endswith(_POSSESSIVE)]
    words = words[owned[-1] + 1 :] if owned else words
    if not words or words[-1].norm not in _roles(passage):
        return None
    return passage.text[words[0].start : words[-1].end]


def _describes(passage: Passage, at: int, lex: Lexicon) -> bool:
    word = passage.tokens[at]
    return word.is_word and not word.is_capital and word.norm not in lex.stopwords | lex.says


def _apposition(passage: Passage, name: Name) -> str | None:
    """Ada Lund, `mayor of Velmouth`, said; an age in between is left out."""
    tokens = passage.tokens
    at = name.last + 1
    if at >= len(tokens) or tokens[at].text != ",":
        return None
    at += 1
    if at + 1 < len(tokens) and tokens[at].is_number and tokens[at + 1].text == ",":
        at += 2
    end = at
    while end < len(tokens) and not _ends_role(passage, end):
        end += 1
    words = tokens[at:end]
    if words and words[0].norm in passage.lexicon.determiners:
        words = words[1:]
    if not words or len(words) > LONGEST_ROLE or end >= len(tokens):
        return None
    if tokens[end].is_word and tokens[end].norm not in passage.lexicon.relatives:
        return None
    is_role = any(word.norm in _roles(passage) for word in words)
    return passage.text[words[0].start : words[-1].end] if is_role else None
