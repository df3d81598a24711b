"""What is happening, as events; the command line draws them on stderr and tests collect them."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One step of long work: `done` of `total` (None when the end is not known)."""

    stage: str
    """`fetch`, `read`, `group`, `ask`, `check`, `render`, `send`."""
    done: int = 0
    total: int | None = None
    note: str = ""
    """A line worth keeping when the bar is gone: a feed that failed, a wait for a rate limit."""


Report = Callable[[Event], None]


def silent(_event: Event) -> None:
    """A listener for those who do not want to know."""
