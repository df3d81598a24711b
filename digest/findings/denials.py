"""The same matter affirmed by one outlet and denied by another.

Likeness of whole sentences says nothing here (tried: of 27 pairs with one negation more, one
was a contradiction), so the rule is narrow: one subject by name, one verb or a pair of opposite
ones, and the same words behind it; the one sentence affirms without a denial, doubt or rumour in
it, the other denies for good, not "since" or "yet".
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from digest.findings.figures import is_same_time
from digest.findings.labels import phrase
from digest.findings.measures import LONGEST
from digest.grounding.evidence import Evidence
from digest.grounding.frames import frames_of, negates
from digest.language.lexicons import Lexicon
from digest.language.passage import Name, Passage
from digest.model import Citation

REACH = 8
"""Words before the verb for its subject, and behind it for what it speaks of."""
SPOKEN = 12
"""Words behind `denied` and `confirmed`: a day and "that" stand before what it speaks of."""
SHARED, ALIKE = 2, 0.5
"""Words with content that both have behind the verb, and their share of the shorter one's."""
MOST_CLAIMS = 24
"""Claims on one matter that are compared, for and against."""


@dataclass(frozen=True, slots=True)
class _Claim:
    citation: Citation
    subject: Name
    verb: int
    matter: str
    """The verb's stem, or the pair of opposites it belongs to."""
    is_denied: bool
    object: frozenset[str]
    named: frozenset[str]
    """The parts of the names in subject and object."""


def contradictions(evidence: Evidence) -> Iterator[tuple[str, Citation, Citation]]:
    """What is disputed, a sentence that affirms it, and one of another outlet that denies it."""
    affirmed: dict[str, list[_Claim]] = {}
    denied: dict[str, list[_Claim]] = {}
    for citation in evidence.citations:
        for claim in _claims(evidence.passage(citation)):
            known = (denied if claim.is_denied else affirmed).setdefault(claim.matter, [])
            if len(known) < MOST_CLAIMS:
                known.append(claim)
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
    shared = len(yes.object & no.object)
    return (
        len(sources) > 1
        and (_have_one_subject(yes, no) or _speak_of_one(yes, no))
        and shared >= max(SHARED, ALIKE * min(len(yes.object), len(no.object)))
        and is_same_time(yes.citation, no.citation, evidence)
    )


def _have_one_subject(yes: _Claim, no: _Claim) -> bool:
    return not set(yes.subject.parts).isdisjoint(no.subject.parts)


def _speak_of_one(yes: _Claim, no: _Claim) -> bool:
    return _is_of_words(yes.matter) and not yes.named.isdisjoint(no.named)


def _is_of_words(matter: str) -> bool:
    """Whether somebody speaks, so that what is disputed comes behind: `denied that`."""
    return matter.startswith("#")


def _claims(passage: Passage) -> Iterator[_Claim]:
    """One claim for each word that may be a verb with a named subject before it."""
    assert passage.citation is not None
    tokens, words = passage.tokens, passage.lexicon
    if passage.text.rstrip().endswith("?") or len(tokens) > LONGEST:
        return
    open_at = [at for at, word in enumerate(tokens) if word.norm in words.irrealis]
    flat_from = _conceded(passage) if _is_flat(passage) else len(tokens)
    is_for_good = not _is_limited(passage)
    for at in passage.content:
        subject = None if tokens[at].is_capital else _subject(passage, at)
        if subject is None:
            continue
        matter, is_denied = _said(passage, at)
        is_of_words = _is_of_words(matter)
        if open_at and not (is_of_words and open_at[0] > at):  # `denied it would close`
            continue
        if is_for_good if is_denied else at >= flat_from:
            reach = range(at + 1, at + 1 + (SPOKEN if is_of_words else REACH))
            names = [name for name in passage.names if name is subject or name.first in reach]
            named = frozenset(part for name in names for part in name.parts)
            said = _object(passage, reach)
            yield _Claim(passage.citation, subject, at, matter, is_denied, said, named)


def _said(passage: Passage, verb: int) -> tuple[str, bool]:
    """The matter of a verb, and whether it is denied."""
    words, norm = passage.lexicon, passage.tokens[verb].norm
    before = (word.norm for word in passage.tokens[max(0, verb - 3) : verb])
    is_negated = any(negates(word, words) for word in before if word not in words.lacks)
    for number, (denying, affirming) in enumerate(_opposites(words)):
        if norm in denying | affirming:
            return f"#{number}", (norm in denying) != is_negated
    return passage.tokens[verb].stem, is_negated


def _opposites(words: Lexicon) -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    """What denies beside what affirms the same."""
    return (words.denials, words.admissions), (words.refusals, words.consents)


def _is_flat(passage: Passage) -> bool:
    """Whether the sentence affirms what it says, with no denial, doubt or rumour anywhere."""
    words = passage.lexicon
    doubting = words.denials | words.refusals | words.untruths
    is_sure = doubting.isdisjoint(passage.norms) and not any(frames_of(passage))
    return is_sure and not any(negates(norm, words) for norm in passage.norms)


def _conceded(passage: Passage) -> int:
    """The length of `While many say that the line is sold, `: what the main clause may reject."""
    words, tokens = passage.lexicon, passage.tokens
    if not tokens or tokens[0].norm not in words.subordinators | words.untruths:
        return 0
    return next((at for at, word in enumerate(tokens) if word.text == ","), 0)


def _is_limited(passage: Passage) -> bool:
    """`had not won since 1908`, `has not closed for thirty years`: a denial for a time only."""
    words, tokens = passage.lexicon, passage.tokens
    if not words.limits.isdisjoint(passage.norms):
        return True
    times = {day.first for day in passage.days}
    times |= {q.first for q in passage.quantities if q.kind in ("year", "count")}
    return any(
        word.norm in words.bounds and not times.isdisjoint((at + 1, at + 2))
        for at, word in enumerate(tokens)
    )


def _subject(passage: Passage, verb: int) -> Name | None:
    near = [name for name in passage.names if verb - REACH <= name.last < verb]
    return near[-1] if near else None


def _object(passage: Passage, reach: range) -> frozenset[str]:
    return frozenset(
        passage.tokens[at].stem for at in passage.content if at in reach and at not in passage.dated
    )


def _about(yes: _Claim, no: _Claim, evidence: Evidence) -> str:
    """Whose matter it is, and the words for it that both sentences have."""
    passage, other = evidence.passage(yes.citation), evidence.passage(no.citation)
    shared = frozenset(other.tokens[at].stem for at in other.content if at >= no.verb)
    first = yes.verb + 1 if _is_of_words(yes.matter) else yes.verb
    words = f"“{phrase(passage, first, shared)}”"
    return f"{yes.subject.text}: {words}" if _have_one_subject(yes, no) else words
