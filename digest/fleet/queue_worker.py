"""One process at the queue: procrastinate hands it one job at a time, and hears that it lives.

The job runs in a thread, as the loop must go on: who is silent for too long is taken for dead, and
what it had in hand is given to others. That happens too where it lives and could not say how its
job went, because the database was away just then. An outage is no death: who was silent through one
is given as long again to say that they live.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from procrastinate import JobContext
from procrastinate.exceptions import ConnectorException, UniqueViolation
from procrastinate.jobs import Job as Row
from procrastinate.jobs import Status

from digest.fleet.queue_clock import CATCH_UP_HOURS, Clock
from digest.fleet.queue_line import AWAY, PATIENCE_S, STAGES, Line
from digest.fleet.queue_patience import MOST_DEATHS, Patience, is_too_old
from digest.fleet.queue_process import silent_loggers, stopping
from digest.fleet.work import Run

_POLL_S = 1.0
"""Seconds after which jobs are looked for that nobody was told of: those tried again."""
_IDLE_POLL_S = 0.2
_BEATS = 4
"""Signs of life in the time after which a worker is taken for dead."""
_PATIENCE_S = 60
"""Seconds that one who works until nothing is left waits for a database that went away."""
KEPT_HOURS = 48
_HOUR_S = 3600


@dataclass(slots=True)
class Worker:
    """Works at a line, until it is told to stop; one object for one `serve`."""

    line: Line
    run: Run
    silence_s: float
    """Seconds without a sign of life after which a worker is taken for dead."""
    say: Callable[[str], None]
    clock: Clock | None = None
    _under_way: dict[int, Row] = field(default_factory=dict)
    _ended: dict[int, float] = field(default_factory=dict)
    """Jobs that ended here, and when: the database may not have heard of it."""
    _stop: asyncio.Event = field(default_factory=asyncio.Event)

    async def serve(self, *, until_idle: bool) -> None:
        """Work; raises what AWAY names where the database stays away, and it is not for ever."""
        self._register()
        if self.clock and not until_idle:
            self.clock.register()
        failing_since: float | None = None
        wait, longest = 1.0, self.silence_s / 2  # or others would miss who comes back last
        with silent_loggers(), stopping(self._stop_well):
            while True:
                began = time.monotonic()
                try:
                    if await self._shift(until_idle=until_idle):
                        return
                    failing_since, wait = None, 1.0
                    self.say("the queue is there again; going on")
                except AWAY as error:
                    failing_since = failing_since or began
                    if until_idle and time.monotonic() - failing_since > _PATIENCE_S:
                        raise
                    self.say(f"the queue cannot be worked at; trying again: {_first_line(error)}")
                if await _within(wait, self._stop.wait()):
                    return
                wait = min(2 * wait, longest)

    def _stop_well(self) -> None:
        self.say("stopping after the job under way; again ends at once")
        self._stop.set()

    def _register(self) -> None:
        for stage in STAGES:
            task = self.line.app.task(
                name=stage, queue=self.line.queue, pass_context=True, retry=Patience()
            )
            task(self._do)

    async def _do(self, context: JobContext, /, **_kept: Any) -> None:  # noqa: ANN401 - as in the row
        """What follows is put in before the job is done: a death in between loses nothing."""
        row = context.job
        assert row.id is not None
        self._under_way[row.id] = row
        self._ended.pop(row.id, None)
        try:
            following = await asyncio.to_thread(self.run, self.line.job(row))
            await self.line.put(following)
        finally:
            del self._under_way[row.id]
            self._ended[row.id] = time.monotonic()

    async def _shift(self, *, until_idle: bool) -> bool:
        """Work until told to stop, until nothing is left, or until it breaks; whether it is over.

        A job under way is waited for in any case.
        """
        async with self.line.app.open_async():
            working = asyncio.create_task(self._work())
            ends: list[asyncio.Task[Any]] = [asyncio.create_task(self._stop.wait())]
            if until_idle:
                ends.append(asyncio.create_task(self._idle()))
            caring = asyncio.create_task(self._care())
            await asyncio.wait([working, *ends], return_when=asyncio.FIRST_COMPLETED)
            is_over = any(end.done() and not end.exception() for end in ends)
            working.cancel()
            (worked,) = await asyncio.gather(working, return_exceptions=True)
            await _cancelled([caring, *ends])
        if isinstance(worked, Exception):
            raise worked
        return is_over

    async def _work(self) -> None:
        """Procrastinate's worker: one job at a time, until it is cancelled or breaks."""
        await self.line.app.run_worker_async(
            queues=[self.line.queue, self.line.ticks],
            fetch_job_polling_interval=_POLL_S,
            update_heartbeat_interval=self.silence_s / _BEATS,
            stalled_worker_timeout=_HOUR_S,  # a row that is gone takes no sign of life any more
            install_signal_handlers=False,
        )

    async def _idle(self) -> None:
        """Returns when no job waits or is worked at, by anybody: others may be put in after it."""
        while True:
            await asyncio.sleep(_IDLE_POLL_S)
            if self._under_way:
                continue
            with suppress(*AWAY):  # the worker itself finds that out
                tallies = (await self.line.tallies()).values()
                if not any(tally.waiting or tally.working for tally in tallies):
                    return

    async def _care(self) -> None:
        """Now and then: what dead workers had is given to others, and what is old goes."""
        tidied = -float(_HOUR_S)
        reached: float | None = None
        while True:
            now = time.monotonic()
            try:
                await self._speak_up()
                reached = reached or now
                if now - reached > self.silence_s + PATIENCE_S:
                    await self._bury()
                if now - tidied > _HOUR_S:
                    await self._tidy()
                    tidied = now
            except AWAY:
                reached = None  # others were silent, too, and live
            await asyncio.sleep(self.silence_s / _BEATS)

    async def _speak_up(self) -> None:
        """Say that this worker lives, and which jobs it is not at any more."""
        manager = self.line.app.job_manager
        for worker in {row.worker_id for row in self._under_way.values() if row.worker_id}:
            await manager.update_heartbeat(worker)  # its own end when told to stop, or at a fault
        for row in await self._unheard():
            await self._give_to_others(row, priority=row.priority)

    async def _bury(self) -> None:
        """Give to others what dead workers had."""
        manager = self.line.app.job_manager
        for queue in (self.line.queue, self.line.ticks):
            for row in await manager.get_stalled_jobs(
                queue=queue, seconds_since_heartbeat=self.silence_s
            ):
                if row.id not in self._under_way:
                    await self._give_to_others(row, priority=row.priority - 1)

    async def _unheard(self) -> Sequence[Row]:
        """Jobs that ended here some time ago, and are under way in the database."""
        if not self._ended:
            return []
        manager = self.line.app.job_manager
        doing = {
            row.id: row
            for row in await manager.list_jobs_async(
                queue=self.line.queue, status=Status.DOING.value
            )
        }
        self._ended = {job: at for job, at in self._ended.items() if job in doing}
        latest = time.monotonic() - self.silence_s / _BEATS
        return [doing[job] for job, at in self._ended.items() if at < latest]

    async def _give_to_others(self, row: Row, *, priority: int) -> None:
        manager = self.line.app.job_manager
        try:
            if -row.priority >= MOST_DEATHS or is_too_old(row):
                await manager.finish_job(row, Status.FAILED, delete_job=False)
            else:
                await manager.retry_job(row, priority=priority)
        except UniqueViolation:  # it was put in again, and waits
            await manager.finish_job(row, Status.SUCCEEDED, delete_job=True)
        except ConnectorException:
            return  # somebody else was quicker, or the database is away
        self._ended.pop(row.id or 0, None)

    async def _tidy(self) -> None:
        for queue, hours in ((self.line.queue, KEPT_HOURS), (self.line.ticks, CATCH_UP_HOURS)):
            await self.line.app.job_manager.delete_old_jobs(
                nb_hours=hours,
                queue=queue,
                include_failed=True,
                include_cancelled=True,
                include_aborted=True,
            )


async def _cancelled(tasks: Sequence["asyncio.Task[Any]"]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


async def _within(seconds: float, awaited: Awaitable[object]) -> bool:
    """Whether it came in that time."""
    try:
        await asyncio.wait_for(awaited, seconds)
    except TimeoutError:
        return False
    return True


def _first_line(error: BaseException) -> str:
    return str(error.__cause__ or error).strip().partition("\n")[0]
