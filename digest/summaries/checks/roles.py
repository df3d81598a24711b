"""Roles: a person holds the office that the articles give to that person, and no other."""

from collections.abc import Iterator
from itertools import takewhile

from digest.summaries.checks.ground import Ground, Outcome
from digest.summaries.checks.passage import Name, Passage

NEAR = 6
"""Words between a name and a role that belongs to it, at most."""
MARKS = frozenset(",;:")
QUALIFIES, FAR = 3, 8
"""Words before an office among which what changes it stands; as many with marks and initials."""


def check(claim: Passage, ground: Ground) -> Outcome:
    """Roles that the cited articles do not give to the one whom the claim gives them."""
    lexicon = claim.lexicon
    if not lexicon.roles:
        return Outcome(note="no word list for this language")
    held, faults = [], []
    for at, word in enumerate(claim.tokens):
        if at in claim.said or not is_role(word.norm, claim):
            continue
        holder = _holder(claim, at)
        fault = _fault(claim, at, holder, ground)
        if fault:
            faults.append(fault)
        else:
            held.append(word.text)
    if faults:
        return Outcome(tuple(dict.fromkeys(faults)))
    return Outcome(note=f"as in the source: {', '.join(held)}" if held else "no roles")


def is_role(norm: str, passage: Passage) -> bool:
    roles = passage.lexicon.roles
    return norm in roles or (norm.endswith("s") and norm[:-1] in roles)


def _fault(claim: Passage, at: int, holder: Name | None, ground: Ground) -> str | None:
    role = claim.tokens[at].norm
    if holder is None:
        if _is_told(role, ground):
            return _lost_qualifier(claim, at, ground.passages)
        return f"the role {claim.tokens[at].text!r} does not stand in the cited sentences"
    giving = [p for p in story_passages(ground) if gives(p, role, holder)]
    if not giving:
        return f"the articles do not call {holder.text} {claim.tokens[at].text!r}"
    return _lost_qualifier(claim, at, giving)


def _is_told(role: str, ground: Ground) -> bool:
    """In a cited sentence, just before it, or of a name that a cited sentence has."""
    if any(_has(passage, role) for passage in (*ground.passages, *ground.around())):
        return True
    return any(
        gives(passage, role, name)
        for cited in ground.passages
        for name in cited.names
        for passage in story_passages(ground)
    )


def story_passages(ground: Ground) -> Iterator[Passage]:
    """The cited sentences first, then their articles, then the rest of the story."""
    yield from ground.passages
    others = (a.id for a in ground.evidence.articles if a.id not in ground.articles)
    for article in (*ground.articles, *others):
        yield ground.evidence.headline(article)
        yield from ground.evidence.passages(article)


def _has(passage: Passage, role: str) -> bool:
    return bool(_places(passage, role))


def _places(passage: Passage, role: str) -> list[int]:
    wanted = _standard(role, passage)
    return [
        index
        for index, word in enumerate(passage.tokens)
        if word.norm == role or (word.is_word and _standard(word.norm, passage) == wanted)
    ]


def _standard(role: str, passage: Passage) -> str:
    """One word for the roles that are taken for the same, in the singular."""
    single = role.removesuffix("s")
    return passage.lexicon.same_roles.get(single, single)


def _holder(passage: Passage, at: int) -> Name | None:
    """The name beside a role: `President Olsen`, `Olsen, the president`, `Olsen is president`."""
    if after := next(
        (n for n in passage.names if n.first <= at + 2 and at < n.last and n.last > at), None
    ):
        return _without(after, passage, at)
    before = [n for n in passage.names if n.last < at <= n.last + NEAR]
    if not before:
        return None
    between = [word.norm for word in passage.tokens[before[-1].last + 1 : at]]
    if between == [","] and passage.tokens[at].norm not in passage.lexicon.roles:
        return None  # "back on Earth, researchers ran tests"
    if between[:1] == [","] and "," not in between[1:]:
        return before[-1]
    is_said = bool(between) and between[0] in passage.lexicon.copulas
    return before[-1] if is_said else None


def _without(name: Name, passage: Passage, at: int) -> Name | None:
    """A capital role is part of the run of capitals: the name is the rest of it."""
    parts = tuple(
        word.norm
        for word in passage.tokens[max(name.first, at + 1) : name.last + 1]
        if word.is_word and word.norm in name.parts and not is_role(word.norm, passage)
    )
    if not parts:
        return None
    text = " ".join(
        w.text for w in passage.tokens[max(name.first, at + 1) : name.last + 1] if w.is_word
    )
    return Name(parts, text, max(name.first, at + 1), name.last, is_opening=False)


def gives(passage: Passage, role: str, holder: Name) -> bool:
    """Whether the role stands near a part of the name, no other name between them."""
    for at in _places(passage, role):
        low, high = max(0, at - NEAR), at + NEAR + 1
        if any(word.norm in holder.parts for word in passage.tokens[low:high]):
            return True
    return False


def _lost_qualifier(
    claim: Passage, at: int, giving: tuple[Passage, ...] | list[Passage]
) -> str | None:
    """`former president` and `deputy mayor` are no president and no mayor."""
    qualifiers = claim.lexicon.qualifiers
    ours = _qualifiers(claim, at, qualifiers)
    sets = [
        _qualifiers(p, place, qualifiers)
        for p in giving
        for place in _places(p, claim.tokens[at].norm)
    ]
    if not sets or any(theirs == ours for theirs in sets):
        return None
    lost = sorted(sets[0] ^ ours)
    return f"the source has {claim.tokens[at].text!r} with another {lost[0]!r}" if lost else None


def _qualifiers(passage: Passage, at: int, qualifiers: frozenset[str]) -> frozenset[str]:
    near = passage.tokens[max(0, at - FAR) : at]
    own = takewhile(lambda word: word.text not in MARKS, reversed(near))
    words = [word.norm for word in own if len(word.norm) > 1]
    return frozenset(norm for norm in words[:QUALIFIES] if norm in qualifiers)
