"""The proof of a sentence: copied from its source, or read by a judge and vetoed by no rule.

The only maker of points. Pure: the same text, citations, evidence and opinion give the same
verdict on every machine.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from digest.grounding import speakers, word_for_word
from digest.grounding.evidence import Evidence
from digest.grounding.framing import Framing
from digest.grounding.outcome import Fault, Finding
from digest.grounding.retrieval import best_citations, completed
from digest.grounding.rule import RuleKind
from digest.grounding.rules import RULES
from digest.language.passage import Passage
from digest.model import COPIED, THRESHOLD, Citation, Point, Proof, Quote

__all__ = [
    "Fault",
    "Finding",
    "Kind",
    "Opinion",
    "Verdict",
    "broken",
    "doubted",
    "find_evidence",
    "prove",
    "prove_quote",
    "read",
    "vetoes",
]

Kind = Literal["sentence", "headline"]
"""What a text is to be in an edition."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opinion:
    """What a judge that passed the exam holds of a sentence that it saw beside its evidence."""

    doubt: int
    """0 to 100: how probable it is that the sentence says what its evidence does not."""
    lacking: str
    """The words that the evidence lacks, in the judge's own; empty where it lacks none."""
    model: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """A sentence, the citations that carry it, and what was found of it."""

    text: str
    """White space made single spaces; otherwise as it was given."""
    citations: tuple[Citation, ...]
    """As given, without what the story does not have, and with what a name or figure needs."""
    findings: tuple[Finding, ...]
    """One per step that was made, for `digest explain`."""
    faults: tuple[Fault, ...]
    point: Point | None
    """The proven sentence; None when there is a fault, or nobody has judged it."""

    @property
    def is_open(self) -> bool:
        """Whether nothing speaks against it, and only a judge can tell."""
        return self.point is None and not self.faults


def prove(
    text: str,
    citations: Sequence[Citation],
    evidence: Evidence,
    *,
    kind: Kind = "sentence",
    language: str | None = None,
    opinion: Opinion | None = None,
    threshold: int = THRESHOLD,
) -> Verdict:
    """Try a sentence against its story; make it a point when it is proven.

    A sentence of the story, word for word, is its own proof. Any other needs a judge's opinion
    with a doubt under the threshold, and no rule against it: no judge overrides a veto.
    Citations that the story does not have are dropped; none at all means: find them.
    `kind="headline"` asks for no full stop, and takes an article's own headline for a copy.
    `language` (ISO 639-1) is the sentence's own; None takes the cited articles'.
    """
    known = tuple(dict.fromkeys(c for c in citations if evidence.has(c)))
    claim = read(text, evidence, known, kind=kind, language=language)
    found, faults = _held("plain", claim, evidence)
    if faults:
        return _verdict(claim.text, known, found, faults, None)
    if claim.is_headline and evidence.is_own_headline(claim.text):
        return _verdict(claim.text, known, [*found, _OWN_HEADLINE], (), COPIED)
    formed, faults = _held("form", claim, evidence)
    found += formed
    copied = () if claim.citation is None else (claim.citation,)
    if faults:
        return _verdict(claim.text, copied or known, found, faults, None)
    if copied:
        return _verdict(claim.text, copied, [*found, _COPIED], (), COPIED)
    return _judged(claim, known, evidence, found, opinion=opinion, threshold=threshold)


def read(
    text: str,
    evidence: Evidence,
    known: Sequence[Citation] = (),
    *,
    kind: Kind = "sentence",
    language: str | None = None,
) -> Passage:
    """A text as the rules see it, with the sentence that it copies; a cited one comes first."""
    text = " ".join(text.split())
    copies = evidence.copies(text)
    cited = [citation for citation in copies if citation in known]
    return Passage.read(
        text,
        language or _language(known or copies, evidence),
        citation=next(iter((*cited, *copies)), None),
        is_headline=kind == "headline",
    )


def _judged(
    claim: Passage,
    known: Sequence[Citation],
    evidence: Evidence,
    found: list[Finding],
    *,
    opinion: Opinion | None,
    threshold: int,
) -> Verdict:
    """The verdict on a sentence in its writer's own words."""
    cited = completed(claim, known or best_citations(claim, evidence), evidence)
    if not cited:
        fault = Fault("citations", "no sentence of the story carries it")
        return _verdict(claim.text, (), [*found, _finding(fault)], (fault,), None)
    held, faults = vetoes(claim, evidence)
    found = [*found, *held]
    if opinion is None:
        return _verdict(claim.text, cited, found, faults, None)
    found.append(_read(opinion, threshold))
    if opinion.doubt >= threshold:
        faults = (*faults, Fault("judge", doubted(opinion)))
    proof = Proof(kind="judged", model=opinion.model, doubt=opinion.doubt, at=opinion.at)
    return _verdict(claim.text, cited, found, faults, proof)


