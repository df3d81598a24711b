"""The proof of a sentence: what it says is tried against what it cites. The only maker of points.

Pure: the same text, citations and evidence give the same verdict on every machine.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from digest.model import Citation, Point, Quote
from digest.summaries.checks import (
    actors,
    attribution,
    coverage,
    form,
    hedges,
    names,
    negation,
    numbers,
    opposites,
    portions,
    pronouns,
    quotations,
    relations,
    roles,
    seams,
    speakers,
)
from digest.summaries.checks.finding import Fault, Finding
from digest.summaries.checks.form import Kind
from digest.summaries.checks.ground import Check, Ground
from digest.summaries.checks.passage import Passage
from digest.summaries.checks.retrieval import attempts, best_citations
from digest.summaries.evidence import Evidence

__all__ = [
    "CHECKS",
    "Fault",
    "Finding",
    "Verdict",
    "contradictions",
    "find_evidence",
    "prove",
    "prove_quote",
]

CHECKS: tuple[tuple[str, Check], ...] = (
    ("quotations", quotations.check),
    ("numbers", numbers.check),
    ("names", names.check),
    ("roles", roles.check),
    ("actors", actors.check),
    ("relations", relations.check),
    ("seams", seams.check),
    ("pronouns", pronouns.check),
    ("negation", negation.check),
    ("opposites", opposites.check),
    ("hedges", hedges.check),
    ("portions", portions.check),
    ("attribution", attribution.check),
    ("coverage", coverage.check),
)
"""Every check of content, in the order in which `digest explain` tells them."""

WHOLE_CHECKS = frozenset(("quotations", "numbers", "names", "negation", "opposites"))
"""Those that still mean something when a sentence sums up a whole text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """A sentence, the citations that carry it best, and what every check found."""

    text: str
    """White space made single spaces; otherwise as it was given."""
    citations: tuple[Citation, ...]
    """As given, or moved to sentences of the same story that carry it better."""
    findings: tuple[Finding, ...]
    """One per check that was made, for `digest explain`."""
    faults: tuple[Fault, ...]
    point: Point | None
    """The proven sentence; None when there is a fault."""

    @property
    def was_moved(self) -> bool:
        """Whether a citation was replaced or added."""
        return any(finding.check == "citations" and finding.note for finding in self.findings)


def prove(
    text: str,
    citations: Sequence[Citation],
    evidence: Evidence,
    *,
    kind: Kind = "sentence",
    language: str | None = None,
) -> Verdict:
    """Try a sentence against the sentences it cites; make it a point when nothing is wrong.

    Citations that the story does not have are dropped; where those that remain do not carry the
    sentence, others of the story are tried, alone and together. No citations at all means: find
    them. `kind="headline"` asks for no full stop. `language` (ISO 639-1) is the sentence's own;
    None takes the cited articles'.
    """
    text = " ".join(text.split())
    known = tuple(dict.fromkeys(c for c in citations if evidence.has(c)))
    if broken := form.hostile(text):
        return _refused(text, known, [Fault("form", message) for message in broken])
    if kind == "sentence" and (form.is_cut_off(text) or _copies_a_stump(text, evidence)):
        return _refused(text, known, [Fault("form", "it is cut off")])
    claim = Passage.read(text, language or _language(known, evidence))
    if kind == "sentence" and (why := attribution.voice(claim)):
        sources = (evidence.passage(c) for c in (*known, *evidence.copies(text)))
        if not any(attribution.voice(passage) for passage in sources):  # the paper's own "we"
            return _refused(text, known, _unmarked(text, why))
    if copied := _copied(claim, known, evidence):
        if not claim.quoted and _is_spoken(evidence.passage(copied[0])):
            return _refused(text, copied, _unmarked(text, _SPOKEN))
        return _verdict(text, copied, [_moved(known, copied), _COPIED], ())
    if faults := form.whole(text, kind):
        return _refused(text, known, [Fault("form", message) for message in faults])
    return _best(text, claim, known, evidence)


def find_evidence(text: str, evidence: Evidence) -> tuple[Citation, ...]:
    """The sentences of the story that carry the text best, best first; none when none has a word.

    For a sentence that a person wrote or edited, and that cites nothing yet.
    """
    claim = Passage.read(" ".join(text.split()), _language((), evidence))
    return best_citations(claim, evidence)


def contradictions(
    text: str, evidence: Evidence, *, language: str | None = None
) -> tuple[Fault, ...]:
    """What a sentence says against everything the articles say; empty when nothing is found.

    For a sentence that sums up more than citations can carry (somebody's own summary of a whole
    article). Weaker than `prove`: it makes no point, as it cannot tell where the support stands.
    """
    plain = re.sub(r"^\s*\d{1,3}[.)]\s", "", " ".join(text.split()))
    claim = Passage.read(plain, language or _language((), evidence))
    passages = tuple(evidence.passage(citation) for citation in evidence.citations)
    ground = Ground(evidence, passages, is_whole=True)
    return tuple(
        Fault(name, message)
        for name, check in CHECKS
        if name in WHOLE_CHECKS
        for message in check(claim, ground).faults
    )


