"""The words of a story by which names are known, in each of their forms."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from digest.grounding.evidence import Evidence
from digest.language.aliases import aliases, endings
from digest.language.outlets import spelled_on
from digest.language.passage import Name, Passage
from digest.language.words import Word, without_accents, words
from digest.model import Citation

FAMILY = 4
"""Letters that forms of one name share at least: `Iran`, `Iranian`."""
ACRONYM = 3
"""Letters of an acronym from which on a name may be its words."""
SHORT_LABEL = 5
"""Letters of a host's label under which it has to be a name whole, or its first letters."""
_UNMARKED = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe"})


@dataclass(frozen=True)
class Vocabulary:
    """The words of a story, of its headlines and of its outlets' names."""

    places: Mapping[str, tuple[Citation, ...]]
    """Every word as `key` gives it, to the sentences that have it."""
    families: Mapping[str, tuple[str, ...]]
    """The words by their first letters."""
    capitals: frozenset[str]
    """Those written with a capital somewhere: `US`, not `us`."""
    initials: frozenset[str]
    """`fbi`, where the story has `Federal Bureau of Investigation`."""
    outlets: frozenset[str]
    """The words of the outlets' names."""
    endings: frozenset[str]
    """Of the names of its languages."""
    labels: frozenset[str]
    """Of outlets that are known by their host alone: `nytimes`."""

    def has(self, word: str) -> bool:
        """Whether the story has the word, its plural or singular, its people or its country."""
        places = self.places
        if word in places or f"{word}s" in places or word.removesuffix("s") in places:
            return True
        kin = self.families.get(word[:FAMILY], ()) if len(word) >= FAMILY else ()
        return any(_is_form(word, other, self.endings) for other in kin)

    def has_outlet(self, told: Sequence[str]) -> bool:
        """Whether it names an outlet of the story, or one whose host it has: `New York Times`."""
        own = tuple(part for part in told if part != "the")
        is_named = self.outlets.issuperset(own)
        return bool(own) and (is_named or any(_abbreviates(lb, own) for lb in self.labels))

    def has_alias(self, phrase: str, language: str) -> bool:
        """Whether the story calls it otherwise: `Britain` for `UK`."""
        others = aliases(language).get(phrase, frozenset())
        return any(all(map(self._is_name, other.split())) for other in others)

    def _is_name(self, word: str) -> bool:
        return word in self.capitals or (len(word) > FAMILY and word in self.places)


def vocabulary_of(evidence: Evidence) -> Vocabulary:
    """The vocabulary of the whole story."""
    places: defaultdict[str, list[Citation]] = defaultdict(list)
    initials: set[str] = set()
    capitals: set[str] = set()
    for passage in evidence.told:
        for word in dict.fromkeys(_keys(passage.tokens)):
            places[word] += [passage.citation] if passage.citation else []
        capitals.update(_keys([w for w in passage.tokens if w.is_capital or w.norm == "."]))
        for _, _, letters in _runs(passage):
            initials.update(part for whole in letters for part in _pieces(whole))
    outlets = {w for article in evidence.articles for w in _keys(words(article.source, "en"))}
    for word in sorted(outlets):
        _ = places[word]
    families: defaultdict[str, list[str]] = defaultdict(list)
    for word in places:
        families[word[:FAMILY]].append(word)
    return Vocabulary(
        {word: tuple(where) for word, where in places.items()},
        {begin: tuple(found) for begin, found in families.items()},
        frozenset(capitals),
        frozenset(initials),
        frozenset(outlets),
        frozenset[str]().union(*(endings(article.language) for article in evidence.articles)),
        frozenset(_labels(article.source for article in evidence.articles)),
    )


def parts(name: Name, passage: Passage) -> tuple[str, ...]:
    """The parts of a name as they are looked up: `F.B.I.` is one, the `F` of `John F. Olsen` no."""
    tokens = passage.tokens[name.first : name.last + 1]
    own = [w for w in tokens if len(w.norm) == 1 or w.norm in name.parts or not w.is_word]
    return tuple(part for part in _keys(own) if len(part) > 1)


