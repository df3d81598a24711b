"""Work that is told of: what became of each job, and how long it took."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from digest.errors import StoreError
from digest.fleet.kept import Failed, Left, Made
from digest.fleet.stages import Flow
from digest.fleet.work import Job


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """A job that was worked at here."""

    job: Job
    outcome: Literal["done", "failed", "repeated", "again"]
    """`repeated`: it was done before; `again`: it has to be tried again."""
    seconds: float
    why: str = ""
    made: Made | None = None
    """What became of an edition."""

    @property
    def facts(self) -> dict[str, object]:
        """For a log: what is not known is None, or not there."""
        told: dict[str, object] = {
            "round": self.job.round,
            "stage": self.job.stage,
            "part": self.job.part,
            "edition": self.job.part if self.job.stage == "make" else None,
            "seconds": round(self.seconds, 3),
            "outcome": self.outcome,
            "tries": self.job.tries + 1,
        }
        if self.why:
            told["why"] = self.why
        if self.made:
            told |= {
                "number": self.made.number,
                "stories": self.made.stories,
                "mailed": self.made.mailed,
                "refused": self.made.refused,
            }
        return told


@dataclass(frozen=True, slots=True)
class Watched:
    """A flow of which `hear` is told each job that ended."""

    flow: Flow
    hear: Callable[[Ended], None]

    def run(self, job: Job) -> Sequence[Job]:
        """As the flow does. Raises StoreError."""
        begun = time.monotonic()
        left: list[Left] = []
        try:
            following = replace(self.flow, hear=left.append).run(job)
        except StoreError as error:
            seconds = time.monotonic() - begun
            self.hear(Ended(job=job, outcome="again", seconds=seconds, why=str(error)))
            raise
        self.hear(_ended(job, time.monotonic() - begun, left))
        return following


def _ended(job: Job, seconds: float, left: Sequence[Left]) -> Ended:
    match left:
        case [Failed(failed=why)]:
            return Ended(job=job, outcome="failed", seconds=seconds, why=why)
        case [Made() as made]:
            return Ended(job=job, outcome="done", seconds=seconds, made=made)
        case [_]:
            return Ended(job=job, outcome="done", seconds=seconds)
        case _:
            return Ended(job=job, outcome="repeated", seconds=seconds)
