"""What a sentence counts or measures: the figure, the matter it belongs to, the words around it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, takewhile

from digest.findings.ages import aged, is_age
from digest.findings.shares import shares
from digest.language.passage import Passage
from digest.language.quantities import Quantity
from digest.model import Citation

NEAR_WORDS = 7
"""Words on either side of a figure that tell what it belongs to."""
LONGEST = 100
"""Words of a sentence that is read for figures; a longer one is a list, and no row of a table."""
AHEAD, FAR_AHEAD = 8, 16
"""Words behind a figure in which its fate is told; the second where verbs may come last."""
MOST_FIGURES = 8
"""Figures of one sentence that are compared: one with more is a list."""
_TOLL = 18
"""Words from the figure back to the `number of people killed` that it is."""
_BACK = 3
"""Words from the second figure of `61 votes to 58` back to the first."""
_WHOLE = 2
"""Words of a name; before more stands what its owner is, where that has a capital, too."""


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure of one sentence."""

    citation: Citation
    quantity: Quantity
    matter: tuple[str, ...]
    """What is measured; figures of different matters are never compared."""
    about: str
    """The matter in words for the reader; empty where the sentence's own words say it."""
    is_fate: bool
    near: frozenset[str]
    """Stems with content around the figure, its own words left out."""
    close: frozenset[str]
    """Those of them that no other figure stands before: they are this one's alone."""
    group: str = ""
    """Who is counted, of casualties: a stem, or `people` for everybody; a person's age: whose."""


def measures(passage: Passage) -> Iterator[Measure]:
    """The figures of a sentence that can be compared with those of another outlet."""
    if len(passage.tokens) > LONGEST:
        return
    found = (measure for measure in _all(passage) if measure is not None)
    yield from islice(found, MOST_FIGURES)


def _all(passage: Passage) -> Iterator[Measure | None]:
    parts = list(shares(passage))
    for share in parts:
        yield _measure(passage, share, ("percent", "%"), "")
    taken = {at for share in parts for at in range(share.first, share.last + 1)}
    figures = passage.quantities
    for quantity in figures:
        if quantity.first in taken or not _is_counted(passage, quantity, figures):
            continue
        if owner := aged(passage, quantity):
            # `Bergsteiger Jonas Lund`: where nouns have capitals, one may stand before the name
            name, first = owner.parts, owner.first
            if passage.lexicon.nouns_are_capital and len(name) > _WHOLE:
                name, first = name[-_WHOLE:], owner.last + 1 - _WHOLE
            about = f"age of {passage.between(first, owner.last)}"
            yield _measure(passage, quantity, ("age", name[-1]), about, " ".join(name))
        elif not is_age(passage, quantity):
            yield _matter(passage, quantity, figures)


def _measure(
    passage: Passage,
    quantity: Quantity,
    matter: tuple[str, ...],
    about: str,
    group: str = "",
    *,
    is_fate: bool = False,
) -> Measure:
    assert passage.citation is not None
    near = _near(passage, quantity, NEAR_WORDS, NEAR_WORDS)
    ends = [figure.last for figure in passage.quantities if figure.last < quantity.first]
    starts = [figure.first for figure in passage.quantities if figure.first > quantity.last]
    back = quantity.first - max(ends, default=-1)
    ahead = min(starts, default=len(passage.tokens)) - quantity.last
    close = _near(passage, quantity, min(back, NEAR_WORDS), min(ahead, NEAR_WORDS))
    return Measure(passage.citation, quantity, matter, about, is_fate, near, close, group)


def _is_counted(passage: Passage, quantity: Quantity, figures: Sequence[Quantity]) -> bool:
    """Whether the figure is an amount of its own: no rank, time, part, guess or end of a range."""
    before = passage.tokens[quantity.first - 1].norm if quantity.first else ""
    return not (
        quantity.kind in ("year", "ordinal", "date", "time")
        or quantity.value < 0
        or before in (":", "/")
        or passage.tokens[quantity.first].norm in passage.lexicon.vague_counts
        or _is_most(passage, quantity)
        or _is_broken(passage, quantity)
        or _is_part(passage, quantity)
        or _is_moving(passage, quantity)
        or any(_is_range(passage, quantity, other) for other in figures)
    )


