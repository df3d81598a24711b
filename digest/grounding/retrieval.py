"""Which sentences of a story could carry a claim, by the content they share with it.

Sums are taken in sorted order or exactly, so that no hash seed changes which sentence is best.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from math import fsum, log

from digest.grounding.counts import checked, date_parts, figures_of
from digest.grounding.evidence import Evidence
from digest.grounding.vocabulary import parts, vocabulary_of
from digest.grounding.word_for_word import locate
from digest.language.marks import marked
from digest.language.passage import Passage
from digest.model import Citation

MOST_CITATIONS = 4
GAIN = 0.15
"""Share of the claim's content words that a further citation must add."""
_MOST_PLACES = 400
"""A stem in more sentences than this says nothing about which of them is meant."""
_CANDIDATES = 30

Places = tuple[Citation | None, ...]
"""Where a part of the claim stands; None for a headline."""


def completed(
    claim: Passage, known: Sequence[Citation], evidence: Evidence
) -> tuple[Citation, ...]:
    """The citations, and the best sentence for each part of the claim that a judge would miss.

    A part is a quotation, a figure, a date or a part of a name. A judge sees the cited sentences,
    their neighbours and their articles' headlines; what stands there needs no sentence of its own.
    """
    cited = list(known)
    seen = _seen(cited, evidence)
    weights = _weights(claim, evidence)
    for places in _parts(claim, cited, evidence):
        others = [place for place in places if place is not None][:_MOST_PLACES]
        if len(cited) < MOST_CITATIONS and others and seen.isdisjoint(places):
            cited.append(_best(others, weights, evidence))
            seen = _seen(cited, evidence)
    return tuple(cited)


def _best(
    citations: Sequence[Citation], weights: Mapping[str, float], evidence: Evidence
) -> Citation:
    """The one that shares most content with the claim; of equals the first in the story."""
    shares = evidence.once(_shares)

    def worth(citation: Citation) -> tuple[float, int]:
        shared = evidence.passage(citation).stems & weights.keys()
        return fsum(weights[stem] for stem in shared) * shares[citation], -evidence.order[citation]

    return max(citations, key=worth)


def best_citations(claim: Passage, evidence: Evidence) -> tuple[Citation, ...]:
    """The best sentence, and as long as a part of the claim is uncarried, the next."""
    left = _weights(claim, evidence)
    chosen: list[Citation] = []
    candidates = ranking(claim, evidence)[:_CANDIDATES]
    while len(chosen) < MOST_CITATIONS and left and candidates:
        citation = max(
            candidates, key=lambda c: fsum(left.get(s, 0.0) for s in evidence.passage(c).stems)
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
        for citation in evidence.places[stem][:_MOST_PLACES]:
            scores[citation] += weight
    for places in _quoted(claim, [a.id for a in evidence.articles], evidence):
        for citation in places:
            scores[citation] += 100.0
    shares = evidence.once(_shares)
    return sorted(scores, key=lambda c: (-scores[c] * shares[c], evidence.order[c]))


def _shares(evidence: Evidence) -> Mapping[Citation, float]:
    """What a shared word counts in each sentence: less in a long one."""
    return {c: (8 + len(evidence.passage(c).stems)) ** -0.2 for c in evidence.citations}


def _weights(claim: Passage, evidence: Evidence) -> dict[str, float]:
    """Rare words of the story say most about where a claim comes from."""
    total = len(evidence.citations) + 1
    return {
        stem: log(total / len(evidence.places[stem])) + 0.1
        for stem in sorted(claim.stems)
        if stem in evidence.places
    }


def _seen(cited: Sequence[Citation], evidence: Evidence) -> frozenset[Citation | None]:
    """The cited sentences and those beside them."""
    return frozenset(near for citation in cited for near in evidence.beside(citation))


def _parts(claim: Passage, cited: Sequence[Citation], evidence: Evidence) -> Iterator[Places]:
    """Where each part of the claim stands in the story, outside the headlines that are cited."""
    ids = dict.fromkeys((*(c.article for c in cited), *(a.id for a in evidence.articles)))
    for span in _quoted(claim, tuple(ids), evidence):
        yield from ((citation,) for citation in span)
    figures = evidence.once(figures_of)
    headlines = [evidence.headline(c.article) for c in cited]
    titles = {word.norm for headline in headlines for word in headline.tokens}
    for readings in checked(claim):
        if readings[0].digits not in titles:
            yield tuple(place for reading in readings for place in figures.carrying(reading))
    for day in claim.days:
        yield from (figures.dates.get(part, ()) for part in date_parts(day))
    vocabulary = evidence.once(vocabulary_of)
    for name in claim.names:
        told = parts(name, claim)
        if not vocabulary.has_outlet(told):  # who reports it stands over the lines
            yield from (vocabulary.places.get(part, ()) for part in told if part not in titles)


def _quoted(
    claim: Passage, ids: Sequence[str], evidence: Evidence
) -> Iterator[tuple[Citation, ...]]:
    """For each quotation of the claim, the sentences in which it first stands."""
    for span in marked(claim.text):
        quote = claim.text[span.start : span.end]
        if found := locate(quote, ids, evidence, claim.language):
            yield tuple(
                Citation(found.article, at)
                for at, sentence in enumerate(evidence.article(found.article).sentences)
                if sentence.start < found.span.end and found.span.start < sentence.end
            )
