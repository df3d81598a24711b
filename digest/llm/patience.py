"""What an endpoint is told of its callers: how patient they are, and where its facts go."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

Keep = Callable[[str], None]
"""Gets what a server sent, before it is read."""
Log = Callable[[Mapping[str, object]], None]
"""Gets the facts of one try: for operators, not for readers."""


def unlogged(_facts: Mapping[str, object]) -> None:
    """For those who keep no log."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How long a server is borne with, in seconds and tries."""

    timeout_s: float = 120
    """For one try, from the first byte that is sent to the last that is received."""
    total_time_s: float = 600
    """For all tries of a request that fails; for a server that takes nothing at all."""
    deadline_s: float | None = None
    """For everything that a build asks."""
    attempts: int = 5
    """Of one request; refusals for the rate are none, they are bounded by time."""