def key(norm: str) -> str:
    """A word without its accents: `El País` is `El Pais`."""
    return norm if norm.isascii() else without_accents(norm.translate(_UNMARKED))


def _labels(sources: Iterable[str]) -> Iterator[str]:
    """The parts of hosts that may name an outlet; two letters are anybody's initials."""
    for source in sources:
        if " " not in source:
            host = source.lower().split(".")
            yield from (label for label in host[: len(host) - 1 or 1] if len(label) >= ACRONYM)


def _abbreviates(label: str, told: Sequence[str]) -> bool:
    """Whether a label is made of the beginnings of all the words: `nytimes`, `abc` of `abcnews`.

    A short one of their first letters alone: three letters fit many a name.
    """
    if len(label) < SHORT_LABEL:
        return label in ("".join(told), "".join(part[0] for part in told))
    is_begun = len(told) == 1 and len(told[0]) >= ACRONYM and label.startswith(told[0])
    return is_begun or _is_made_of(label, told)


def _is_made_of(label: str, told: Sequence[str]) -> bool:
    reached = {0}
    for word in told:
        reached = spelled_on(reached, word, label)
    return len(label) in reached


def _pieces(letters: str) -> Iterator[str]:
    """Runs of two letters and more: `dea` of `usdea`."""
    for low in range(len(letters) - 1):
        yield from (letters[low:high] for high in range(low + 2, min(len(letters), low + 8) + 1))


def _is_form(one: str, other: str, endings: frozenset[str]) -> bool:
    """Whether two words are a name and what is made of it: `congress`, `congressional`."""
    shared = 0
    while shared < min(len(one), len(other)) and one[shared] == other[shared]:
        shared += 1
    return shared >= FAMILY and one[shared:] in endings and other[shared:] in endings


def spelled_out(claim: Passage, vocabulary: Vocabulary) -> frozenset[int]:
    """Words of the claim that write out an acronym of the story: `Federal Bureau of ...`.

    The acronym may leave out the last ones: CDC is `Centers for Disease Control and Prevention`.
    """
    return frozenset(
        at
        for first, last, letters in _runs(claim)
        if any(
            short in vocabulary.places
            for whole in letters
            for short in (whole[:end] for end in range(ACRONYM, len(whole) + 1))
        )
        for at in range(first, last + 1)
    )


def _keys(tokens: Sequence[Word]) -> Iterator[str]:
    """The words as they are looked up; the letters of `F.B.I.` as one, too."""
    letters = ""
    for at, word in enumerate(tokens):
        is_letter = word.is_word and len(word.norm) == 1
        if is_letter:
            letters += word.norm
        elif not (word.norm == "." and letters and tokens[at - 1].end == word.start):
            if len(letters) > 1:
                yield letters
            letters = ""
        if word.is_word:
            yield key(word.norm)
    if len(letters) > 1:
        yield letters


def _runs(passage: Passage) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Runs of capitalised words with small links, and their initials without and with the links."""
    tokens, links = passage.tokens, passage.lexicon.name_links
    at = 0
    while at < len(tokens):
        last = at
        begins = tokens[at].is_capital and tokens[at].norm not in links
        while begins and (ahead := _next_capital(tokens, last, links)) is not None:
            last = ahead
        if last > at:
            run = [word for word in tokens[at : last + 1] if word.is_word]
            large = "".join(word.norm[0] for word in run if word.is_capital)
            yield at, last, tuple(dict.fromkeys((large, "".join(word.norm[0] for word in run))))
        at = last + 1


def _next_capital(tokens: Sequence[Word], last: int, links: frozenset[str]) -> int | None:
    """The next capitalised word, over at most two links."""
    for ahead in range(last + 1, min(last + 4, len(tokens))):
        word = tokens[ahead]
        if word.is_word and word.is_capital:
            return ahead
        if word.norm not in links and word.text not in ("-", "&"):
            return None
    return None
