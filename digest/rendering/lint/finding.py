"""What a check of a finished page or mail has found."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One fault, however often it is there."""

    place: Literal["page", "mail"]
    rule: str
    """`contrast`, `link-name`; for a mail program, the feature's name on caniemail.com."""
    what: str
    """In words: what is wrong."""
    where: tuple[str, ...] = ()
    """The first few places: selectors, elements, words."""
    count: int = 1
    clients: tuple[str, ...] = ()
    """Mail programs that lack it: `Gmail (iOS)`; none for a fault that all readers have."""
    fallback: str = ""
    """What readers have instead; a finding with one is for the record."""


def grouped(place: Literal["page", "mail"], rule: str, what: str, where: list[str]) -> Finding:
    """One finding for all its places, of which the first few are named."""
    shown = tuple(dict.fromkeys(where))[:SHOWN]
    return Finding(place=place, rule=rule, what=what, where=shown, count=len(where))


SHOWN = 3
"""Places of a finding that are named; its count has all."""
