"""What is happening, as events; the command line draws them on stderr and tests collect them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the command line must start at once
    from digest.model import Usage


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One step of long work. What is None or empty says nothing new."""

    stage: str
    """`fetch`, `read`, `group`, `ask`, `check`, `send`."""
    done: int | None = None
    """Places, documents, articles, stories, stories and readers."""
    total: int | None = None
    """Of these, as far as is known by now: a list may name more places. Never a guess."""
    step: str = ""
    """What a model is asked for: `drafts`, `judging`."""
    waits_for: tuple[str, ...] | None = None
    """The servers that have been asked and have not answered; none: nobody is waited for."""
    usage: "Usage | None" = None
    """What models have cost until now."""
    note: str = ""
    """A line worth keeping when the bar is gone: a feed that failed, a wait for a rate limit."""


Report = Callable[[Event], None]
"""Called from any thread."""


def silent(_event: Event) -> None:
    """A listener for those who do not want to know."""
