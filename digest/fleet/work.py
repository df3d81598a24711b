"""The work of a fleet, and what hands it out: three methods, behind which a queue may stand.

A round goes through its stages one after the other; each is cut into parts, and a part is a job.
An engine hands a job to somebody, again where that one died, and puts in what follows from it. So
each part may be worked at more than once: what it leaves is kept under its name, the first time.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol

Stage = Literal["read", "group", "select", "plan", "tell", "make"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One part of one stage of a round."""

    fleet: str
    """The folder, from the root; the same on all machines."""
    round: str
    stage: Stage
    part: str
    lock: str | None = None
    """Jobs with the same one are never worked at by two at a time."""
    tries: int = 0
    """How often it was handed out before, and whoever had it died, or asked for another try."""

    @property
    def name(self) -> str:
        """Its own, in all rounds."""
        return f"{self.round} {self.stage} {self.part}"


Run = Callable[[Job], Sequence[Job]]
"""Works at a job and gives those that follow; raises StoreError where it has to be tried again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many jobs stand where."""

    waiting: int = 0
    working: int = 0
    done: int = 0
    failed: int = 0
    """Those that nobody tries any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What an engine has in hand."""

    stages: Mapping[str, Tally] = field(default_factory=dict)
    workers: int = 0
    """Those that were heard of lately."""


class Engine(Protocol):
    """Hands out jobs. Each method raises StoreError where its database is away."""

    def put(self, jobs: Sequence[Job]) -> None:
        """Have them worked at; one that waits already waits once."""

    def work(self, run: Run, *, until_idle: bool) -> None:
        """Work at what waits and at what follows from it: until nothing is left, or for ever."""

    def standing(self) -> Standing:
        """How far the work is."""
