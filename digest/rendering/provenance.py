"""How an edition's sentences were proven and its stories told, in words for its readers."""

from collections.abc import Iterator

from digest.model import Digest, Method, Proof, Summary
from digest.rendering.wording import counted

METHODS: tuple[Method, ...] = ("model", "chosen", "extractive")
"""The more a model had to do with it, the sooner the edition is called by it."""


def proven(proof: Proof) -> str:
    """`Word for word`, or `Judged by gpt-5-mini, doubt 3 of 100`."""
    if proof.kind == "copied":
        return "Word for word"
    doubt = "" if proof.doubt is None else f", doubt {proof.doubt} of 100"
    return f"Judged by {proof.model or 'a model'}{doubt}"


def headline_proven(summary: Summary) -> str:
    """`headline judged by ...`; empty where it is the headline of an article."""
    how = proven(summary.headline_proof)
    return "" if summary.headline_proof.kind == "copied" else f"headline {how[0].lower()}{how[1:]}"


def main_method(digest: Digest) -> Method:
    """How the edition says it was told; stories that were told otherwise say so themselves."""
    used = {story.summary.method for story in digest.stories}
    return next((method for method in METHODS if method in used), "extractive")


def told(method: Method, model: str | None) -> str:
    """How one story was told: `told by gpt-5-mini`."""
    by = model or "a model"
    return {
        "model": f"told by {by}",
        "chosen": f"chosen by {by} from the sources' own sentences",
        "extractive": "told in the words of its articles",
    }[method]


def edition_told(digest: Digest) -> str:
    """How the edition was told, as a sentence."""
    methods = {story.summary.method for story in digest.stories}
    method, by = main_method(digest), digest.made_with.model or "a model"
    rest = ", where a story does not say otherwise" if len(methods) > 1 else ""
    return {
        "model": f"Told by {by} from the sentences it cites{rest}.",
        "chosen": f"Chosen by {by} from the sources' own sentences{rest}.",
        "extractive": "Told in the words of the articles, without a model.",
    }[method]


def edition_proven(digest: Digest) -> str:
    """How many of its sentences and headlines are copies and how many were judged, by whom."""
    proofs = [point.proof for point in digest.lead]
    for story in digest.stories:
        proofs += (proof for _, proof in _proofs(story.summary))
        proofs += (moment.point.proof for moment in story.summary.timeline)
    judged = [proof for proof in proofs if proof.kind == "judged"]
    copies = counted(len(proofs) - len(judged), "sentence stands", "sentences stand")
    told = f"{copies} here word for word as in {'its' if copies[:2] == '1 ' else 'their'} source"
    if not judged:
        return f"{told}."
    models = " and ".join(dict.fromkeys(proof.model or "a model" for proof in judged))
    doubt = max(proof.doubt or 0 for proof in judged)
    read = counted(len(judged), "was", "were")
    return (
        f"{told}; {read} judged by {models} beside {'its' if len(judged) == 1 else 'their'}"
        f" evidence (greatest doubt {doubt} of 100)."
    )


def story_proven(summary: Summary) -> str:
    """How each was proven: `Judged by gpt-5-mini: headline (doubt 2 of 100), 1 (7)`."""
    judged: dict[str, list[str]] = {}
    copied = []
    for name, proof in _proofs(summary):
        if proof.kind == "copied":
            copied.append(name)
            continue
        names = judged.setdefault(f"Judged by {proof.model or 'a model'}", [])
        names.append(f"{name} ({proof.doubt})" if names else f"{name} (doubt {proof.doubt} of 100)")
    if not judged:
        return "Headline and sentences word for word."
    told = judged | ({"Word for word": copied} if copied else {})
    return " ".join(f"{how}: {', '.join(names)}." for how, names in told.items())


def _proofs(summary: Summary) -> Iterator[tuple[str, Proof]]:
    yield "headline", summary.headline_proof
    yield from ((str(number), point.proof) for number, point in enumerate(summary.points, start=1))
