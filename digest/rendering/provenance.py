"""How an edition's sentences were proven and its stories told, in words for its readers."""

from collections.abc import Iterable, Iterator

from digest.model import Digest, Method, Proof, Summary, Usage
from digest.rendering.own_words import Labels
from digest.rendering.phrase import Phrase

METHODS: tuple[Method, ...] = ("model", "chosen", "extractive")
"""The more a model had to do with it, the sooner the edition is called by it."""


def proven(proof: Proof, labels: Labels) -> Phrase:
    """`Word for word`, or `Judged by gpt-5-mini, doubt 3 of 100`."""
    if proof.kind == "copied":
        return labels.say("word_for_word")
    return _with_doubt(labels.say("judged_by", model=_model(proof, labels)), proof, labels)


def headline_proven(summary: Summary, labels: Labels) -> str:
    """`headline judged by ...`; empty where it is the headline of an article."""
    proof = summary.headline_proof
    if proof.kind == "copied":
        return ""
    return _with_doubt(labels.say("headline_judged_by", model=_model(proof, labels)), proof, labels)


def _with_doubt(judged: Phrase, proof: Proof, labels: Labels) -> Phrase:
    if proof.doubt is None:
        return judged
    return labels.joined([judged, labels.say("doubt", doubt=proof.doubt)])


def _model(proof: Proof, labels: Labels) -> str:
    return proof.model or labels.say("a_model")


def main_method(digest: Digest) -> Method:
    """How the edition says it was told; stories that were told otherwise say so themselves."""
    used = {story.summary.method for story in digest.stories}
    return next((method for method in METHODS if method in used), "extractive")


def told(method: Method, model: str | None, labels: Labels) -> Phrase:
    """How one story was told: `told by gpt-5-mini`."""
    label = {"model": "told_by", "chosen": "chosen_by", "extractive": "extracted"}[method]
    return labels.say(label, model=model or labels.say("a_model"))


def edition_told(digest: Digest, labels: Labels) -> Phrase:
    """How the edition was told, as a sentence."""
    methods = {story.summary.method for story in digest.stories}
    wholly, mostly = {
        "model": ("edition_told_by", "edition_mostly_told_by"),
        "chosen": ("edition_chosen_by", "edition_mostly_chosen_by"),
        "extractive": ("edition_extracted", "edition_extracted"),
    }[main_method(digest)]
    label = mostly if len(methods) > 1 else wholly
    return labels.say(label, model=digest.made_with.model or labels.say("a_model"))


def edition_proven(printed: Iterable[Proof], labels: Labels) -> Phrase:
    """How many of the sentences and headlines are copies and how many were judged, by whom."""
    proofs = list(printed)
    judged = [proof for proof in proofs if proof.kind == "judged"]
    copied = labels.say("copied", len(proofs) - len(judged))
    if not judged:
        return labels.say("proven", copied=copied)
    models = labels.joined(dict.fromkeys(_model(proof, labels) for proof in judged))
    doubt = max(proof.doubt or 0 for proof in judged)
    read = labels.say("judged", len(judged), models=models, doubt=doubt)
    return labels.say("proven_both", copied=copied, judged=read)


def edition_cost(usage: Usage, labels: Labels) -> str:
    """What was asked of models, and its price, as a sentence; empty where nothing was."""
    if not usage.requests:
        return ""
    parts = [labels.say("requests", usage.requests)]
    if usage.batched:
        parts.append(labels.say("batched", usage.batched))
    parts.append(labels.say("tokens_in", usage.input_tokens))
    parts.append(labels.say("tokens_out", usage.output_tokens))
    if usage.cost is not None:
        parts.append(labels.say("cost", amount=labels.dollars(usage.cost)))
    return labels.say("usage", parts=labels.joined(parts))


def story_proven(summary: Summary, labels: Labels) -> Phrase:
    """How each was proven: `Judged by gpt-5-mini: headline (doubt 2 of 100), 1 (7)`."""
    judged: dict[str, list[str]] = {}
    copied = []
    for name, proof in _proofs(summary, labels):
        if proof.kind == "copied":
            copied.append(name)
            continue
        how = labels.say("judged_by", model=_model(proof, labels))
        doubt = str(proof.doubt) if how in judged else labels.say("doubt", doubt=proof.doubt)
        judged.setdefault(how, []).append(
            Phrase("{name} ({doubt})", {"name": name, "doubt": doubt})
        )
    if not judged:
        return labels.say("all_word_for_word")
    told = judged | ({labels.say("word_for_word"): copied} if copied else {})
    said = (labels.say("proven_as", how=how, texts=labels.joined(t)) for how, t in told.items())
    return labels.joined(said, "gap")


def _proofs(summary: Summary, labels: Labels) -> Iterator[tuple[str, Proof]]:
    yield labels.say("headline"), summary.headline_proof
    yield from ((str(number), point.proof) for number, point in enumerate(summary.points, start=1))
