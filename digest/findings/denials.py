"""The same matter affirmed by one outlet and denied by another.

Likeness of whole sentences says nothing here (tried: of 27 pairs with one negation more, one
was a contradiction), so the rule is narrow: one subject by name, one verb or a pair of opposite
ones, and the same words behind it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from digest.findings.figures import is_same_time
from digest.grounding.evidence import Evidence
from digest.language.lexicons import Lexicon
from digest.language.passage import Passage
from digest.model import Citation

REACH = 8
"""Words before the verb for its subject, and behind it for what it speaks of."""
SHARED = 2
"""Words with content that both have behind the verb."""


@dataclass(frozen=True, slots=True)
class _Claim:
    citation: Citation
    subject: frozenset[str]
    matter: str
    """The verb's stem, or the pair of opposites it belongs to."""
    is_denied: bool
    object: frozenset[str]


def contradictions(evidence: Evidence) -> Iterator[tuple[str, Citation, Citation]]:
    """What is disputed, a sentence that affirms it, and one of another outlet that denies it."""
    affirmed: dict[str, list[_Claim]] = {}
    denied: dict[str, list[_Claim]] = {}
    for citation in evidence.citations:
        for claim in _claims(evidence.passage(citation)):
            (denied if claim.is_denied else affirmed).setdefault(claim.matter, []).append(claim)
    told: set[Citation] = set()
    for matter, denials in denied.items():
        pairs = product(affirmed.get(matter, ()), denials)
        found = next((pair for pair in pairs if _contradict(*pair, evidence)), None)
        if found and told.isdisjoint(claim.citation for claim in found):
            yes, no = found
            told.update((yes.citation, no.citation))
            yield _about(yes, no, evidence), yes.citation, no.citation


def _contradict(yes: _Claim, no: _Claim, evidence: Evidence) -> bool:
    sources = {evidence.article(claim.citation.article).source for claim in (yes, no)}
    return (
        len(sources) > 1
        and bool(yes.subject & no.subject)
        and len(yes.object & no.object) >= SHARED
        and is_same_time(yes.citation, no.citation, evidence)
    )


def _claims(passage: Passage) -> Iterator[_Claim]:
    """One claim for each word that may be a verb with a named subject before it."""
    assert passage.citation is not None
    tokens, negators = passage.tokens, passage.lexicon.negators
    if passage.text.rstrip().endswith("?") or not passage.lexicon.irrealis.isdisjoint(
        passage.norms
    ):
        return
    for at in passage.content:
        if tokens[at].is_capital:
            continue
        subject = _subject(passage, at)
        if not subject:
            continue
        before = [word.norm for word in tokens[max(0, at - 3) : at]]
        is_negated = any(norm in negators or norm.endswith("n't") for norm in before)
        norm = tokens[at].norm
        opposites = _opposites(passage.lexicon)
        pair = next((n for n, sides in enumerate(opposites) if norm in sides[0] | sides[1]), None)
        if pair is not None:
            is_denied = (norm in opposites[pair][0]) != is_negated
            yield _Claim(passage.citation, subject, f"#{pair}", is_denied, _object(passage, at))
        elif is_negated or not _is_under_denial(passage, at):
            stem = tokens[at].stem
            yield _Claim(passage.citation, subject, stem, is_negated, _object(passage, at))


def _opposites(words: Lexicon) -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    """What denies beside what affirms the same."""
    return (words.denials, words.admissions), (words.refusals, words.consents)


def _subject(passage: Passage, verb: int) -> frozenset[str]:
    near = [name for name in passage.names if verb - REACH <= name.last < verb]
    return frozenset(near[-1].parts) if near else frozenset()


def _object(passage: Passage, verb: int) -> frozenset[str]:
    return frozenset(passage.tokens[at].stem for at in passage.content if verb < at <= verb + REACH)


def _is_under_denial(passage: Passage, verb: int) -> bool:
    """Whether `denied`, `never` ... stand anywhere before it."""
    words = passage.lexicon
    denying = words.negators | words.denials | words.refusals
    return any(word.norm in denying or word.norm.endswith("n't") for word in passage.tokens[:verb])


def _about(yes: _Claim, no: _Claim, evidence: Evidence) -> str:
    shared = (yes.subject & no.subject) | (yes.object & no.object)
    passage = evidence.passage(yes.citation)
    words = [word.text for word in passage.tokens if word.norm in shared or word.stem in shared]
    return "whether: " + " ".join(dict.fromkeys(words))