def vetoes(claim: Passage, evidence: Evidence) -> tuple[list[Finding], tuple[Fault, ...]]:
    """What each veto finds in the claim that no article of the story has."""
    return _held("veto", claim, evidence)


def broken(text: str, evidence: Evidence) -> tuple[Fault, ...]:
    """The faults of a headline or of quoted words that no source excuses."""
    return _held("plain", read(text, evidence, kind="headline"), evidence)[1]


def _held(
    kind: RuleKind, claim: Passage, evidence: Evidence
) -> tuple[list[Finding], tuple[Fault, ...]]:
    """What each rule of that kind finds."""
    findings: list[Finding] = []
    faults: list[Fault] = []
    for rule in (rule for rule in RULES if rule.kind == kind):
        outcome = rule.find(claim, evidence)
        faults += [Fault(rule.id, message) for message in outcome.faults]
        note = "; ".join(outcome.faults) or outcome.note or f"({rule.refuses})"
        findings.append(Finding(rule.id, not outcome.faults, note))
    return findings, tuple(faults)


def find_evidence(text: str, evidence: Evidence) -> tuple[Citation, ...]:
    """The sentences of the story that carry the text best, best first; none when none has a word.

    For a sentence that a person wrote or edited, and that cites nothing yet.
    """
    claim = Passage.read(" ".join(text.split()), _language((), evidence))
    return best_citations(claim, evidence)


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
    if faults := broken(text, evidence):
        return faults
    order = sorted((a.id for a in evidence.articles), key=lambda known: known != article)
    language = _language((), evidence)
    found = word_for_word.locate(text, order, evidence, language)
    if found is None:
        why = word_for_word.why_not(text, evidence)
        return (Fault("quotations", f"the quotation {word_for_word.short(text)} {why}"),)
    if lost := word_for_word.lost_by_cutting(found, evidence, ""):
        return (Fault("quotations", f"the quotation lost the {lost!r} before it by cutting"),)
    if imagined := _imagined(found, evidence):
        return (Fault("frame", f"the quotation is told with {imagined!r}, and nobody said it"),)
    if wrong := _not_theirs(found, speaker, evidence):
        return (Fault("attribution", wrong),)
    start, end = found.span
    words = evidence.article(found.article).text[start:end]
    return Quote(
        text=words, speaker=speaker, role=role, article=found.article, start=start, end=end
    )


def _not_theirs(found: word_for_word.Found, speaker: str, evidence: Evidence) -> str | None:
    at = _sentence_of(found, evidence)
    if at is None or not speaker.strip():
        return None
    passages = tuple(evidence.passages(found.article))
    return speakers.misattributed(found.span, speaker, passages, at)


def _imagined(found: word_for_word.Found, evidence: Evidence) -> str | None:
    """The words by which the sentence of a quotation tells of a novel, a dream, a joke."""
    at = _sentence_of(found, evidence)
    if at is None:
        return None
    frames = evidence.once(Framing).of(Citation(found.article, at))
    return next((frame.words for frame in frames if frame.kind in ("imagines", "fakes")), None)


def _sentence_of(found: word_for_word.Found, evidence: Evidence) -> int | None:
    """The index of the sentence in which a quotation begins."""
    sentences = evidence.article(found.article).sentences
    return next((at for at, span in enumerate(sentences) if found.span.start < span.end), None)


_COPIED = Finding("copy", ok=True, note="copied word for word from the sentence it cites")
_OWN_HEADLINE = Finding(
    "copy", ok=True, note="the headline, or a whole sentence, of an article of the story"
)


def _language(citations: Sequence[Citation], evidence: Evidence) -> str:
    if citations:
        return evidence.article(citations[0].article).language
    return evidence.articles[0].language if evidence.articles else "und"


def _read(opinion: Opinion, threshold: int) -> Finding:
    note = (
        f"{opinion.model} doubts it by {opinion.doubt} of 100 (from {threshold} on it is refused)"
    )
    return Finding("judge", ok=opinion.doubt < threshold, note=note)


def doubted(opinion: Opinion) -> str:
    """What is lacking, for a reader and for the model that writes the sentence again."""
    return f"the evidence does not say: {opinion.lacking or 'what it says'}"


def _verdict(
    text: str,
    citations: tuple[Citation, ...],
    findings: list[Finding],
    faults: tuple[Fault, ...],
    proof: Proof | None,
) -> Verdict:
    is_proven = proof is not None and not faults
    point = Point(text=text, citations=citations, proof=proof) if proof and is_proven else None
    return Verdict(
        text=text, citations=citations, findings=tuple(findings), faults=faults, point=point
    )


def _finding(fault: Fault) -> Finding:
    return Finding(fault.check, ok=False, note=fault.message)