def _is_most(passage: Passage, quantity: Quantity) -> bool:
    """`up to 40`: who says 12 does not disagree."""
    before = [word.norm for word in passage.tokens[max(0, quantity.first - 2) : quantity.first]]
    return not passage.lexicon.at_most.isdisjoint((" ".join(before), *before[-1:]))


def _is_broken(passage: Passage, quantity: Quantity) -> bool:
    """`1 200`, `1 , 200`: a group of digits that stands apart belongs to it, or it to one."""
    tokens = passage.tokens
    before = tokens[max(0, quantity.first - 2) : quantity.first][::-1]
    behind = tokens[quantity.last + 1 : quantity.last + 3]
    return any(
        word.is_number and (near == 0 or beside[0].text in ",.")
        for beside in (before, behind)
        for near, word in enumerate(beside)
    )


def _is_part(passage: Passage, quantity: Quantity) -> bool:
    """`including ten children`, `two of them`: of something told before; not `a total of ten`."""
    known = passage.lexicon
    before = [word.norm for word in passage.tokens[max(0, quantity.first - 2) : quantity.first]]
    is_of_all = not known.totals.isdisjoint(before)
    is_behind = not is_of_all and not known.part_before.isdisjoint(before[-1:])
    return is_behind or is_some_of(passage, quantity)


def is_some_of(passage: Passage, quantity: Quantity) -> bool:
    """`two of them`, `three others`; not `30 per cent of its fleet`."""
    rest = [word.norm for word in passage.tokens[quantity.last + 1 : quantity.last + 3]]
    known = passage.lexicon
    if quantity.kind == "percent" and known.of_words.issuperset(rest[:1]):
        return known.determiners.isdisjoint(rest[1:])
    return not known.part_after.isdisjoint(rest)


def _is_moving(passage: Passage, quantity: Quantity) -> bool:
    """`shares fell by 4 per cent`: an hour later it is another figure."""
    around = passage.tokens[max(0, quantity.first - NEAR_WORDS) : quantity.last + NEAR_WORDS]
    return quantity.kind in ("percent", "money") and not passage.lexicon.moving.isdisjoint(
        word.norm for word in around
    )


def _is_range(passage: Passage, one: Quantity, other: Quantity) -> bool:
    """`between £2m and £4m`, `2 to 5 per cent`, `three adults and two children were killed`."""
    low, high = sorted((one, other), key=lambda quantity: quantity.first)
    between = [word.norm for word in passage.tokens[low.last + 1 : high.first]]
    if not between or (low.unit, low.kind) != (high.unit, high.kind):
        return False
    if len(between) == 1:
        return between[0] in passage.lexicon.range_words or between[0] in "-–"
    is_fate = not passage.lexicon.fates.keys().isdisjoint(between)
    return not is_fate and len(between) <= _BACK and between[-1] in passage.lexicon.conjoined


def _matter(passage: Passage, quantity: Quantity, figures: Sequence[Quantity]) -> Measure | None:
    head = _head(passage, quantity.last + 1)
    if won := _won(passage, quantity, figures):
        what = won[1]
        about = f"{what} against {won[0]:g}"
        return _measure(passage, quantity, ("tally", _stem(passage, what), f"{won[0]:g}"), about)
    if quantity.unit:
        return _measure(passage, quantity, (quantity.kind, quantity.unit), "")
    if quantity.kind != "count" or quantity.value != int(quantity.value):
        return None
    fate, grade = _fate(passage, quantity, figures)
    if fate:
        is_known = bool(head) and head[-1] not in passage.lexicon.people
        group = _stem(passage, head[-1]) if is_known else "people"
        about = f"{' '.join(head) or 'people'} {' '.join(filter(None, (grade, fate)))}"
        return _measure(passage, quantity, (fate, grade), about, group, is_fate=True)
    if head:
        return _measure(passage, quantity, ("count", _stem(passage, head[-1])), "")
    return None


