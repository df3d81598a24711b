"""What a sentence counts or measures: the figure, the matter it belongs to, the words around it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from digest.language.passage import Passage
from digest.language.quantities import Quantity
from digest.model import Citation

NEAR_WORDS = 7
"""Words on either side of a figure that tell what it belongs to."""
_BACK = 3
"""Words from the second figure of `61 votes to 58` back to the first."""


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure of one sentence."""

    citation: Citation
    quantity: Quantity
    matter: tuple[str, ...]
    """What is measured; figures of different matters are never compared."""
    about: str
    """The matter in words for the reader."""
    is_fate: bool
    near: frozenset[str]
    """Stems with content around the figure, its own words left out."""


def measures(passage: Passage) -> Iterator[Measure]:
    """The figures of a sentence that can be compared with those of another outlet."""
    assert passage.citation is not None
    figures = passage.quantities
    for quantity in figures:
        if quantity.kind in ("year", "ordinal", "date") or quantity.value < 0:
            continue
        if passage.tokens[quantity.first].norm in passage.lexicon.vague_counts or _is_part(
            passage, quantity
        ):
            continue
        matter, about = _matter(passage, quantity, figures)
        if matter:
            yield Measure(
                passage.citation,
                quantity,
                matter,
                about,
                matter[0] in passage.lexicon.fates.values(),
                _near(passage, quantity),
            )


def _is_part(passage: Passage, quantity: Quantity) -> bool:
    before = passage.tokens[quantity.first - 1].norm if quantity.first else ""
    rest = passage.tokens[quantity.last + 1 : quantity.last + 3]
    return before in passage.lexicon.part_before or any(
        word.norm in passage.lexicon.part_after for word in rest
    )


def _matter(
    passage: Passage, quantity: Quantity, figures: Sequence[Quantity]
) -> tuple[tuple[str, ...], str]:
    head = _head(passage, quantity.last + 1)
    group = (
        _stem(passage, head[-1]) if head and head[-1] not in passage.lexicon.people else "people"
    )
    if won := _won(passage, quantity, figures):
        what = won[1]
        return ("tally", _stem(passage, what), f"{won[0]:g}"), f"{what} against {won[0]:g}"
    if quantity.unit is None and quantity.kind == "count" and quantity.value == int(quantity.value):
        fate, grade = _fate(passage, quantity, figures)
        if fate:
            label = " ".join(filter(None, (grade, fate)))
            return (fate, grade, group), f"{' '.join(head) or 'people'} {label}"
        if head:
            return ("count", _stem(passage, head[-1])), " ".join(head)
        return (), ""
    if quantity.unit == "y" and _is_age(passage, quantity):
        owner = _head(passage, quantity.last + 3)
        return (
            (("age", _stem(passage, owner[-1])), f"age of the {owner[-1]}") if owner else ((), "")
        )
    if quantity.unit:
        return (quantity.kind, quantity.unit), ""
    return (), ""


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
        if word.norm in words.people:
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
            range(_after_aside(passage, quantity.last + 1), min(len(tokens), quantity.last + 20)),
        )
    ][:8]
    behind = [word.norm for word in tokens[max(0, quantity.first - 5) : quantity.first]]
    while behind and any(_ends_clause(word, joints) for word in behind):
        behind.pop(0)
    for words in (ahead, behind[::-1]):
        for word in words:
            if word in fates:
                return fates[word], next((w for w in words if w in grades), "")
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


def _is_age(passage: Passage, quantity: Quantity) -> bool:
    """`20-year-old`."""
    behind = [word.norm for word in passage.tokens[quantity.last + 1 : quantity.last + 3]]
    return behind[:1] == ["-"] and not passage.lexicon.age_words.isdisjoint(behind)


def _near(passage: Passage, quantity: Quantity) -> frozenset[str]:
    around = range(quantity.first - NEAR_WORDS, quantity.last + NEAR_WORDS + 1)
    return frozenset(
        passage.tokens[at].stem
        for at in passage.content
        if at in around and not quantity.first <= at <= quantity.last
    )


def _stem(passage: Passage, norm: str) -> str:
    return next((word.stem for word in passage.tokens if word.norm == norm), norm)
