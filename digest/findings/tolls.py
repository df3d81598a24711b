"""Casualties: who is counted, and when two counts of one event can both be right."""

from digest.findings.measures import Measure, is_some_of, measures
from digest.grounding.evidence import Evidence
from digest.language.passage import Passage
from digest.model import Citation

EVERYBODY = "people"
_NEAR = 2
"""Sentences behind a count in which those of another group are counted."""
_PART = 4
"""Words around `including`, `among them` in which the number of those included stands."""


def is_same_group(one: Measure, other: Measure) -> bool:
    """Whether both count the same people, or one of them everybody."""
    return one.group == other.group or EVERYBODY in (one.group, other.group)


def reckon(one: Measure, other: Measure, evidence: Evidence) -> bool:
    """Whether one count takes in who the other leaves out: `nine, including the gunman`."""
    low, high = sorted((one, other), key=lambda measure: measure.quantity.value)
    more = high.quantity.value - low.quantity.value
    if more in _included(high, evidence) or more in _others(low, evidence):
        return True
    if low.group != EVERYBODY and _counts_part(high, low, evidence):
        return True
    attackers = evidence.once(_attackers)
    return any(1 <= more <= attackers.get(measure.citation.article, 0) for measure in (low, high))


def _others(measure: Measure, evidence: Evidence) -> set[float]:
    """How many of another group its article counts for the same fate: `Three officers, too`."""
    article = evidence.article(measure.citation.article)
    return {
        other.quantity.value
        for at in range(
            measure.citation.sentence,
            min(len(article.sentences), measure.citation.sentence + 1 + _NEAR),
        )
        for other in measures(evidence.passage(Citation(article.id, at)))
        if other.matter == measure.matter and other.group != measure.group
    }


def victims(passage: Passage) -> frozenset[str]:
    """Stems of the words that say to whom something happened, and what."""
    words = passage.lexicon
    return frozenset(
        word.stem
        for word in passage.tokens
        if word.norm in words.fates or word.norm in words.people
    )


def _included(measure: Measure, evidence: Evidence) -> set[float]:
    """How many `including ...`, `... among them` speak of; one where no other number stands."""
    passage, found = evidence.passage(measure.citation), set[float]()
    words, figures = passage.lexicon, [q for q in passage.quantities if q != measure.quantity]
    for at, word in enumerate(passage.tokens):
        if word.norm in words.part_before and word.norm not in words.prepositions:
            near = range(at - _PART, at + 1 + _PART)
            found |= {figure.value for figure in figures if figure.first in near} or {1.0}
    return found


def _counts_part(measure: Measure, part: Measure, evidence: Evidence) -> bool:
    """Whether `nine people, three of them children` has the other's `three children` in it."""
    passage = evidence.passage(measure.citation)
    return any(
        figure.value == part.quantity.value and is_some_of(passage, figure)
        for figure in passage.quantities
    )


def _attackers(evidence: Evidence) -> dict[str, float]:
    """How many attackers each article speaks of, at most."""
    found: dict[str, float] = {}
    for citation in evidence.citations:
        passage = evidence.passage(citation)
        for at, word in enumerate(passage.tokens):
            if word.norm in passage.lexicon.attackers:
                before = passage.tokens[at - 1].norm if at else ""
                count = max(1.0, passage.lexicon.numbers.get(before, 1.0))
                found[citation.article] = max(found.get(citation.article, 0.0), count)
    return found
