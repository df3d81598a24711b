"""Pronouns: "it", "which", "and he" still stand for what the source says it of."""

import re
from collections.abc import Iterator, Sequence

from digest.model import Citation
from digest.summaries.checks.alignment import aligned, places_of
from digest.summaries.checks.ground import Ground, Outcome
from digest.summaries.checks.passage import Passage
from digest.summaries.checks.roles import gives, story_passages
from digest.summaries.checks.words import Word

PREDICATE = 4
"""Content words after a pronoun that say which sentence it comes from."""
LEAST = 2
"""Content words before a pronoun from which on it may have been moved."""
SUBJECT = 9
"""Words before a predicate among which its subject stands."""
SHARED = 0.5
"""Share of the words before a pronoun from which on its own sentence has them too."""
EMPTY = 4
"""Words behind an `it` within which a `that` makes it stand for nothing; twice so at the start."""
OWNED = 4
"""Words before a thing among which its owner stands."""
BEFORE = 2
"""Sentences before one that a pronoun of it may point at."""
_CONTRACTED = re.compile(r"^(\w+)['’](?:s|d|ll|re|ve) ")
_SINCE = frozenset(("that", "whether"))
_SINCE_OPENING = frozenset(("to", "who"))


def check(claim: Passage, ground: Ground) -> Outcome:
    """Pronouns that were put in the place of something that the claim does not speak of."""
    if not claim.lexicon.pronouns:
        return Outcome(note="no word list for this language")
    faults = []
    told = []
    for at, predicate in _joined(claim):
        told.append(claim.tokens[at].text)
        subjects = [
            _stray(claim, at, passage, ground) for passage in _from(claim, predicate, ground)
        ]
        if subjects and all(subjects):
            faults.append(f"the source says of {subjects[0]!r} what {told[-1]!r} does here")
    faults += _swapped(claim, ground)
    faults += _put_in(claim, ground)
    faults += _dispossessed(claim, ground)
    if faults:
        return Outcome(tuple(dict.fromkeys(faults)))
    return Outcome(note=f"as in the source: {', '.join(told)}" if told else "no pronoun to look at")


def _joined(claim: Passage) -> Iterator[tuple[int, tuple[int, ...]]]:
    """The pronouns that open the claim or have content before them, with what is told of them."""
    for at, word in enumerate(claim.tokens):
        if word.norm not in claim.lexicon.pronouns or at in claim.said or _is_empty(claim, at):
            continue
        if at == 0 or len(_earlier(claim, at)) >= LEAST:
            yield at, _told_of(claim, at)


def _swapped(claim: Passage, ground: Ground) -> Iterator[str]:
    """`called him a thief` where the source has somebody else between the same words."""
    for at, word in enumerate(claim.tokens):
        if word.norm not in claim.lexicon.objects or at in claim.said:
            continue
        left = max((i for i in claim.content if i < at), default=-1)
        right = min((i for i in claim.content if i > at), default=-1)
        others = [
            other
            for passage in ground.passages
            if (other := _between(claim, left, right, passage)) is not None
        ]
        if left == at - 1 and right > at and others and all(others):
            yield f"the source says of {others[0]!r} what {word.text!r} does here"


def _put_in(claim: Passage, ground: Ground) -> Iterator[str]:
    """`Tern said she will push` where the source has `Tern said the council will push`."""
    for at, word in enumerate(claim.tokens):
        before = [other.norm for other in claim.tokens[max(0, at - 2) : at]]
        if before[-1:] == ["that"]:
            before.pop()
        is_told = bool(before) and before[-1] in claim.lexicon.says
        if not is_told or word.norm not in claim.lexicon.pronouns or at in claim.said:
            continue
        left = max(_earlier(claim, at), default=-1)
        right = min((i for i in claim.content if i > at), default=-1)
        found = [_between(claim, left, right, passage) for passage in ground.passages]
        others = [other for other in found if other is not None]
        if others and all(others):
            yield f"the source says of {others[0]!r} what {word.text!r} does here"


def _dispossessed(claim: Passage, ground: Ground) -> Iterator[str]:
    """`Breck advanced his agenda`, where the source has it as `Olsen's agenda`."""
    for at, word in enumerate(claim.tokens):
        if word.norm not in claim.lexicon.possessives or at in claim.said:
            continue
        own = min((i for i in claim.content if i > at), default=None)
        places = [(p, places_of(claim, own, p)) for p in ground.passages if own is not None]
        owners = [_owner(p, there) for p, places_ in places for there in places_]
        named = [owner for owner in owners if owner is not None]
        if owners and len(named) == len(owners) and claim.norms.isdisjoint(w.norm for w in named):
            yield f"the source says of {named[0].text!r} what {word.text!r} does here"


def _owner(passage: Passage, at: int) -> Word | None:
    """Whose it is, where a name says so: `Mr Olsen's huge agenda`."""
    for word in reversed(passage.tokens[max(0, at - OWNED) : at]):
        if word.is_capital and word.is_owner:
            return word
    return None


def _between(claim: Passage, left: int, right: int, passage: Passage) -> str | None:
    """What of the passage's own stands between its words for those two; None without the words."""
    links = aligned(claim, passage)
    if left not in links or right not in links or links[left] >= links[right]:
        return None
    between = range(links[left] + 1, links[right])
    lexicon = passage.lexicon
    empty = lexicon.weekdays.keys() | lexicon.months.keys() | lexicon.reporting
    own = [i for i in between if i in passage.content and passage.tokens[i].norm not in empty]
    pronouns = lexicon.objects | lexicon.pronouns | lexicon.first_person
    is_told = any(passage.tokens[i].norm in pronouns for i in between)
    spoken = {i for here in claim.content if here < left for i in places_of(claim, here, passage)}
    if not own or is_told or spoken & set(own):
        return ""
    return " ".join(passage.tokens[i].text for i in own[:3])


