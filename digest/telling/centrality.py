"""Which sentences of a story say what most of its outlets say.

A set of sentences is worth the concepts it covers, each counted once (Gillick and Favre 2009, "A
scalable global model for summarization"): words and pairs of neighbouring words.  A concept weighs
more the more outlets use it, and more again when headlines do.  The sum is divided by a power of
the length, so that a sentence has to earn its place and no target length has to be met.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import fsum

# Tuned on ledes of three outlets (benchmarks/summaries.py); docs/summaries.md says what each buys.
AGREEMENT = 1.25
"""Exponent over the number of outlets that use a concept."""
ALONE = 0.9
"""Taken off each concept's weight: what only one outlet says hardly counts."""
HEADLINE = 0.75
"""What each headline with the word adds; for a pair of words twice that."""
FUNCTION_WORD = 0.3
"""How much a word without content counts; one with content counts 1."""
PAIRS = (0.5, 0.4, 0.3)
"""How much a pair counts with none, one, two words without content."""
POSITION, DEEPEST = 0.95, 12
"""A sentence counts this much of the one before it in its article, for so many steps."""
BREVITY, BREVITY_FLOOR = 0.2, 5
"""The worth of a set is divided by (words + BREVITY_FLOOR) ** BREVITY."""
MATERIAL, MATERIAL_EXPONENT = 1.76, 0.75
"""No more than MATERIAL * words ** MATERIAL_EXPONENT are told of so many words of candidates:
a story of three short ledes does not fill a large budget with what one of them adds."""
DENSITY = 0.6
"""BREVITY for the choice of the first sentence: a lead is short."""
NEWS = 0.65
"""Share of the best one's worth for its length that a sentence of a later day needs to open a story
that is known: no sidelight stands over what happened the day before."""
MUCH_SAID, TAKEN_UP = 13, 3
"""Words with content that a first sentence has, and for how many a word of the headlines counts."""
KEPT = 60
"""Candidates that are weighed against each other; the others are worth least alone."""
BEAM = 12
REPEATED = 0.6
"""Two sentences say the same when one has this share of the other's words with content."""

Concept = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may be chosen."""

    outlet: str
    article: str
    position: int
    """0 for the first sentence of its article."""
    terms: tuple[str, ...]
    """Every word's stem, in order."""
    needs: tuple[frozenset[str], ...] = ()
    """Of each set one stem has to be known, or told before it."""
    is_quotation: bool = False
    """Somebody's words for the most part: it opens a story where nothing else can."""
    is_old: bool = False
    """Another article tells of a later day: it opens a story behind what is new, too."""


def choose(
    candidates: Sequence[Candidate],
    headlines: Iterable[tuple[str, ...]],
    functional: frozenset[str],
    *,
    budget: int,
) -> tuple[int, ...]:
    """The indices of the best set of candidates, as they are read, within the budget of words.

    The one with most worth for its length leads, behind what its article says before it; the others
    follow as deep as they stand in theirs, of a single article only what opens it or goes on from
    what is told. So each stands behind what it needs.

    `headlines` are terms like the candidates'; `functional` are the terms without content.
    Of several articles at least one candidate is chosen, even where all pass the budget, or need
    what nobody tells; of one none where no sentence tells what its headline is about.
    """
    headlines = list(headlines)
    weights = _weights(candidates, headlines, functional)
    worths = [_worths(candidate, weights) for candidate in candidates]
    lengths = [len(candidate.terms) for candidate in candidates]
    dense = [_worth((index,), worths, lengths, DENSITY) for index in range(len(candidates))]
    company = _Company(candidates, headlines, functional, budget, dense)
    kept = _by_worth(worths, lengths)[:KEPT]
    best: tuple[float, tuple[int, ...]] = (0.0, ())
    beam: list[tuple[int, ...]] = [()]
    while beam:
        grown = _grown(beam, kept, company)
        ranked = sorted((-_worth(chosen, worths, lengths), chosen) for chosen in grown)[:BEAM]
        best = min(best, *ranked) if ranked else best
        beam = [chosen for _, chosen in ranked]
    return company.in_order(best[1])


