"""The proof of a sentence: copied from its source, or read by a judge and vetoed by no rule.

The only maker of points. Pure: the same text, citations, evidence and opinion give the same
verdict on every machine.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from digest.grounding import speakers
from digest.grounding.evidence import Evidence
from digest.grounding.outcome import Fault, Finding, Outcome
from digest.grounding.retrieval import best_citations, completed
from digest.grounding.rules import form, names, numbers, quotations
from digest.grounding.rules.form import Kind
from digest.grounding.rules.voice import voice
from digest.language.passage import Passage
from digest.model import COPIED, THRESHOLD, Citation, Point, Proof, Quote

__all__ = [
    "VETOES",
    "Fault",
    "Finding",
    "Opinion",
    "Verdict",
    "doubted",
    "find_evidence",
    "prove",
    "prove_quote",
    "vetoes",
]

Check = Callable[[Passage, Evidence], Outcome]
"""A rule: what it finds in a sentence that no article of the story has."""

VETOES: tuple[tuple[str, Check], ...] = (
    ("quotations", quotations.check),
    ("numbers", numbers.check),
    ("names", names.check),
)
"""Rules that refuse what no article of the story has, in the order that `explain` keeps."""


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
    text = " ".join(text.split())
    known = tuple(dict.fromkeys(c for c in citations if evidence.has(c)))
    copies = evidence.copies(text)
    claim = Passage.read(text, language or _language(known or copies, evidence))
    if broken := (*form.hostile(text), *_strange(text, evidence)):
        return _refused(text, known, [Fault("form", message) for message in broken])
    if kind == "headline" and evidence.is_own_headline(text):
        return _verdict(text, known, [_OWN_HEADLINE], (), COPIED)
    if broken := form.whole(text, kind, claim.lexicon):
        return _refused(text, known, [Fault("form", message) for message in broken])
    if why := voice(claim):
        return _refused(text, known, [Fault("voice", why)])
    if copies:
        return _copied(claim, known, copies, evidence)
    cited = completed(claim, known or best_citations(claim, evidence), evidence)
    if not cited:
        return _refused(text, (), [Fault("citations", "no sentence of the story carries it")])
    findings, faults = vetoes(claim, evidence)
    if opinion is not None:
        findings.append(_read(opinion, threshold))
        if opinion.doubt >= threshold:
            faults = (*faults, Fault("judge", doubted(opinion)))
    proof = None if opinion is None else _judged(opinion)
    return _verdict(text, cited, findings, faults, proof)


def vetoes(claim: Passage, evidence: Evidence) -> tuple[list[Finding], tuple[Fault, ...]]:
    """What each rule finds in the claim that no article of the story has."""
    findings: list[Finding] = []
    faults: list[Fault] = []
    for name, check in VETOES:
        outcome = check(claim, evidence)
        faults += [Fault(name, message) for message in outcome.faults]
        note = "; ".join(outcome.faults) or outcome.note
        findings.append(Finding(name, not outcome.faults, note))
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
_OWN_HEADLINE = Finding("copy", ok=True, note="the headline of an article of the story")
_SPOKEN = "these are words of a quotation; printed without its marks they are told as fact"


def _copied(
    claim: Passage, known: Sequence[Citation], copies: Sequence[Citation], evidence: Evidence
) -> Verdict:
    """The verdict on a sentence of the story; a cited one among its copies comes first."""
    cited = [citation for citation in copies if citation in known]
    citation = (*cited, *copies)[0]
    if form.is_cut_off(evidence.text(citation)):
        return _refused(claim.text, (citation,), [Fault("form", "it is cut off")])
    if not claim.quoted and _is_spoken(evidence.passage(citation)):
        return _refused(claim.text, (citation,), [Fault("voice", _SPOKEN)])
    return _verdict(claim.text, (citation,), [_COPIED], (), COPIED)


def _strange(text: str, evidence: Evidence) -> list[str]:
    """Addresses that no article of the story has."""
    strange = (found for found in form.addresses(text) if not evidence.says(found))
    return [f"no article has the address {found!r}" for found in strange]


def _is_spoken(passage: Passage) -> bool:
    """Whether the whole sentence stands inside a longer quotation of its article."""
    spoken = [index in passage.said for index, word in enumerate(passage.tokens) if word.is_word]
    return bool(spoken) and all(spoken)


def _language(citations: Sequence[Citation], evidence: Evidence) -> str:
    if citations:
        return evidence.article(citations[0].article).language
    return evidence.articles[0].language if evidence.articles else "und"


def _judged(opinion: Opinion) -> Proof:
    return Proof(kind="judged", model=opinion.model, doubt=opinion.doubt, at=opinion.at)


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


def _refused(text: str, citations: tuple[Citation, ...], faults: list[Fault]) -> Verdict:
    findings = [Finding(fault.check, ok=False, note=fault.message) for fault in faults]
    return _verdict(text, citations, findings, tuple(faults), None)