def _won(
    passage: Passage, quantity: Quantity, figures: Sequence[Quantity]
) -> tuple[float, str] | None:
    """The first figure of `61 votes to 58`, and what is counted, for the second."""
    at = quantity.first
    if at < _BACK or passage.tokens[at - 1].norm not in passage.lexicon.score_prepositions:
        return None
    first = next((figure for figure in figures if figure.last == at - _BACK), None)
    return (first.value, passage.tokens[at - 2].norm) if first and first.unit is None else None


def _head(passage: Passage, at: int) -> list[str]:
    """The words of what is counted, up to the first that ends the phrase."""
    words = passage.lexicon
    ends = (words.stopwords, words.fates, words.severity)
    found: list[str] = []
    for word in passage.tokens[at : at + 4]:
        if not word.is_word or any(word.norm in some for some in ends):
            break
        found.append(word.norm)
        if word.norm in words.people or (word.is_capital and words.nouns_are_capital):
            break
    return found


def _fate(passage: Passage, quantity: Quantity, figures: Sequence[Quantity]) -> tuple[str, str]:
    """What happened to those who are counted, and how badly; empty where nothing is said."""
    tokens = passage.tokens
    starts = {figure.first for figure in figures}
    fates, grades = passage.lexicon.fates, passage.lexicon.severity
    joints = passage.lexicon.conjunctions
    ahead = [
        tokens[at].norm
        for at in takewhile(
            lambda at: at not in starts and not _ends_clause(tokens[at].norm, joints),
            range(_after_aside(passage, quantity.last + 1), len(tokens)),
        )
    ][: FAR_AHEAD if passage.lexicon.verb_second else AHEAD]
    behind = [word.norm for word in tokens[max(0, quantity.first - 5) : quantity.first]]
    while behind and any(_ends_clause(word, joints) for word in behind):
        behind.pop(0)
    around = frozenset((*ahead, *behind))
    if not around.isdisjoint(passage.lexicon.lives):
        return "" if around.isdisjoint(passage.lexicon.takes) else "killed", ""
    if behind and passage.lexicon.totals:
        counted = [word.norm for word in tokens[max(0, quantity.first - _TOLL) : quantity.first]]
        if not passage.lexicon.totals.isdisjoint(counted):
            behind = counted  # `the number of people killed by the flood in Mossel has risen to`
    for words, step in ((ahead, 1), (behind, -1)):
        for at in range(len(words))[::step]:
            if found := fates.get(words[at]) or fates.get(" ".join(words[at : at + 2])):
                return found, next((word for word in words[::step] if word in grades), "")
    return "", ""


def _after_aside(passage: Passage, at: int) -> int:
    """Over `, including ten children,` to the verb."""
    tokens = passage.tokens
    comma = next((i for i in range(at, min(at + 4, len(tokens))) if tokens[i].norm == ","), None)
    if (
        comma is None
        or comma + 1 >= len(tokens)
        or tokens[comma + 1].norm not in passage.lexicon.part_before
    ):
        return at
    return next(
        (i + 1 for i in range(comma + 1, min(comma + 12, len(tokens))) if tokens[i].norm == ","), at
    )


def _ends_clause(norm: str, conjunctions: frozenset[str]) -> bool:
    return norm in conjunctions or (not norm[:1].isalnum() and norm not in "-'’")


def _near(passage: Passage, quantity: Quantity, back: int, ahead: int) -> frozenset[str]:
    around = range(quantity.first - back, quantity.last + ahead + 1)
    return frozenset(
        passage.tokens[at].stem
        for at in passage.content
        if at in around and at not in passage.dated and not quantity.first <= at <= quantity.last
    )


def _stem(passage: Passage, norm: str) -> str:
    return next((word.stem for word in passage.tokens if word.norm == norm), norm)
