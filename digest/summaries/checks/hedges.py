"""Hedges and modality: what may be, or is expected, planned or tried, is not told as done."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from digest.summaries.checks.alignment import aligned
from digest.summaries.checks.ground import Ground, Outcome
from digest.summaries.checks.numbers import carriers
from digest.summaries.checks.passage import Passage

_UNSURE = frozenset(("possible", "likely", "alleged", "expected", "doubt"))
_MEANT = frozenset(("intended", "scheduled", "attempt", "possible", "likely", "expected"))
SERVES = {
    "possible": _UNSURE,
    "likely": _UNSURE,
    "doubt": _UNSURE,
    "alleged": _UNSURE | {"reported"},
    "expected": _UNSURE | {"scheduled", "intended"},
    "intended": _MEANT,
    "considered": _UNSURE | {"considered"},
    "scheduled": _MEANT | {"future"},
    "attempt": frozenset(("attempt", "intended")),
    "partly": frozenset(("partly", "nearly")),
    "nearly": frozenset(("partly", "nearly")),
    "for now": frozenset(("for now", "partly")),
}
"""For each kind of hedge in the source, the kinds that keep its meaning."""
_PLANS = frozenset(("scheduled", "intended", "expected", "attempt"))

TOLD = 0.6
"""Share of the words under a condition from which on a sentence tells what stands under it."""
REACH = 8
"""Words between a hedge and what it bears on, at most."""
_AFTER = frozenset(("alleged", "likely", "expected"))
"""Kinds that may stand behind what they bear on: `…, reportedly`."""


@dataclass(frozen=True, slots=True)
class Hedge:
    """A word that makes what follows less than certain."""

    at: int
    word: str
    kind: str
    governed: tuple[int, ...]


def check(claim: Passage, ground: Ground) -> Outcome:
    """Hedges of the source that the claim lost, and doubts that it put in."""
    if not claim.lexicon.hedges:
        return Outcome(note="no word list for this language")
    faults = [
        *_lost(claim, ground),
        *_imprecise(claim, ground),
        *_unconditional(claim, ground),
        *_added(claim, ground),
        *_planned(claim, ground),
        *_obliged(claim, ground),
    ]
    if faults:
        return Outcome(tuple(dict.fromkeys(faults)))
    told = [hedge.word for hedge in hedges(claim) if hedge.kind in SERVES]
    return Outcome(note=f"kept: {', '.join(told)}" if told else "nothing is hedged on either side")


def hedges(passage: Passage) -> tuple[Hedge, ...]:
    """The hedges of a sentence that bear on something, in order."""
    lexicon = passage.lexicon
    found = []
    for at, word in enumerate(passage.tokens):
        before = passage.tokens[at - 1].norm if at else ""
        kind = lexicon.hedges.get(word.norm) or lexicon.hedges.get(f"{before} {word.norm}")
        if kind is None or (word.is_capital and at and word.norm in lexicon.months):
            continue
        if word.norm in lexicon.needs_to and not _is_followed_by_to(passage, at):
            continue
        # "due, in part, to": a hedge between commas bears on what comes after the second one
        is_parted = at + 1 < len(passage.tokens) and passage.tokens[at + 1].text == ","
        found.append(Hedge(at, word.text, kind, passage.governed(at + is_parted)))
    return tuple(found)


def _is_followed_by_to(passage: Passage, at: int) -> bool:
    following = [word.norm for word in passage.tokens[at + 1 : at + 3]]
    return following[:1] == ["to"] or (len(following) == 2 and following[1] == "to")


def _lost(claim: Passage, ground: Ground) -> Iterator[str]:
    ours = hedges(claim)
    for passage in ground.passages:
        theirs = [hedge for hedge in hedges(passage) if hedge.kind in SERVES and hedge.governed]
        if not theirs:
            continue
        back = {there: here for here, there in aligned(claim, passage).items()}
        for hedge in theirs:
            here = back.get(hedge.governed[0])
            if here is None or _is_kept(hedge, here, claim, ours, passage):
                continue
            if not _is_asserted(claim.tokens[here].stem, ground, passage):
                yield f"the source says {hedge.word!r}, which this sentence lost"


def _is_kept(
    hedge: Hedge, here: int, claim: Passage, ours: Sequence[Hedge], passage: Passage
) -> bool:
    """Whether a hedge that serves bears on the same word of the claim."""
    near = {own.kind for own in ours if _bears_on(own, here, claim)}
    if hedge.kind == "alleged" and _reports(claim) and not _reports(passage):
        near.add("reported")
    return bool(near & SERVES[hedge.kind])


def _bears_on(own: Hedge, here: int, claim: Passage) -> bool:
    if own.at < here:
        return here - own.at <= REACH and here < claim.clause_end(own.at)
    return own.kind in _AFTER and own.at - here <= 2 * REACH


def _reports(claim: Passage) -> bool:
    return not claim.norms.isdisjoint(claim.lexicon.reporting)


def _is_asserted(stem: str, ground: Ground, hedged_in: Passage) -> bool:
    """Whether another cited sentence says the same word without a hedge."""
    for passage in ground.passages:
        if passage is hedged_in or stem not in passage.stems:
            continue
        near = {i for hedge in hedges(passage) for i in hedge.governed}
        if not near.intersection(passage.where[stem]):
            return True
    return False


def _imprecise(claim: Passage, ground: Ground) -> Iterator[str]:
    """`at least 9` is not `9`."""
    for claimed in claim.quantities:
        if claimed.hedge is not None:
            continue
        found = list(carriers(claim, claimed, ground))
        if found and all(quantity.hedge in ("above", "below") for _, quantity in found):
            passage, quantity = found[0]
            before = " ".join(
                w.text for w in passage.tokens[max(0, quantity.first - 2) : quantity.first]
            )
            yield f"the source says {f'{before} {quantity.text}'!r}, not {claimed.text!r}"


def _unconditional(claim: Passage, ground: Ground) -> Iterator[str]:
    """What happens only `if`, told as what happens."""
    ours = {hedge.kind for hedge in hedges(claim)}
    if ours & {"condition", "possible"} or "would" in claim.norms:
        return
    for passage in ground.passages:
        at = _condition(passage)
        if at is None:
            continue
        end = _condition_end(passage, at)
        inside = [i for i in passage.content if at < i < end]
        main = [i for i in passage.content if i not in inside]
        places = set(aligned(claim, passage).values())
        is_told = len(main) >= 2 and len(places.intersection(main)) >= TOLD * len(main)
        if is_told and len(places.intersection(inside)) < 0.5 * len(inside):
            yield f"the source says it only under the condition {passage.tokens[at].text!r}"


def _condition_end(passage: Passage, at: int) -> int:
    """The comma behind a condition, or the pronoun: `If Breck is right it is the oldest`."""
    after = range(at + 2, len(passage.tokens))
    comma = next((i for i in after if passage.tokens[i].text == ","), len(passage.tokens))
    pronouns = passage.lexicon.pronouns if at == 0 and comma == len(passage.tokens) else ()
    return next((i for i in after if passage.tokens[i].norm in pronouns), comma)


def _condition(passage: Passage) -> int | None:
    """The index of an `if` that sets a condition, outside quotations."""
    for at, word in enumerate(passage.tokens):
        before = passage.tokens[at - 1].norm if at else ""
        is_condition = passage.lexicon.hedges.get(word.norm) == "condition"
        if is_condition and at not in passage.said and before not in passage.lexicon.asks:
            return at
    return None


def _added(claim: Passage, ground: Ground) -> Iterator[str]:
    """A doubt that no cited sentence has, about a word that they state plainly."""
    for hedge in hedges(claim):
        if hedge.kind not in _UNSURE | {"intended"} or not hedge.governed:
            continue
        if hedge.at in claim.said:
            continue
        if any(_is_unsure(passage) for passage in ground.passages):
            continue
        if ground.carries(claim.tokens[hedge.governed[0]].stem):
            yield f"the cited sentences say it without the {hedge.word!r}"


def _planned(claim: Passage, ground: Ground) -> Iterator[str]:
    """`is set to vote`, where no cited sentence speaks of a vote or of anything that is set."""
    known = {hedge.kind for passage in ground.passages for hedge in hedges(passage)}
    for hedge in hedges(claim):
        if hedge.kind not in _PLANS or not hedge.governed or hedge.at in claim.said:
            continue
        word = claim.tokens[hedge.governed[0]]
        is_known = any(hedge.kind in {kind, *SERVES.get(kind, ())} for kind in known)
        if not is_known and not ground.carries(word.stem):
            yield f"the cited sentences do not say {f'{hedge.word} … {word.text}'!r}"


def _obliged(claim: Passage, ground: Ground) -> Iterator[str]:
    """A `must` where no cited sentence has a duty: `Britain discourages their use`."""
    for at, word in enumerate(claim.tokens):
        if word.norm not in claim.lexicon.duties or at in claim.said:
            continue
        owed = (claim.tokens[following].stem for following in claim.governed(at, most=1))
        is_owed = any(_owes(passage) for passage in ground.passages)
        if not is_owed and any(ground.carries(stem) for stem in owed):
            yield f"the cited sentences do not say {word.text!r}"


def _owes(passage: Passage) -> bool:
    """Whether it speaks of a duty: `must`, `has to`, `is required`."""
    lexicon = passage.lexicon
    is_told = not passage.norms.isdisjoint(lexicon.duties | lexicon.owing)
    return is_told or any(
        one.norm in ("has", "have", "had") and other.norm == "to"
        for one, other in pairwise(passage.tokens)
    )


def _is_unsure(passage: Passage) -> bool:
    kinds = {hedge.kind for hedge in hedges(passage)}
    return bool(kinds & (_UNSURE | _MEANT | {"future"})) or _reports(passage)