def prove_quote(
    text: str,
    speaker: str,
    evidence: Evidence,
    *,
    article: str | None = None,
    role: str | None = None,
) -> Quote | tuple[Fault, ...]:
    """Find exact words of the story and who says them; faults when either is not so.

    `text` stands without its marks. `article` (an id) looks there first. The quote that comes
    back has the words as the article has them.
    """
    if broken := form.hostile(" ".join(text.split())):
        return tuple(Fault("form", message) for message in broken)
    order = sorted((a.id for a in evidence.articles), key=lambda known: known != article)
    language = _language((), evidence)
    found = quotations.locate(text, order, evidence, language)
    if found is None:
        why = quotations.why_not(text, evidence)
        return (Fault("quotations", f"the quotation {quotations.short(text)} {why}"),)
    if lost := quotations.lost_by_cutting(found, evidence, ""):
        return (Fault("quotations", f"the quotation lost the {lost!r} before it by cutting"),)
    if wrong := _not_theirs(found, speaker, evidence):
        return (Fault("attribution", wrong),)
    start, end = found.span
    words = evidence.article(found.article).text[start:end]
    return Quote(
        text=words, speaker=speaker, role=role, article=found.article, start=start, end=end
    )


def _not_theirs(found: quotations.Found, speaker: str, evidence: Evidence) -> str | None:
    article = evidence.article(found.article)
    at = next((i for i, s in enumerate(article.sentences) if found.span.start < s.end), None)
    if at is None or not speaker.strip():
        return None
    passages = tuple(evidence.passages(found.article))
    return speakers.misattributed(found.span, speaker, passages, at)


_COPIED = Finding("copy", ok=True, note="copied word for word from the sentence it cites")
_SPOKEN = "these are words of a quotation; printed without its marks they are told as fact"


def _unmarked(text: str, why: str) -> list[Fault]:
    """Somebody's words without their marks, or with only one of them."""
    return [Fault("form", what) for what in form.unclosed(text)] or [Fault("attribution", why)]


def _is_spoken(passage: Passage) -> bool:
    """Whether the whole sentence stands inside a longer quotation of its article."""
    spoken = [index in passage.said for index, word in enumerate(passage.tokens) if word.is_word]
    return bool(spoken) and all(spoken)


def _language(citations: Sequence[Citation], evidence: Evidence) -> str:
    if citations:
        return evidence.article(citations[0].article).language
    return evidence.articles[0].language if evidence.articles else "und"


def _copies_a_stump(text: str, evidence: Evidence) -> bool:
    """Whether it is a sentence of a teaser that stops in the middle, with a full stop put on."""
    return any(form.is_cut_off(evidence.text(citation)) for citation in evidence.copies(text))


def _copied(
    claim: Passage, citations: Sequence[Citation], evidence: Evidence
) -> tuple[Citation, ...]:
    """The citation of the sentence that this one copies; the cited ones are looked at first."""
    copies = evidence.copies(claim.text)
    cited = [citation for citation in copies if citation in citations]
    return (*cited, *copies)[:1]


def _best(text: str, claim: Passage, known: tuple[Citation, ...], evidence: Evidence) -> Verdict:
    """The verdict on the first set of citations without a fault, or on the one with fewest."""
    best: tuple[list[Finding], tuple[Fault, ...], tuple[Citation, ...]] | None = None
    for citations in attempts(claim, known, evidence):
        findings, faults = _tried(claim, Ground.of(citations, evidence))
        if best is None or len(faults) < len(best[1]):
            best = findings, faults, citations
        if not faults:
            break
    if best is None:
        return _refused(text, known, [Fault("citations", "no sentence of the story carries it")])
    findings, faults, citations = best
    if faults:
        citations = known or citations
    else:
        citations, findings = _needed(claim, citations, findings, evidence)
    return _verdict(text, citations, [_moved(known, citations), *findings], faults)


def _needed(
    claim: Passage, citations: tuple[Citation, ...], findings: list[Finding], evidence: Evidence
) -> tuple[tuple[Citation, ...], list[Finding]]:
    """The citations without those that add nothing: a reader looks each of them up."""
    for citation in reversed(citations):
        fewer = tuple(other for other in citations if other != citation)
        if not fewer:
            break
        ground, without = Ground.of(citations, evidence), Ground.of(fewer, evidence)
        if coverage.uncarried(claim, without) != coverage.uncarried(claim, ground):
            continue
        found, faults = _tried(claim, without)
        if not faults:
            citations, findings = fewer, found
    return citations, findings


def _tried(claim: Passage, ground: Ground) -> tuple[list[Finding], tuple[Fault, ...]]:
    findings: list[Finding] = []
    faults: list[Fault] = []
    for name, check in CHECKS:
        outcome = check(claim, ground)
        faults += [Fault(name, message) for message in outcome.faults]
        note = "; ".join(outcome.faults) or outcome.note
        findings.append(Finding(name, not outcome.faults, note))
    return findings, tuple(faults)


def _moved(known: Sequence[Citation], citations: Sequence[Citation]) -> Finding:
    note = "" if set(citations) == set(known) else "moved to the sentences that carry it better"
    return Finding("citations", ok=True, note=note)


def _verdict(
    text: str,
    citations: tuple[Citation, ...],
    findings: list[Finding],
    faults: tuple[Fault, ...],
) -> Verdict:
    point = None if faults else Point(text=text, citations=citations)
    return Verdict(
        text=text, citations=citations, findings=tuple(findings), faults=faults, point=point
    )


def _refused(text: str, citations: tuple[Citation, ...], faults: list[Fault]) -> Verdict:
    findings = [Finding(fault.check, ok=False, note=fault.message) for fault in faults]
    return _verdict(text, citations, findings, tuple(faults))
