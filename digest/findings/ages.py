"""Whose age a figure is."""

from digest.language.passage import Name, Passage
from digest.language.quantities import Quantity

_OWNER = 4
"""Words from a person's age to the name."""
_OLDEST = 120


def aged(passage: Passage, quantity: Quantity) -> Name | None:
    """`Ada Lund, 58,`, `the 20-year-old Ada Lund`; None for nobody by name."""
    tokens, last = passage.tokens, quantity.last
    if quantity.value > _OLDEST or quantity.kind != "count":
        return None
    before = tokens[quantity.first - 1].text if quantity.first else ""
    behind = tokens[last + 1].text if last + 1 < len(tokens) else ""
    if quantity.unit is None and quantity.text.isdigit() and before in (",", "("):
        named = (name for name in passage.names if name.last == quantity.first - 2)
        return next(named, None) if behind in (",", ")") else None
    if not is_age(passage, quantity):
        return None
    opening = range(last + 3, last + 3 + _OWNER)
    return next(
        (
            name
            for name in passage.names
            if _is_apposed(passage, name.last + 1, quantity.first)
            or (name.first in opening and not _is_linked(passage, last + 3, name.first))
        ),
        None,
    )


def is_age(passage: Passage, quantity: Quantity) -> bool:
    """`20-year-old`, whoever is."""
    behind = {word.norm for word in passage.tokens[quantity.last + 1 : quantity.last + 3]}
    return quantity.unit == "y" and not passage.lexicon.age_words.isdisjoint(behind)


def _is_apposed(passage: Passage, first: int, last: int) -> bool:
    """`Ada Lund, a 58-year-old`; not `Police stopped the 36-year-old`."""
    between = [word.norm for word in passage.tokens[first:last]]
    return between[:1] == [","] and passage.lexicon.determiners.issuperset(between[1:])


def _is_linked(passage: Passage, first: int, last: int) -> bool:
    """Whether the figure is not the name's own: `20-year-old man from Harl`."""
    between = (word.norm for word in passage.tokens[first:last])
    return any(norm in passage.lexicon.stopwords or not norm[:1].isalpha() for norm in between)
