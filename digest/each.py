"""A function done to each of many things: here, or in processes that whoever calls has."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Protocol, TypeVar

A = TypeVar("A")
B = TypeVar("B")


class Each(Protocol):
    """How one function is done to many things."""

    def __call__(self, function: Callable[[A], B], items: Sequence[A], /) -> Iterator[B]:
        """What the function makes of each item, in order.

        It is one of a module, and what it takes and gives can be pickled, for it may be done in
        another process.
        """


def here(function: Callable[[A], B], items: Iterable[A]) -> Iterator[B]:
    """One after another in this process."""
    return map(function, items)


def all_here(function: Callable[[A], B], items: Iterable[A]) -> list[B]:
    """What a process is asked for, as asking for each alone would take as long as the work."""
    return list(map(function, items))
