"""Which sentences of a story could carry a claim, by the content they share with it."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from math import log

from digest.model import Citation
from digest.summaries.checks import quotations
from digest.summaries.checks.passage import Passage
from digest.summaries.evidence import Evidence

MOST_CITATIONS = 4
_CANDIDATES = 5
_MOST_PLACES = 400
"""A stem in more sentences than this says nothing about which of them is meant."""


def alternatives(
    claim: Passage, known: Sequence[Citation], evidence: Evidence
) -> Iterator[tuple[Citation, ...]]:
    """Other sets of citations worth a try: one better sentence, then two half-supports, ..."""
    ranked = ranking(claim, evidence)
    best = ranked[:_CANDIDATES]
    for citation in best:
        if (citation,) != tuple(known):
            yield (citation,)
    for citation in best:
        if known and citation not in known and len(known) < MOST_CITATIONS:
            yield (*known, citation)
    complete = best_citations(claim, evidence)
    if len(complete) > 1 and complete != tuple(known):
        yield complete


def best_citations(claim: Passage, evidence: Evidence) -> tuple[Citation, ...]:
    """The best sentence, and as long as words are uncarried and one adds some, the next."""
    weights = _weights(claim, evidence)
    left = dict(weights)
    chosen: list[Citation] = []
    candidates = ranking(claim, evidence)[:30]
    while len(chosen) < MOST_CITATIONS and left:
        gains = [
            (sum(left.get(stem, 0.0) for stem in evidence.passage(c).stems), c) for c in candidates
        ]
        if not gains:
            break
        gain, citation = max(gains, key=lambda pair: pair[0])
        if gain < 0.12 * sum(weights.values()) or gain == 0:
            break
        chosen.append(citation)
        left = {s: w for s, w in left.items() if s not in evidence.passage(citation).stems}
    return tuple(chosen)


def ranking(claim: Passage, evidence: Evidence) -> list[Citation]:
    """The sentences that share content with the claim, best first; those it quotes lead."""
    scores: defaultdict[Citation, float] = defaultdict(float)
    for stem, weight in _weights(claim, evidence).items():
        for citation in evidence.places.get(stem, ())[:_MOST_PLACES]:
            scores[citation] += weight
    for citation in _quoted(claim, evidence):
        scores[citation] += 100.0
    order = {citation: at for at, citation in enumerate(evidence.citations)}
    lengths = {c: len(evidence.passage(c).stems) for c in scores}
    return sorted(scores, key=lambda c: (-scores[c] / (8 + lengths[c]) ** 0.2, order[c]))


def _weights(claim: Passage, evidence: Evidence) -> dict[str, float]:
    """Rare words of the story say most about where a claim comes from."""
    total = len(evidence.citations) + 1
    return {
        stem: log(total / len(evidence.places[stem])) + 0.1
        for stem in claim.stems
        if stem in evidence.places
    }


def _quoted(claim: Passage, evidence: Evidence) -> Iterator[Citation]:
    for span in quotations.marked(claim.text):
        quote = claim.text[span.start : span.end]
        ids = [article.id for article in evidence.articles]
        if found := quotations.locate(quote, ids, evidence, claim.language):
            for at, sentence in enumerate(evidence.article(found.article).sentences):
                if sentence.start < found.span.end and found.span.start < sentence.end:
                    yield Citation(found.article, at)
