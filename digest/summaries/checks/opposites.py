"""Opposites: where the source says "rose", the sentence does not say "fell"."""

from collections import defaultdict
from collections.abc import Mapping
from functools import cache

from digest.summaries.checks.ground import Ground, Outcome
from digest.summaries.checks.lexicons import opposites
from digest.summaries.checks.negation import negations
from digest.summaries.checks.passage import Passage
from digest.summaries.checks.words import stem

LIKE = 2
"""How alike the surroundings of two words must be before one stands in the other's place: a next
content word in common counts two, the one after it one."""
PREFIXES = ("un", "in", "im", "dis", "non", "ir", "il", "mis")


def check(claim: Passage, ground: Ground) -> Outcome:
    """Words in whose place the cited sentences have the very opposite."""
    against = reverse(claim.language)
    if not against:
        return Outcome(note="no word list for this language")
    denied = _denied(claim)
    faults = []
    for order, index in enumerate(claim.content):
        if index in claim.said or index in denied:
            continue
        if said := _said_instead(claim, order, against, ground):
            word = claim.tokens[index].text
            faults.append(f"the source says {said!r} where this sentence says {word!r}")
    return Outcome(tuple(dict.fromkeys(faults)), "" if faults else "nothing is turned round")


def _denied(passage: Passage) -> frozenset[int]:
    return frozenset(index for negation in negations(passage) for index in negation.governed)


@cache
def reverse(language: str) -> Mapping[str, frozenset[str]]:
    """For every stem of the list, the stems that say the reverse."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for one, other in opposites(language):
        left = {stem(word, language) for word in one}
        right = {stem(word, language) for word in other}
        for word in left:
            found[word] |= right - left
        for word in right:
            found[word] |= left - right
    return {word: frozenset(others) for word, others in found.items()}


def _said_instead(
    claim: Passage, order: int, against: Mapping[str, frozenset[str]], ground: Ground
) -> str | None:
    """The opposite that some cited sentence has among the words that the claim has around it."""
    own = claim.tokens[claim.content[order]].stem
    near = _around(claim, order)
    best, said, kept = 0, None, -LIKE
    for passage in ground.passages:
        wanted = _opposites(own, against, passage)
        if not wanted and own not in passage.stems:
            continue
        denied = _denied(passage)
        for there, at in enumerate(passage.content):
            stem_ = passage.tokens[at].stem
            if stem_ == own:
                kept = max(kept, _likeness(near, _around(passage, there)))
            elif stem_ in wanted and at not in denied:
                like = _likeness(near, _around(passage, there))
                if like > best:
                    best, said = like, passage.tokens[at].text
    return said if best >= LIKE and best >= kept + LIKE else None


def _opposites(own: str, against: Mapping[str, frozenset[str]], passage: Passage) -> frozenset[str]:
    """The stems of the passage that say the reverse, by the list or by a prefix."""
    listed = against.get(own, frozenset()) & passage.stems
    if len(own) < 4:
        return listed
    bare = {own.removeprefix(p) for p in PREFIXES if own.startswith(p) and len(own) - len(p) >= 4}
    formed = {p + own for p in PREFIXES} | bare
    return listed | (formed & passage.stems)


def _around(passage: Passage, order: int) -> tuple[frozenset[str], frozenset[str]]:
    """Stems of the next content words on each side, and of those after them."""
    stems = [passage.tokens[i].stem for i in passage.content[max(0, order - 2) : order + 3]]
    here = min(order, 2)
    next_ = frozenset(stems[max(0, here - 1) : here] + stems[here + 1 : here + 2])
    return next_, frozenset(stems[:here] + stems[here + 1 :])


def _likeness(
    one: tuple[frozenset[str], frozenset[str]], other: tuple[frozenset[str], frozenset[str]]
) -> int:
    return len(one[0] & other[0]) + len(one[1] & other[1])
