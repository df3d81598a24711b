"""Whose age a figure is."""

from digest.language.passage import Name, Passage
from digest.language.quantities import Quantity

_OWNER = 4
"""Words from a person's age to the name."""
_PERSON = 6
"""Words before `de 52 años` in which its noun stands, over a place: `un vecino de Port Quay`."""
_OLDEST = 120


def aged(passage: Passage, quantity: Quantity) -> Name | None:
    """`Ada Lund, 58,`, `Ada Lund, 58 ans,`, `the 20-year-old Ada Lund`; None for nobody by name."""
    tokens, last = passage.tokens, quantity.last
    if quantity.value > _OLDEST or quantity.kind != "count":
        return None
    before = tokens[quantity.first - 1].text if quantity.first else ""
    behind = tokens[last + 1].text if last + 1 < len(tokens) else ""
    is_bare = quantity.text.isdigit() if quantity.unit is None else quantity.unit == "y"
    if is_bare and before in (",", "(") and behind in (",", ")"):
        return next((name for name in passage.names if name.last == quantity.first - 2), None)
    if not is_age(passage, quantity):
        return None
    if behind == "," and tokens[quantity.first - 1].norm in passage.lexicon.age_links:
        apposed = next((name for name in passage.names if name.first == last + 2), None)
        if apposed:  # `un homme de 37 ans, Ole Lund,`
            return apposed
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
    """`20-year-old`, `58-jährige`, `de 52 años` of a person: whoever is."""
    tokens, known = passage.tokens, passage.lexicon
    behind = [word.norm for word in tokens[quantity.last + 1 : quantity.last + 3]]
    if not known.age_words.isdisjoint(behind):
        return quantity.unit == "y" or (quantity.unit is None and behind[0] == "-")
    link = quantity.first - 1
    if quantity.unit != "y" or link < 1 or tokens[link].norm not in known.age_links:
        return False
    noun = next(
        (
            word.norm
            for word in tokens[link - 1 :: -1][:_PERSON]
            if not word.is_capital and word.norm not in known.stopwords
        ),
        "",
    )
    people = (known.women, known.men, known.people, known.roles, known.offices)
    return any(noun in some for some in people) or any(
        _is_apposed(passage, name.last + 1, link + 1) for name in passage.names
    )


def _is_apposed(passage: Passage, first: int, last: int) -> bool:
    """`Ada Lund, a 58-year-old`, `Ada Lund, de 58 años`; not `Police stopped the 36-year-old`."""
    between = [word.norm for word in passage.tokens[first:last]]
    known = passage.lexicon
    return between[:1] == [","] and (known.determiners | known.age_links).issuperset(between[1:])


def _is_linked(passage: Passage, first: int, last: int) -> bool:
    """Whether the figure is not the name's own: `20-year-old man from Harl`."""
    between = (word.norm for word in passage.tokens[first:last])
    return any(norm in passage.lexicon.stopwords or not norm[:1].isalpha() for norm in between)
