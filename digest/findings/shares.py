"""Parts of a whole in words, `a third`, `half of`, as shares in per cent."""

from collections.abc import Iterator

from digest.language.passage import Passage
from digest.language.quantities import Quantity

_WHOLE = 100.0


def shares(passage: Passage) -> Iterator[Quantity]:
    """What the sentence says of a part of something; `half an hour` is none, nor a `third man`."""
    for at, word in enumerate(passage.tokens):
        parts = passage.lexicon.fractions.get(word.norm, 0)
        share = passage.lexicon.shares.get(word.norm)
        if share and not _is_other(passage, at):
            yield _share(passage, at, at, share / _WHOLE)
        elif parts and (found := _counted(passage, at, parts)):
            first, count = found
            if not _is_other(passage, at, first):
                last = at + _is_part_named(passage, at)
                yield _share(passage, first, last, count / parts)


def _counted(passage: Passage, at: int, parts: int) -> tuple[int, float] | None:
    """Where the part's number stands, and how many parts it is: `two thirds`, `la cuarta parte`."""
    words, tokens = passage.lexicon, passage.tokens
    back = at - 2 if at > 1 and tokens[at - 1].norm == "-" else at - 1
    if back < 0:
        return None
    count = words.numbers.get(tokens[back].norm, float(_is_part_named(passage, at)))
    if tokens[back].norm in words.indefinite:
        count = 1.0
    return (back, count) if 1 <= count < parts else None


def _is_part_named(passage: Passage, at: int) -> bool:
    """`la cuarta parte`: with no number, too, it is one of four."""
    behind = passage.tokens[at + 1 : at + 2]
    return any(word.norm in passage.lexicon.part_nouns for word in behind)


def _is_other(passage: Passage, at: int, first: int | None = None) -> bool:
    """`half an hour`, `a quarter million`, `the second half`, `in a quarter`, `a third man`."""
    words, tokens = passage.lexicon, passage.tokens
    begin = at if first is None else first
    before = tokens[begin - 1].norm if begin else ""
    behind = [word.norm for word in tokens[at + 1 : at + 4]]
    if words.part_words.intersection(behind[:1]):
        behind.pop(0)
    behind = [norm for norm in behind if norm not in words.indefinite][:1]
    is_rank = (
        tokens[at].norm in words.ordinals
        and not _agrees(passage, begin, at)
        and at + 1 in passage.content
        and tokens[at + 1].norm not in words.part_words
    )
    measured = words.units.keys() | words.scales.keys() | words.currencies.keys()
    return (
        is_rank
        or before in words.ordinals
        or before in words.which_half
        or before in words.place_prepositions
        or not measured.isdisjoint(behind)
    )


def _agrees(passage: Passage, first: int, at: int) -> bool:
    """Whether a number, and no article, counts the parts: `dwie trzecie wody`."""
    words, number = passage.lexicon, passage.tokens[first].norm
    count = 0.0 if number in words.indefinite else words.numbers.get(number, 0.0)
    return bool(count) and (count == 1) == (passage.tokens[at].norm in words.single_fractions)


def _share(passage: Passage, first: int, last: int, value: float) -> Quantity:
    return Quantity(
        passage.between(first, last), _WHOLE * value, "percent", "%", first, last, "share"
    )
