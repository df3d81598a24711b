"""Actors: who does what to whom is as in the source; two names have not changed places."""

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from digest.summaries.checks.alignment import places_of
from digest.summaries.checks.ground import Ground, Outcome
from digest.summaries.checks.names import is_alias
from digest.summaries.checks.passage import CLAUSE_MARKS, Name, Passage

REACH = 7
"""Words on each side of a name that say whose place it is."""
JOINED, APART = 3, 6
"""Words between two names that "and" joins, at most; and from how many on they stand apart."""
MOST = 12
"""Names, and figures, that are compared pair by pair; a hostile sentence may have hundreds."""
MARGIN, LEAST = 1.5, 3.0
"""How much better two names fit each other's places before they count as exchanged."""
_DASHES = frozenset("-–—")
Nearby = dict[tuple[str, int], float]
"""Words beside a name, by stem and side (-1 before, 1 after), with how near they are."""


def check(claim: Passage, ground: Ground) -> Outcome:
    """Pairs of names, or of figures, whose surroundings were exchanged."""
    faults = [
        f"{one} and {other} changed places: the source says it the other way round"
        for one, other in (
            *_names_exchanged(claim, ground),
            *_figures_exchanged(claim, ground),
            *_turned_round(claim, ground),
        )
    ]
    faults += [
        f"the source says {deed!r} of {other}, not of {one}"
        for one, deed, other in _deeds_of_others(claim, ground)
    ]
    faults += [
        f"the source wants {other!r} to {deed!r}" for other, deed in _doers_left_out(claim, ground)
    ]
    faults += [
        f"the source does not say it of {one} and {other} together"
        for one, other in _names_joined(claim, ground)
    ]
    if faults:
        return Outcome(tuple(dict.fromkeys(faults)))
    return Outcome(note="names and figures stand with the same words as in the source")


def _names_exchanged(claim: Passage, ground: Ground) -> Iterator[tuple[str, str]]:
    names = [name for name in claim.names if name.first not in claim.said]
    for one, other in combinations(names[:MOST], 2):
        mine, yours = set(one.parts), set(other.parts)
        if mine & yours:
            mine, yours = mine - yours, yours - mine
        places = ((one.first, one.last), (other.first, other.last))
        for passage in ground.passages:
            there, beyond = _find(mine, passage), _find(yours, passage)
            if there and beyond and _is_exchanged(claim, places, passage, (there, beyond)):
                yield one.text, other.text
                break


def _names_joined(claim: Passage, ground: Ground) -> Iterator[tuple[str, str]]:
    """Two names that the claim joins by "and", and every cited sentence with both keeps apart."""
    for one, other in pairwise(claim.names[:MOST]):
        between = [word.norm for word in claim.tokens[one.last + 1 : other.first]]
        if len(between) > JOINED or not claim.lexicon.conjoins & set(between):
            continue
        gaps = [
            _gap(first, second, passage)
            for passage in ground.passages
            for first in _find(set(one.parts), passage)
            for second in _find(set(other.parts), passage)
            if first != second
        ]
        if gaps and all(
            len(gap) > APART and not claim.lexicon.conjoins & set(gap[-JOINED:]) for gap in gaps
        ):
            yield one.text, other.text


def _deeds_of_others(claim: Passage, ground: Ground) -> Iterator[tuple[str, str, str]]:
    """`Moreau reached space`, where Moreau took off, and it is Brandt who reached space."""
    for name in claim.names[:MOST]:
        deed = next((i for i in claim.content if name.last < i <= name.last + 2), None)
        if deed is None or name.first in claim.said:
            continue
        others = [_doer(claim, deed, passage) for passage in ground.passages]
        for passage, other in zip(ground.passages, others, strict=True):
            if other is None or not _find(set(name.parts), passage) or is_alias(name, other):
                continue
            if claim.norms.isdisjoint(other.parts) and not any(
                one and set(one.parts) & set(name.parts) for one in others
            ):
                yield name.text, claim.tokens[deed].text, other.text


def _doer(claim: Passage, deed: int, passage: Passage) -> Name | None:
    """The name that stands right before the deed in the passage."""
    there = places_of(claim, deed, passage)
    return next((n for n in passage.names if len(there) == 1 and n.last == there[0] - 1), None)


def _doers_left_out(claim: Passage, ground: Ground) -> Iterator[tuple[str, str]]:
    """`Moreau wants to sail`, where Moreau wants Brandt to sail."""
    for wish, deed in pairwise(claim.content):
        is_wish = claim.tokens[wish].norm in claim.lexicon.wishes and wish not in claim.said
        between = [word.norm for word in claim.tokens[wish + 1 : deed]]
        if not is_wish or between != ["to"] or _is_passive(claim, wish):
            continue
        others = [
            [passage.tokens[i].text for i in passage.content if there < i < done]
            for passage in ground.passages
            for there in places_of(claim, wish, passage)
            for done in places_of(claim, deed, passage)
            if there < done < passage.clause_end(there)
        ]
        if others and all(others):
            yield others[0][-1], claim.tokens[deed].text


