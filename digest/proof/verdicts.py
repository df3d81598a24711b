"""The verdict on every sentence of a finished edition: copies anew, opinions as they were given."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from digest import edition
from digest.grounding.evidence import Evidence
from digest.grounding.prove import Fault, Finding, Kind, Opinion, Verdict, prove
from digest.model import Citation, Digest, Proof
from digest.proof.claims import Claim, Grounds, claims

Question = tuple[str, tuple[Citation, ...], Kind, Evidence]
"""A sentence, what it cites, its kind ("sentence" or "headline"), and its story's articles."""
Judge = Callable[[Sequence[Question]], Sequence[Opinion | None]]
"""Opinions in the order of the questions; None on what was not judged."""


def verdicts(
    digest: Digest, grounds: Grounds | None = None, *, judge: Judge | None = None
) -> dict[str, Verdict]:
    """What is found now of every sentence of the edition, by its place.

    Without a judge the opinions are those that the edition has, where neither the sentence nor
    the articles it cites were edited since. With one, everything is judged anew that is no copy.
    """
    told, threshold = tuple(claims(digest, grounds or Grounds(digest))), digest.made_with.threshold
    held = opinions_kept(digest, told) if judge is None else asked(told, judge)
    why = _no_opinion if judge is None else _no_answer
    return {
        claim.place: _strictly(claim, held.get(claim.place), threshold, why(claim))
        for claim in told
    }


def asked(told: Iterable[Claim], judge: Judge) -> dict[str, Opinion]:
    """What the judge holds of the claims that only a judge can prove, by place."""
    is_open = [
        claim
        for claim in told
        if claim.proof is not None
        and prove(claim.text, claim.citations, claim.ground, kind=claim.kind).is_open
    ]
    questions = [(c.text, c.citations, c.kind, c.ground) for c in is_open]
    found = zip(is_open, judge(questions) if questions else (), strict=True)
    return {claim.place: opinion for claim, opinion in found if opinion is not None}


def asked_once(judge: Judge) -> Judge:
    """The judge, who is not asked about the same sentence and citations again."""
    known: dict[tuple[str, tuple[Citation, ...], str], Opinion | None] = {}

    def ask(questions: Sequence[Question]) -> list[Opinion | None]:
        new = {question[:3]: question for question in questions if question[:3] not in known}
        if new:
            known.update(zip(new, judge(tuple(new.values())), strict=True))
        return [known[question[:3]] for question in questions]

    return ask


def opinions_kept(digest: Digest, told: Iterable[Claim]) -> dict[str, Opinion]:
    """The opinions that the edition tells of itself and that nobody has touched, by place.

    A sentence that was moved as it stands, because one before it was taken out, keeps its own.
    """
    seals = frozenset(digest.seals.values())
    sealed = {place for place, text in edition.printed(digest) if edition.seal(text) in seals}
    return {
        claim.place: opinion
        for claim in told
        if claim.place in sealed and all(f"article {c.article}" in sealed for c in claim.citations)
        if (opinion := _opinion(claim.proof)) is not None
    }


def _opinion(proof: Proof | None) -> Opinion | None:
    """None where nobody judged, or where it isn't told who held what and when."""
    if proof is None or proof.kind != "judged":
        return None
    if proof.model is None or proof.at is None or proof.doubt is None:
        return None
    return Opinion(doubt=proof.doubt, lacking="", model=proof.model, at=proof.at)


def _strictly(claim: Claim, opinion: Opinion | None, threshold: int, unread: str) -> Verdict:
    """A verdict on these citations alone: an edition that cites the wrong sentence is wrong."""
    verdict = prove(
        claim.text,
        claim.citations,
        claim.ground,
        kind=claim.kind,
        opinion=opinion,
        threshold=threshold,
    )
    if verdict.is_open:
        return _refused(verdict, claim, Fault("judge", unread))
    if verdict.point is None or _cites(claim, verdict.point.proof, verdict.citations):
        return verdict
    wrong = "the sentences it cites are not those that carry it"
    return _refused(verdict, claim, Fault("citations", wrong))


def _cites(claim: Claim, proof: Proof, carrying: Sequence[Citation]) -> bool:
    """Whether it rests on what it cites.

    A copy may name further places that say the same. What was judged, was so beside these; a later
    release may show a judge more.
    """
    cited, carried = set(claim.citations), set(carrying)
    return carried <= cited if proof.kind == "copied" else cited <= carried


def _refused(verdict: Verdict, claim: Claim, fault: Fault) -> Verdict:
    return replace(
        verdict,
        citations=tuple(c for c in claim.citations if claim.ground.has(c)),
        faults=(fault,),
        findings=(*verdict.findings, Finding(fault.check, ok=False, note=fault.message)),
        point=None,
    )


def _no_opinion(claim: Claim) -> str:
    if claim.proof is None or claim.proof.kind == "copied":
        return "it is no sentence of its sources, word for word, and nobody has judged it"
    return f"neither it nor its proof may be edited since {claim.proof.model or 'it was'} judged it"


def _no_answer(claim: Claim) -> str:
    if claim.proof is None:
        return _no_opinion(claim)
    return "it is no sentence of its sources, word for word, and the judge gave no opinion"
