"""The engine that needs nothing: processes of this machine, until all is done."""

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace

from digest.fleet.work import Job, Run, Stage, Standing, Tally
from digest.progress import Event, Report, silent

FEW_JOBS: Mapping[Stage, int] = {
    "read": 1,
    "group": 1,
    "select": 2,
    "plan": 1,
    "tell": 1,
    "make": 8,
}
"""Jobs of a stage up to which starting processes takes longer than doing them here."""


class LocalEngine:
    """Jobs in memory: those of a stage side by side, those with a lock one by one, here."""

    def __init__(
        self,
        start: Callable[[], Run] | None = None,
        *,
        workers: int | None = None,
        report: Report = silent,
    ) -> None:
        """`start` is called once in each process, and gives what works there.

        It is sent to them, so it has to be a function of a module, or a partial of one.
        """
        self._start = start
        self._workers = workers or os.cpu_count() or 1
        self._report = report
        self._waiting: deque[Job] = deque()
        self._done: set[str] = set()
        self._tallies: dict[str, Tally] = {}
        self._pool: ProcessPoolExecutor | None = None

    def put(self, jobs: Sequence[Job]) -> None:
        """Have them worked at; one that waits already, or is done, is not put again."""
        names = self._done | {job.name for job in self._waiting}
        for job in jobs:
            if job.name not in names:
                self._waiting.append(job)
                self._count(job, waiting=1)

    def standing(self) -> Standing:
        """How far the work is."""
        return Standing(stages=dict(self._tallies), workers=self._workers)

    def work(self, run: Run, *, until_idle: bool = True) -> None:
        """Work at all that waits, and what follows from it; nothing is waited for."""
        del until_idle
        try:
            while self._waiting:
                self._work_at_waiting(run)
        finally:
            self._end_pool()

    def _work_at_waiting(self, run: Run) -> None:
        jobs = list(self._waiting)
        self._waiting.clear()
        apart = [job for job in jobs if job.lock is None and self._start is not None]
        if self._workers == 1 or _are_few(apart):
            apart = []
        for job in [job for job in jobs if job not in apart]:
            self._ended(job, run(job))
        if apart and self._start is not None:
            self._side_by_side(apart, self._start)

    def _side_by_side(self, jobs: Sequence[Job], start: Callable[[], Run]) -> None:
        """In processes, which the next stage has too; those that a dead one had go out again."""
        left = deque(jobs)
        while left:
            self._pool = self._pool or ProcessPoolExecutor(
                self._workers,
                mp_context=multiprocessing.get_context("spawn"),
                initializer=_begin,
                initargs=(start,),
            )
            left = self._pooled(self._pool, left)
            if left:
                self._end_pool()

    def _end_pool(self) -> None:
        if self._pool is not None:
            self._pool.shutdown()
            self._pool = None

    def _pooled(self, pool: ProcessPoolExecutor, jobs: deque[Job]) -> deque[Job]:
        """Those that a broken pool has not done."""
        waiting = deque(jobs)
        under_way: dict[Future[Sequence[Job]], Job] = {}
        left: deque[Job] = deque()
        while waiting or under_way:
            while waiting and len(under_way) < self._workers:  # who dies takes few with them
                job = waiting.popleft()
                under_way[pool.submit(_work, job)] = job
            for future in wait(under_way, return_when=FIRST_COMPLETED).done:
                job = under_way.pop(future)
                try:
                    self._ended(job, future.result())
                except BrokenProcessPool:
                    left.append(replace(job, tries=job.tries + 1))
            if left:
                left += (replace(job, tries=job.tries + 1) for job in under_way.values())
                return left + waiting
        return left

    def _ended(self, job: Job, following: Sequence[Job]) -> None:
        self._done.add(job.name)
        self._count(job, waiting=-1, done=1)
        tally = self._tallies[job.stage]
        total = tally.waiting + tally.done
        self._report(Event(stage=f"fleet {job.stage}", done=tally.done, total=total))
        self.put(following)

    def _count(self, job: Job, *, waiting: int = 0, done: int = 0) -> None:
        old = self._tallies.get(job.stage, Tally())
        self._tallies[job.stage] = replace(old, waiting=old.waiting + waiting, done=old.done + done)


def _are_few(jobs: Sequence[Job]) -> bool:
    return not jobs or len(jobs) <= FEW_JOBS[jobs[0].stage]


_RUN: list[Run] = []
"""What works in this process."""


def _begin(start: Callable[[], Run]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the first process ends the others
    _RUN[:] = [start()]


def _work(job: Job) -> Sequence[Job]:
    return _RUN[0](job)
