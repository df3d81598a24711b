"""Items that share a request: what several of them show is shown, and paid for, once."""

from collections.abc import Callable, Iterable, Iterator
from collections.abc import Set as AbstractSet
from typing import TypeVar

Item = TypeVar("Item")
Shown = TypeVar("Shown")


def packed(
    items: Iterable[Item],
    shown_by: Callable[[Item], AbstractSet[Shown]],
    size: Callable[[Item, AbstractSet[Shown]], int],
    *,
    most: int,
    budget_tokens: int,
) -> Iterator[tuple[Item, ...]]:
    """The items in order, each once, at most so many and so many tokens together.

    `size` gives the tokens of an item that adds what the request does not show yet; an item
    beyond the budget goes alone.
    """
    held: list[Item] = []
    shown: set[Shown] = set()
    used = 0
    for item in items:
        parts = shown_by(item)
        new = size(item, parts - shown)
        if held and (len(held) == most or used + new > budget_tokens):
            yield tuple(held)
            held, shown, used = [], set(), 0
            new = size(item, parts)
        held.append(item)
        shown |= parts
        used += new
    if held:
        yield tuple(held)