def _is_empty(claim: Passage, at: int) -> bool:
    """The `it` of "it is clear that": it stands for nothing."""
    reach, since = (EMPTY, _SINCE) if at else (2 * EMPTY, _SINCE | _SINCE_OPENING)
    following = [word.norm for word in claim.tokens[at + 1 : at + 1 + reach]]
    is_copula = bool(following) and following[0] in claim.lexicon.copulas
    return claim.tokens[at].norm == "it" and is_copula and bool(since & set(following))


def _earlier(claim: Passage, at: int) -> list[int]:
    """The content words before a pronoun; "she stated" tells nothing of what it stands for."""
    reporting = claim.lexicon.reporting
    return [i for i in claim.content if i < at and claim.tokens[i].norm not in reporting]


def _told_of(claim: Passage, at: int) -> tuple[int, ...]:
    end = next((i for i in range(at, len(claim.tokens)) if claim.tokens[i].text in ",;:."), None)
    return tuple(i for i in claim.content if at < i < (end or len(claim.tokens)))[:PREDICATE]


def _from(claim: Passage, predicate: Sequence[int], ground: Ground) -> list[Passage]:
    """The cited sentences that have most of what is told of the pronoun; half of it at least."""
    if not predicate:
        return []
    counts = [sum(bool(places_of(claim, i, p)) for i in predicate) for p in ground.passages]
    most = max(counts, default=0)
    if 2 * most < len(predicate):
        return []
    return [p for p, count in zip(ground.passages, counts, strict=True) if count == most]


def opening_pronoun(text: str, language: str) -> str | None:
    """The `She` that a sentence opens with."""
    claim = Passage.read(_CONTRACTED.sub(r"\1 ", text), language)
    at = next((at for at, _ in _joined(claim)), None)
    return claim.tokens[0].text if at == 0 else None


def opening_subject(claim: Passage, ground: Ground) -> str | None:
    """What the source has in the place of the pronoun that opens the claim, as it writes it."""
    at, predicate = next(_joined(claim), (1, ()))
    for passage in _from(claim, predicate, ground) if at == 0 else ():
        subject = _subject_of(claim, at, passage)
        if not subject or not passage.said.isdisjoint(subject):
            continue
        if passage.tokens[subject[-1]].norm not in passage.lexicon.pronouns:
            first = subject[0]
            if first and passage.tokens[first - 1].norm in passage.lexicon.stopwords:
                first -= 1
            return passage.text[passage.tokens[first].start : passage.tokens[subject[-1]].end]
    return None


def _stray(claim: Passage, at: int, passage: Passage, ground: Ground) -> str | None:
    """Whom the source says it of, when the claim does not speak of that before its pronoun."""
    earlier = _earlier(claim, at)
    if earlier and _shared(claim, earlier, passage) >= SHARED:
        return None
    subject = _subject_of(claim, at, passage)
    if not subject:
        return None
    text = passage.text[passage.tokens[subject[0]].start : passage.tokens[subject[-1]].end]
    if not earlier:
        is_meant = any(claim.tokens[at].norm == w.norm for w in passage.tokens[: subject[-1] + 1])
    elif passage.tokens[subject[-1]].norm in passage.lexicon.pronouns:
        is_meant = _continues(claim, earlier, passage, ground)
    else:
        is_meant = _is_spoken_of(claim, earlier, subject, passage, ground)
    return None if is_meant else text


def _shared(claim: Passage, indexes: Sequence[int], passage: Passage) -> float:
    return sum(bool(places_of(claim, i, passage)) for i in indexes) / len(indexes)


def _subject_of(claim: Passage, at: int, passage: Passage) -> range:
    links = aligned(claim, passage)
    return _subject(passage, min((links[i] for i in _told_of(claim, at) if i in links), default=0))


def _subject(passage: Passage, verb: int) -> range:
    """The words before a predicate in its clause, from the first that carries content.

    A pronoun alone when it stands nearest; empty when there is nothing.
    """
    start = verb
    while start > max(0, verb - SUBJECT):
        if passage.clause_end(start - 2) == start - 1 and start > 1:
            break
        start -= 1
    own = [i for i in range(start, verb) if _may_be_subject(passage, i)]
    if not own:
        return range(0)
    if passage.tokens[own[-1]].norm in passage.lexicon.pronouns:
        return range(own[-1], own[-1] + 1)
    return range(own[0], own[-1] + 1)


def _may_be_subject(passage: Passage, index: int) -> bool:
    return index in passage.content or passage.tokens[index].norm in passage.lexicon.pronouns


def _continues(claim: Passage, earlier: Sequence[int], passage: Passage, ground: Ground) -> bool:
    """Whether the claim speaks of what stands just before the source's own pronoun."""
    if passage.citation is None:
        return True
    article, at = passage.citation
    before = [Citation(article, index) for index in range(max(0, at - BEFORE), at)]
    known = [ground.evidence.passage(c) for c in before] or [ground.evidence.headline(article)]
    return any(places_of(claim, index, p) for index in earlier for p in (*known, passage))


def _is_spoken_of(
    claim: Passage, earlier: Sequence[int], subject: range, passage: Passage, ground: Ground
) -> bool:
    """Whether a word of the source's subject, or who holds its office, stands in the claim."""
    if any(at in subject for index in earlier for at in places_of(claim, index, passage)):
        return True
    held = {passage.tokens[i].norm for i in subject} & passage.lexicon.roles
    names = [name for name in claim.names if name.last <= earlier[-1]]
    return any(
        gives(known, role, name)
        for role in held
        for name in names
        for known in story_passages(ground)
    )
