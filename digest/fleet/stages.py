"""The flow of a round: each part is done once that counts, and the last of a stage begins the next.

Nothing here waits or hands out: whatever does may run a part again at any moment.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import get_args

from digest.errors import DigestError, StoreError
from digest.fleet import dividing, making, picking, reading, rounds, telling
from digest.fleet.desk import Desk
from digest.fleet.kept import ALL, Failed, Left, Planned, keep, outcome
from digest.fleet.rounds import Round
from digest.fleet.work import Job, Stage
from digest.progress import Report, silent
from digest.settings import Secrets
from digest.store import Store

MOST_TRIES = 3
"""How often a part is handed out again when whoever had it died."""

_STEPS: Mapping[Stage, Callable[[Desk, str], Left]] = {
    "read": reading.read,
    "group": dividing.group,
    "select": picking.select,
    "plan": telling.plan,
    "tell": telling.tell,
    "make": making.make,
}
_ORDER: tuple[Stage, ...] = get_args(Stage)


def _nobody(_left: Left) -> None:
    """Hears nothing."""


@dataclass(frozen=True, kw_only=True)
class Flow:
    """Works at jobs; one for each process."""

    store: Store
    known: Secrets
    report: Report = silent
    hear: Callable[[Left], object] = _nobody
    """Is told what each part left that was not done before."""

    def run(self, job: Job) -> Sequence[Job]:
        """Do a part, if it was not done, and give what follows from it.

        Raises StoreError where it should be tried again. Whatever else is wrong costs that part
        alone, and is kept as what it left.
        """
        round_ = rounds.load(job.round, self.store)
        if job.part not in self.store.rounds.names(round_.name, job.stage):
            left = self._left(round_, job)
            keep(round_.name, job.stage, job.part, left, self.store)
            self.hear(left)
        return self._next(round_, job.stage)

    def _left(self, round_: Round, job: Job) -> Left:
        if job.tries >= MOST_TRIES:
            return Failed(failed=f"{job.tries} processes died of it; look at what it reads")
        desk = Desk(round=round_, store=self.store, known=self.known, report=self.report)
        try:
            return _STEPS[job.stage](desk, job.part)
        except StoreError:
            raise
        except DigestError as error:
            return Failed(failed=str(error))
        except Exception as error:  # noqa: BLE001  what it is, nobody knows before it happens
            return Failed(failed=f"a fault of this program; please report it ({error!r})")

    def _next(self, round_: Round, stage: Stage) -> tuple[Job, ...]:
        """The jobs of the next stage with any, where all parts of this one are kept."""
        if not set(self._parts(round_, stage)) <= self.store.rounds.names(round_.name, stage):
            return ()
        for after in _ORDER[_ORDER.index(stage) + 1 :]:
            parts = self._parts(round_, after)
            if parts:
                return tuple(round_.job(after, part, lock=lock) for part, lock in parts.items())
        self._forget(round_)
        return ()

    def _forget(self, round_: Round) -> None:
        """Drop what is older than the settings keep, now that the round has ended."""
        common = Desk(round=round_, store=self.store, known=self.known).common
        self.store.prune(round_.now - timedelta(days=common.store.keep))

    def _parts(self, round_: Round, stage: Stage) -> Mapping[str, str | None]:
        """The parts of a stage, each with its lock."""
        match stage:
            case "read":
                return dict.fromkeys(map(str, range(len(round_.shares))))
            case "select":
                return dict.fromkeys(map(str, range(len(round_.groups))))
            case "make":
                return dict.fromkeys(round_.editions)
            case "tell":
                planned = outcome(round_.name, "plan", ALL, Planned, self.store)
                if isinstance(planned, Failed):
                    return {}
                return {part: task.lock for part, task in planned.parts.items()}
            case _:
                return {ALL: None}
