"""Which sentences of a story could carry a claim, by the content they share with it."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import log

from digest.model import Citation
from digest.summaries.checks import quotations
from digest.summaries.checks.marks import marked
from digest.summaries.checks.passage import Passage
from digest.summaries.evidence import Evidence

MOST_CITATIONS = 4
GAIN = 0.15
"""Share of the claim's content words that a further citation must add."""
WHOLE, LACKING = 0.85, 0.25
"""Shares of the claim's content words: a sentence has nearly all, the cited ones so much less."""
_TOGETHER = 3
_CANDIDATES = 5
_MOST_PLACES = 400
"""A stem in more sentences than this says nothing about which of them is meant."""


def attempts(
    claim: Passage, known: tuple[Citation, ...], evidence: Evidence
) -> Iterator[tuple[Citation, ...]]:
    """The sets of citations to hold a claim against, the given ones first.

    Where the claim is another sentence's, or takes words from it, that sentence is always among
    them: what it says against the claim cannot be passed by with a lesser citation.
    """
    best = ranking(claim, evidence)[:_CANDIDATES]
    own = _dominant(claim, known, best, evidence)
    tried = set()
    for chosen in (*((c,) for c in own), known, *_alternatives(claim, known, best, evidence)):
        if chosen and (not own or set(own) & set(chosen)):
            complete = _complete(claim, chosen, best, evidence)
            if complete not in tried:
                tried.add(complete)
                yield complete


def _alternatives(
    claim: Passage, known: Sequence[Citation], best: Sequence[Citation], evidence: Evidence
) -> Iterator[tuple[Citation, ...]]:
    """Other sets of citations worth a try: one better sentence, then two half-supports, ...

    A sentence takes the place of the cited ones only when it carries as much of the claim, and
    joins them only when it carries a part that they lack; a lone figure or name is no part.
    """
    carried = _carried(claim, known, evidence)
    least = max(2.0, GAIN * len(claim.stems))
    named = _named(claim)
    for citation in best:
        alone = _carried(claim, (citation,), evidence)
        if (citation,) != tuple(known) and len(alone) >= len(carried):
            yield (citation,)
    for citation in best:
        added = _carried(claim, (citation,), evidence) - carried - named
        if known and len(added) >= least and len(known) < MOST_CITATIONS:
            yield (*known, citation)
    complete = best_citations(claim, evidence)
    if len(complete) > 1 and len(_carried(claim, complete, evidence) - carried - named) >= least:
        yield complete


def _dominant(
    claim: Passage, known: Sequence[Citation], best: Sequence[Citation], evidence: Evidence
) -> tuple[Citation, ...]:
    """Sentences that carry nearly all of the claim, where the known ones carry much less."""
    carried = {citation: len(_carried(claim, (citation,), evidence)) for citation in best}
    most = max(carried.values(), default=0)
    lacking = most - len(_carried(claim, known, evidence))
    if most < WHOLE * len(claim.stems) or lacking < max(2.0, LACKING * len(claim.stems)):
        return ()
    return tuple(citation for citation, count in carried.items() if count == most)


def _complete(
    claim: Passage, chosen: tuple[Citation, ...], best: Sequence[Citation], evidence: Evidence
) -> tuple[Citation, ...]:
    """The set with the sentences from which the claim has two neighbouring words that it lacks."""
    stems = [claim.tokens[index].stem for index in claim.content]
    own = claim.stems - _named(claim)
    for citation in best:
        lacking = own - _carried(claim, chosen, evidence)
        pairs = (pair for pair in pairwise(stems) if lacking.issuperset(pair))
        is_borrowed = any(_stand_together(pair, evidence.passage(citation)) for pair in pairs)
        if is_borrowed and len(chosen) < MOST_CITATIONS:
            chosen = (*chosen, citation)
    return chosen


def _named(claim: Passage) -> frozenset[str]:
    """The stems of its names: a name found somewhere else proves nothing."""
    return frozenset(w.stem for n in claim.names for w in claim.tokens[n.first : n.last + 1])


def _stand_together(pair: tuple[str, str], passage: Passage) -> bool:
    one, other = (passage.where.get(stem, ()) for stem in pair)
    return any(0 < there - here <= _TOGETHER for here in one for there in other)


def _carried(claim: Passage, citations: Sequence[Citation], evidence: Evidence) -> frozenset[str]:
    """The content stems of the claim that the sentences have."""
    found = frozenset[str]().union(*(evidence.passage(c).stems for c in citations))
    return claim.stems & found


def best_citations(claim: Passage, evidence: Evidence) -> tuple[Citation, ...]:
    """The best sentence, and as long as a part of the claim is uncarried, the next."""
    weights = _weights(claim, evidence)
    left = dict(weights)
    chosen: list[Citation] = []
    candidates = ranking(claim, evidence)[:30]
    while len(chosen) < MOST_CITATIONS and left and candidates:
        citation = max(
            candidates, key=lambda c: sum(left.get(s, 0.0) for s in evidence.passage(c).stems)
        )
        added = evidence.passage(citation).stems & left.keys()
        if len(added) < (max(2.0, GAIN * len(claim.stems)) if chosen else 1):
            break
        chosen.append(citation)
        left = {stem: weight for stem, weight in left.items() if stem not in added}
    return tuple(chosen)


def ranking(claim: Passage, evidence: Evidence) -> list[Citation]:
    """The sentences that share content with the claim, best first; those it quotes lead."""
    scores: defaultdict[Citation, float] = defaultdict(float)
    for stem, weight in _weights(claim, evidence).items():
        for citation in evidence.places.get(stem, ())[:_MOST_PLACES]:
            scores[citation] += weight
    for citation in _quoted(claim, evidence):
        scores[citation] += 100.0
    lengths = {c: len(evidence.passage(c).stems) for c in scores}
    return sorted(scores, key=lambda c: (-scores[c] / (8 + lengths[c]) ** 0.2, evidence.order[c]))


def _weights(claim: Passage, evidence: Evidence) -> dict[str, float]:
    """Rare words of the story say most about where a claim comes from."""
    total = len(evidence.citations) + 1
    return {
        stem: log(total / len(evidence.places[stem])) + 0.1
        for stem in claim.stems
        if stem in evidence.places
    }


def _quoted(claim: Passage, evidence: Evidence) -> Iterator[Citation]:
    for span in marked(claim.text):
        quote = claim.text[span.start : span.end]
        ids = [article.id for article in evidence.articles]
        if found := quotations.locate(quote, ids, evidence, claim.language):
            for at, sentence in enumerate(evidence.article(found.article).sentences):
                if sentence.start < found.span.end and found.span.start < sentence.end:
                    yield Citation(found.article, at)
