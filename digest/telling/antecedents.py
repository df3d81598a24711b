"""What a sentence takes as known: "the director", "Olsen" of one who was named in full before.

It can be told once another told sentence, or the headlines, have brought it in.
"""

from collections.abc import Iterator, Sequence

from digest.grounding.evidence import Evidence
from digest.language.lexicons import Lexicon, either
from digest.language.passage import Name, Passage
from digest.language.words import Word
from digest.model import Citation

NOUN_PHRASE = 5
"""Words behind `the` among which its noun is looked for."""

INTRODUCTION = 12
"""Words among which the comma behind an introduction stands."""

TIMES = frozenset({"s", "min", "h", "d", "w", "mo", "y", "dec", "cent"})
"""Units of time, which everybody knows."""

Needs = tuple[frozenset[str], ...]
"""Stems; of each set one has to be told before the sentence."""


def needs(
    passage: Passage, citation: Citation, evidence: Evidence, *, is_headed: bool = True
) -> Needs:
    """What has to be told before the sentence; nothing for one that brings in all it speaks of.

    A first sentence takes up its own headline, where one of the same event will stand over it.
    """
    found = [_defined(passage), *_pointed_at(passage)]
    found += [frozenset((stem,)) for stem in _short_names(passage, citation, evidence)]
    is_under_it = is_headed and not citation.sentence
    known = evidence.headline(citation.article).stems if is_under_it else frozenset[str]()
    return tuple(stems for stems in found if stems and not stems & known)


def _defined(passage: Passage) -> frozenset[str]:
    """The nouns that the sentence opens with as known ones: of `The director said`, `director`.

    Behind a phrase that names nobody, too: `In the end, the director said`.
    """
    tokens = [word for at, word in enumerate(passage.tokens) if at not in passage.said]
    first = next((at for at, word in enumerate(tokens) if word.is_word), len(tokens))
    comma = next((at for at, word in enumerate(tokens[:INTRODUCTION]) if word.text == ","), None)
    known = passage.lexicon
    found = _known_noun(tokens[first:], known)
    if not comma or first >= comma or any(word.is_capital for word in tokens[first + 1 : comma]):
        return found
    is_introduced = tokens[first].norm in known.prepositions | known.conjunctions
    return found | _known_noun(tokens[comma + 1 :], known) if is_introduced else found


def _pointed_at(passage: Passage) -> Iterator[frozenset[str]]:
    """Of `Volunteers cleaned this bay`, `bay`; nothing of `this year`, or of a bay named before."""
    known, told = passage.lexicon, set[str]()
    for at, word in enumerate(passage.tokens):
        if word.norm in known.demonstratives and at not in passage.said:
            phrase, _ = _phrase(passage.tokens[at + 1 : at + NOUN_PHRASE + 1], known)
            stems = {one.stem for one in phrase if one.is_word}
            if stems and not _is_of_time(phrase, known) and told.isdisjoint(stems):
                yield frozenset(stems)
        told.add(word.stem)


def _is_of_time(phrase: Sequence[Word], known: Lexicon) -> bool:
    """Whether it is `year`, `summer` or `Friday`."""
    return any(
        known.units.get(word.norm) in TIMES
        or word.norm in known.parts_of_time
        or word.norm in known.weekdays
        or word.norm in known.months
        or (word.is_capital and not known.nouns_are_capital)
        for word in phrase
    )


def _known_noun(tokens: Sequence[Word], known: Lexicon) -> frozenset[str]:
    """None where the phrase tells itself which one it means: by a name, `of ...`, `who ...`."""
    if not tokens or tokens[0].norm not in known.definite:
        return frozenset()
    whole, rest = _phrase(tokens[1 : NOUN_PHRASE + 2], known)
    phrase = _before_verb(whole, known)
    is_named = any(word.is_capital for word in phrase) and not known.nouns_are_capital
    following = rest[0] if rest else None
    is_reporting = len(phrase) < len(whole) or (bool(phrase) and phrase[-1].norm in _verbs(known))
    is_explained = (
        not is_reporting
        and following is not None
        and (
            following.norm in known.complements
            or (known.nouns_are_capital and following.is_capital and following.is_word)
        )
    )
    is_sole = any(word.norm in known.sole or word.norm in known.ordinals for word in phrase)
    if is_named or is_explained or is_sole:
        return frozenset()
    return frozenset(word.stem for word in phrase if word.is_word)


def _before_verb(phrase: Sequence[Word], known: Lexicon) -> Sequence[Word]:
    """`ferry` of `the ferry reached Tarn`, whose name is behind the verb; else the phrase."""
    past = either(known.past_tense)
    verb = next((at for at, one in enumerate(phrase) if past and past.fullmatch(one.norm)), 0)
    return phrase[:verb] if any(word.is_capital for word in phrase[verb:]) and verb else phrase


def _verbs(known: Lexicon) -> frozenset[str]:
    """Behind a noun they leave it unexplained: `The company confirmed that`."""
    return known.says | known.reporting_verbs | known.admissions


def _phrase(tokens: Sequence[Word], known: Lexicon) -> tuple[list[Word], Sequence[Word]]:
    """The words up to the first small one or mark, hyphens left in; and what follows them.

    Where nouns are capital, up to the first of them.
    """
    found: list[Word] = []
    for at, word in enumerate(tokens):
        is_end = not (word.is_word or word.is_number or word.text == "-")
        if is_end or word.norm in known.stopwords or word.norm in known.complements:
            return found, tokens[at:]
        found.append(word)
        if known.nouns_are_capital and word.is_capital:
            return found, tokens[at + 1 :]
    return found, ()


def _short_names(passage: Passage, citation: Citation, evidence: Evidence) -> Iterator[str]:
    """The stems of names that the article gave in full before and the sentence does not."""
    whole = {part for name in passage.names for part in name.parts if _is_whole(name)}
    article = evidence.article(citation.article)
    before = {
        part
        for at in range(citation.sentence)
        for name in evidence.passage(Citation(article.id, at)).names
        for part in name.parts[1:]  # `Lund` of `Ada Lund`, `Brandt` of `Oskar Brandt Jr`
    }
    for name in passage.names:
        part = name.parts[0]
        if not _is_whole(name) and name.first not in passage.said and part in before - whole:
            yield passage.tokens[name.last].stem


def _is_whole(name: Name) -> bool:
    return len(name.parts) > 1
