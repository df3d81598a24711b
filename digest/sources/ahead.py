"""Waiting for many things at once without losing their order."""

from collections import deque
from collections.abc import Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")


def ahead(items: Iterable[T], window: int) -> Iterator[T]:
    """The items in order, each drawn (and so begun) up to `window` places before its turn."""
    drawn: deque[T] = deque()
    for item in items:
        drawn.append(item)
        if len(drawn) > window:
            yield drawn.popleft()
    yield from drawn