def _turned_round(claim: Passage, ground: Ground) -> Iterator[tuple[str, str]]:
    """`the police attacked the protesters` for `the protesters attacked the police`.

    Not in a language whose passives no list knows: `by` turns a sentence round, and keeps it true.
    """
    if not claim.lexicon.passives:
        return
    apart = CLAUSE_MARKS | _DASHES | claim.lexicon.apart
    for at, verb, to in _threes(claim.content):
        between = [word.norm for word in claim.tokens[at + 1 : to]]
        if at in claim.said or not apart.isdisjoint(between):
            continue
        if any(_is_reversed(claim, (at, verb, to), passage) for passage in ground.passages):
            yield claim.tokens[at].text, claim.tokens[to].text


def _threes(content: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    """Doer, deed and done-to: three words in a row, or with one more before or behind the deed."""
    for place in range(len(content) - 2):
        one, two, three, *four = content[place : place + 4]
        yield one, two, three
        for last in four:
            yield one, three, last
            yield one, two, last


def _is_reversed(claim: Passage, three: tuple[int, int, int], passage: Passage) -> bool:
    """Whether the passage has the last before the middle and the first behind it."""
    first, middle, last = (places_of(claim, index, passage) for index in three)
    if len(middle) != 1 or _has_pronoun(passage, middle[0]):
        return False
    before = [i for i in passage.content if i < middle[0]]
    behind = [i for i in passage.content if i > middle[0]]
    if _is_passive(claim, three[1]) != _is_passive(passage, middle[0]):
        is_same_order = bool(set(first) & set(before[-2:]) and set(last) & set(behind[:2]))
        return is_same_order and _is_done_by(claim, three[1], reach=1)
    return (
        bool(set(last) & set(before[-2:]) and set(first) & set(behind[:2]))
        and not set(first) & set(before)
        and not set(last) & set(behind)
    )


def _has_pronoun(passage: Passage, at: int) -> bool:
    """`offer them`: what it is done to was named before."""
    return any(word.norm in passage.lexicon.objects for word in passage.tokens[at + 1 : at + 2])


def _is_passive(passage: Passage, at: int) -> bool:
    before = {word.norm for word in passage.tokens[max(0, at - 2) : at]}
    return bool(passage.lexicon.passives & before) or _is_done_by(passage, at)


def _is_done_by(passage: Passage, at: int, reach: int = 3) -> bool:
    behind = passage.tokens[at + 1 : at + 1 + reach]
    return any(passage.lexicon.relations.get(word.norm) == "by" for word in behind)


def _gap(one: tuple[int, int], other: tuple[int, int], passage: Passage) -> list[str]:
    """The words between two places of a sentence."""
    (_, end), (start, _) = sorted((one, other))
    return [word.norm for word in passage.tokens[end + 1 : start]]


def _find(parts: set[str], passage: Passage) -> list[tuple[int, int]]:
    """Where the passage has a name with one of the parts."""
    return [(name.first, name.last) for name in passage.names if parts & set(name.parts)]


def _figures_exchanged(claim: Passage, ground: Ground) -> Iterator[tuple[str, str]]:
    for one, other in combinations(claim.quantities[:MOST], 2):
        if one.value == other.value:
            continue
        for passage in ground.passages:
            there = [(q.first, q.last) for q in passage.quantities if q.value == one.value]
            beyond = [(q.first, q.last) for q in passage.quantities if q.value == other.value]
            places = ((one.first, one.last), (other.first, other.last))
            if there and beyond and _is_exchanged(claim, places, passage, (there, beyond)):
                yield one.text, other.text
                break


def _is_exchanged(
    claim: Passage,
    ours: tuple[tuple[int, int], tuple[int, int]],
    passage: Passage,
    theirs: tuple[list[tuple[int, int]], list[tuple[int, int]]],
) -> bool:
    """Whether each stands among the other's words rather than among its own."""
    skip = {word.stem for first, last in ours for word in claim.tokens[first : last + 1]}
    one, other = (_nearby(claim, place, skip) for place in ours)
    here = [_nearby(passage, place, skip) for place in theirs[0]]
    there = [_nearby(passage, place, skip) for place in theirs[1]]
    same = max(_like(one, found) for found in here) + max(_like(other, found) for found in there)
    swapped = max(_like(one, found) for found in there) + max(_like(other, found) for found in here)
    return swapped > same + MARGIN and swapped >= LEAST


def _nearby(passage: Passage, place: tuple[int, int], skip: set[str]) -> Nearby:
    found: Nearby = {}
    first, last = place
    before = range(first - 1, max(-1, first - REACH - 1), -1)
    after = range(last + 1, min(len(passage.tokens), last + REACH + 1))
    for side, indexes in ((-1, before), (1, after)):
        weight = 2.0
        for index in indexes:
            word = passage.tokens[index]
            if (word.is_word or word.is_number) and word.stem not in skip:
                found.setdefault((word.stem, side), weight)
                weight *= 0.7
    return found


def _like(one: Nearby, other: Nearby) -> float:
    return sum(min(weight, other[key]) for key, weight in one.items() if key in other)
