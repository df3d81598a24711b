"""Casualties: who is counted, and when two counts of one event can both be right."""

from digest.findings.measures import Measure
from digest.grounding.evidence import Evidence
from digest.language.passage import Passage

EVERYBODY = "people"
_PART = 4
"""Words behind `including` in which the number of those included stands."""


def is_same_group(one: Measure, other: Measure) -> bool:
    """Whether both count the same people, or one of them everybody."""
    return one.group == other.group or EVERYBODY in (one.group, other.group)


def reckon(one: Measure, other: Measure, evidence: Evidence) -> bool:
    """Whether one count takes in who the other leaves out: `nine, including the gunman`."""
    low, high = sorted((one, other), key=lambda measure: measure.quantity.value)
    more = high.quantity.value - low.quantity.value
    if more in _included(evidence.passage(high.citation)):
        return True
    attackers = evidence.once(_attackers)
    return any(1 <= more <= attackers.get(measure.citation.article, 0) for measure in (low, high))


def victims(passage: Passage) -> frozenset[str]:
    """Stems of the words that say to whom something happened, and what."""
    words = passage.lexicon
    return frozenset(
        word.stem
        for word in passage.tokens
        if word.norm in words.fates or word.norm in words.people
    )


def _included(passage: Passage) -> set[float]:
    """How many `including ...`, `among them ...` speak of; one where no number stands."""
    words, found = passage.lexicon, set()
    for at, word in enumerate(passage.tokens):
        if word.norm in words.part_before and word.norm not in words.prepositions:
            behind = passage.tokens[at + 1 : at + 1 + _PART]
            told = (words.numbers.get(w.norm) for w in behind if w.norm not in words.indefinite)
            found.add(next((number for number in told if number), 1.0))
    return found


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
