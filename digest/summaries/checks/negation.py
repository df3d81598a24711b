"""Negation: what the source denies is not affirmed, and what it affirms is not denied."""

from collections.abc import Iterator
from dataclasses import dataclass

from digest.summaries.checks.alignment import aligned
from digest.summaries.checks.ground import Ground, Outcome
from digest.summaries.checks.passage import Passage
from digest.summaries.checks.words import are_kin

LIKENESS = 0.3
"""Share of the claim's words in a sentence from which its negations must be kept."""


@dataclass(frozen=True, slots=True)
class Negation:
    """A word that says no, and the words it bears on."""

    at: int
    word: str
    governed: tuple[int, ...]
    is_denial: bool
    """A verb such as `refused`, rather than a plain `not`."""


def check(claim: Passage, ground: Ground) -> Outcome:
    """Negations that only one of the two sides has."""
    if not claim.lexicon.negators:
        return Outcome(note="no word list for this language")
    faults = [*_added(claim, ground), *_lost(claim, ground), *_exchanged(claim, ground)]
    if faults:
        return Outcome(tuple(dict.fromkeys(faults)))
    count = len(negations(claim))
    return Outcome(
        note=f"{count} as in the source" if count else "nothing is denied on either side"
    )


def negations(passage: Passage) -> tuple[Negation, ...]:
    """The negations of a sentence, in order; idioms that deny nothing left out."""
    lexicon = passage.lexicon
    found = []
    for at, word in enumerate(passage.tokens):
        is_plain = word.norm in lexicon.negators or word.norm.endswith("n't")
        if not is_plain and word.norm not in lexicon.denials:
            continue
        if is_plain and _is_harmless(passage, at):
            continue
        found.append(Negation(at, word.text, _scope(passage, at), not is_plain))
    return tuple(found)


def _scope(passage: Passage, at: int) -> tuple[int, ...]:
    """The next content words of its clause; where none follows, the one before: `kommt nicht`."""
    return passage.governed(at) or _before(passage, at)[-1:]


def _before(passage: Passage, at: int) -> tuple[int, ...]:
    if passage.language == "en":
        return ()
    return tuple(index for index in passage.content if at - 6 <= index < at)[-2:]


def _is_harmless(passage: Passage, at: int) -> bool:
    following = passage.tokens[at + 1].norm if at + 1 < len(passage.tokens) else ""
    if passage.tokens[at].norm == "no" and (following[:1].isdigit() or following == "."):
        return True
    before = passage.tokens[at - 1].norm if at else ""
    phrases = (f"{passage.tokens[at].norm} {following}", f"{before} {passage.tokens[at].norm}")
    return any(phrase in passage.lexicon.harmless for phrase in phrases)


def _added(claim: Passage, ground: Ground) -> Iterator[str]:
    for negation in negations(claim):
        if negation.at in claim.said:
            continue
        if negation.is_denial:
            if not _speaks_of(negation, claim, ground):
                yield f"the cited sentences do not say {negation.word!r} where this one does"
            continue
        first = claim.tokens[negation.governed[0]].stem if negation.governed else ""
        if not any(_has(passage, first) for passage in ground.passages):
            beside = ground.beside(claim, negation.at, negation.at)
            is_denied = any(negations(passage) for passage in beside)
        else:
            is_denied = any(_denies(first, passage) for passage in ground.passages)
        if not is_denied:
            yield f"the cited sentences do not say {negation.word!r} where this one does"


def _speaks_of(negation: Negation, claim: Passage, ground: Ground) -> bool:
    """Whether a denial, such as `denied`, has its word or any negation in the cited sentences."""
    if negation.word.casefold() not in claim.lexicon.refusals:
        return True
    is_carried = ground.carries(claim.tokens[negation.at].stem)
    return is_carried or any(negations(passage) for passage in ground.passages)


def _denies(stem: str, passage: Passage) -> bool:
    denied = (i for negation in negations(passage) for i in _near(negation, passage))
    return any(are_kin(stem, passage.tokens[i].stem) for i in denied)


def _near(negation: Negation, passage: Passage) -> tuple[int, ...]:
    """What a negation of the source may bear on: a little more than what it surely does."""
    further = passage.governed(negation.at, most=4, reach=10)
    return (*negation.governed, *further, *_before(passage, negation.at))


def _has(passage: Passage, stem: str) -> bool:
    return stem in passage.where or any(are_kin(stem, other) for other in passage.stems)


def _lost(claim: Passage, ground: Ground) -> Iterator[str]:
    ours = negations(claim)
    kept = {i for negation in ours for i in (*_near(negation, claim),)}
    for passage in ground.passages:
        theirs = negations(passage)
        if not theirs:
            continue
        links = aligned(claim, passage)
        if len(links) < LIKENESS * len(claim.content):
            continue
        back = {there: here for here, there in links.items()}
        refusals = claim.lexicon.refusals or claim.lexicon.denials
        for negation in theirs:
            if negation.is_denial and negation.word.casefold() not in refusals:
                continue
            if not negation.governed or negation.governed[0] not in back:
                continue
            here = back[negation.governed[0]]
            if (
                here in kept
                or negation.at in links.values()
                or _is_affirmed(here, claim, ground, passage)
            ):
                continue
            if ours and len(ours) >= len(theirs):
                continue
            yield f"the source says {negation.word!r} and this sentence does not"


def _exchanged(claim: Passage, ground: Ground) -> Iterator[str]:
    """`faced a ban` in the place of `avoided a ban`: a verb of its own for one that says no."""
    if negations(claim):
        return
    for passage in ground.passages:
        links = aligned(claim, passage)
        for before, own, after in zip(
            claim.content, claim.content[1:], claim.content[2:], strict=False
        ):
            if own in links or before not in links or after not in links:
                continue
            between = [i for i in passage.content if links[before] < i < links[after]]
            word = claim.tokens[own]
            if len(between) == 1 and not ground.carries(word.stem):
                theirs = passage.tokens[between[0]]
                if theirs.norm in passage.lexicon.denials:
                    yield f"the source says {theirs.text!r} where this sentence says {word.text!r}"


def _is_affirmed(here: int, claim: Passage, ground: Ground, denied_in: Passage) -> bool:
    """Whether another cited sentence has the word without denying it."""
    stem = claim.tokens[here].stem
    for passage in ground.passages:
        if passage is denied_in or stem not in passage.stems:
            continue
        near = {i for negation in negations(passage) for i in negation.governed}
        if not near.intersection(passage.where[stem]):
            return True
    return False