class _Company:
    """Which candidates can be told with which."""

    def __init__(
        self,
        candidates: Sequence[Candidate],
        headlines: Sequence[tuple[str, ...]],
        functional: frozenset[str],
        budget: int,
        dense: Sequence[float],
    ) -> None:
        self._candidates = candidates
        self._dense = dense
        self._needs = [candidate.needs for candidate in candidates]
        self._known = _known(headlines)
        self._lengths = [len(candidate.terms) for candidate in candidates]
        self._limit = most_words(self._lengths, budget)
        self._contents = [frozenset(candidate.terms) - functional for candidate in candidates]
        said = frozenset[str]().union(*self._contents)
        self._over_it = frozenset(term for title in headlines for term in title) & said
        """The headlines' words that any sentence has: a path or a page's name measures none."""
        indices = range(len(candidates))
        free = [i for i in indices if self._is_understood(i, self._known)] or indices
        self._is_of_one = len({one.article for one in candidates}) == 1
        plain = [index for index in free if not candidates[index].is_quotation] or free
        telling = [index for index in plain if self._tells_the_matter(index)]
        opening = telling if telling or self._is_of_one else plain
        new = [index for index in opening if not candidates[index].is_old]
        if new and len(new) < len(opening):
            best = max(dense[index] for index in new)
            new = [index for index in new if dense[index] >= NEWS * best]
        self._openings = frozenset(new or opening)
        """The candidates that need nothing; all where each needs something."""

    def admits(self, index: int, chosen: tuple[int, ...]) -> bool:
        """Whether it can be told with the others; a first candidate may pass the limit."""
        if not chosen:
            return index in self._openings
        if sum(self._lengths[i] for i in (*chosen, index)) > self._limit:
            return False
        if any(say_the_same(self._contents[index], self._contents[i]) for i in chosen):
            return False
        order = self.in_order((*chosen, index))
        if order[0] not in self._openings or self._leaps(order):
            return False
        told = self._known
        for i in order:
            if i not in self._openings and not self._is_understood(i, told):
                return False
            told |= self._contents[i]
        return True

    def _leaps(self, chosen: tuple[int, ...]) -> bool:
        """Whether more than one sentence neither opens its article nor goes on from a chosen one.

        What leaps is misunderstood more often: of one article only one sentence may. What several
        articles agree on is told wherever it stands.
        """
        if not self._is_of_one:
            return False
        told = {self._candidates[i].position for i in chosen}
        return sum(position > 0 and position - 1 not in told for position in told) > 1

    def _tells_the_matter(self, index: int) -> bool:
        """Whether it says much, or has words of the headlines, of which each saves it some.

        What opens a text else is a scene: "Through its windows there was only sky."
        """
        own = self._contents[index]
        return not self._over_it or len(own) + TAKEN_UP * len(own & self._over_it) >= MUCH_SAID

    def in_order(self, chosen: tuple[int, ...]) -> tuple[int, ...]:
        if not chosen:
            return ()
        lead = min(chosen, key=lambda i: (i not in self._openings, -self._dense[i], i))
        home, depth = self._candidates[lead].article, self._candidates[lead].position

        def place(index: int) -> tuple[bool, int, int]:
            one = self._candidates[index]
            is_first = one.article == home and one.position <= depth
            return not is_first, one.position, index

        return tuple(sorted(chosen, key=place))

    def _is_understood(self, index: int, told: frozenset[str]) -> bool:
        return all(told & need for need in self._needs[index])


def ranked(
    candidates: Sequence[Candidate],
    headlines: Iterable[tuple[str, ...]],
    functional: frozenset[str],
) -> tuple[int, ...]:
    """The indices of all candidates, the one that is worth most alone first."""
    weights = _weights(candidates, list(headlines), functional)
    lengths = [len(candidate.terms) for candidate in candidates]
    return _by_worth([_worths(candidate, weights) for candidate in candidates], lengths)


def most_words(lengths: Iterable[int], budget: int) -> float:
    """How many words are told of a story whose candidates have so many each."""
    return min(float(budget), MATERIAL * float(sum(lengths) ** MATERIAL_EXPONENT))


def say_the_same(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two sentences, given as their words with content, are one too many."""
    return len(one & other) >= REPEATED * max(1, min(len(one), len(other)))


def _known(headlines: Sequence[tuple[str, ...]]) -> frozenset[str]:
    """The terms of half the headlines: one like them will stand over the story."""
    counts = Counter(term for headline in headlines for term in set(headline))
    return frozenset(term for term, count in counts.items() if 2 * count >= len(headlines))


def _by_worth(worths: Sequence[Mapping[Concept, float]], lengths: Sequence[int]) -> tuple[int, ...]:
    alone = [_worth((index,), worths, lengths) for index in range(len(worths))]
    return tuple(sorted(range(len(worths)), key=lambda index: (-alone[index], index)))


def _grown(
    beam: Sequence[tuple[int, ...]], kept: Sequence[int], company: _Company
) -> set[tuple[int, ...]]:
    """Every set with one candidate more that it admits."""
    return {
        tuple(sorted((*chosen, index)))
        for chosen in beam
        for index in kept
        if index not in chosen and company.admits(index, chosen)
    }


def _worth(
    chosen: Collection[int],
    worths: Sequence[Mapping[Concept, float]],
    lengths: Sequence[int],
    brevity: float = BREVITY,
) -> float:
    covered: dict[Concept, float] = {}
    for index in chosen:
        for concept, worth in worths[index].items():
            if worth > covered.get(concept, 0.0):
                covered[concept] = worth
    length = sum(lengths[index] for index in chosen)
    # the order of the concepts is that of a set, which differs from run to run
    return fsum(covered.values()) / float((length + BREVITY_FLOOR) ** brevity)


def _worths(candidate: Candidate, weights: Mapping[Concept, float]) -> dict[Concept, float]:
    discount = POSITION ** min(candidate.position, DEEPEST)
    return {concept: weights[concept] * discount for concept in _concepts(candidate.terms)}


def _weights(
    candidates: Sequence[Candidate],
    headlines: Sequence[tuple[str, ...]],
    functional: frozenset[str],
) -> dict[Concept, float]:
    by_outlet: dict[str, set[Concept]] = {}
    for candidate in candidates:
        by_outlet.setdefault(candidate.outlet, set()).update(_concepts(candidate.terms))
    outlets = Counter(concept for concepts in by_outlet.values() for concept in concepts)
    titles = Counter(concept for headline in headlines for concept in _concepts(headline))
    return {
        concept: _kind(concept, functional)
        * (count**AGREEMENT - ALONE + HEADLINE * len(concept) * titles[concept])
        for concept, count in outlets.items()
    }


def _kind(concept: Concept, functional: frozenset[str]) -> float:
    without_content = sum(term in functional for term in concept)
    if len(concept) == 1:
        return FUNCTION_WORD if without_content else 1.0
    return PAIRS[without_content]


def _concepts(terms: tuple[str, ...]) -> set[Concept]:
    return {(term,) for term in terms} | set(pairwise(terms))
