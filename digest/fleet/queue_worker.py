"""One process at the queue: procrastinate hands it one job at a time, and hears that it lives.

The job runs in a thread, as the loop must go on: who is silent for too long is taken for dead, and
what it had in hand is given to others. That happens too where it lives and could not say how its
job went, because the database was away just then.
"""

import asyncio
import logging
import signal
import threading
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

from procrastinate import JobContext, RetryStrategy
from procrastinate.exceptions import ConnectorException, UniqueViolation
from procrastinate.jobs import Job as Row
from procrastinate.jobs import Status

from digest.errors import StoreError
from digest.fleet.queue_line import AWAY, STAGES, Line
from digest.fleet.work import Run

MOST_TRIES = 20
"""A job that fails, or takes its worker with it, so often is given up."""
_STEP_S = 5
"""Seconds by which each wait before another try is longer than the last."""
_POLL_S = 1.0
"""Seconds after which jobs are looked for that nobody was told of: those tried again."""
_IDLE_POLL_S = 0.2
_BEATS = 4
"""Signs of life in the time after which a worker is taken for dead."""
_LONGEST_WAIT_S = 30
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
    _under_way: dict[int, Row] = field(default_factory=dict)
    _ended: dict[int, float] = field(default_factory=dict)
    """Jobs that ended here, and when: the database may not have heard of it."""
    _stop: asyncio.Event = field(default_factory=asyncio.Event)

    async def serve(self, *, until_idle: bool) -> None:
        """Work; raises what AWAY names where the database stays away, and it is not for ever."""
        self._register()
        failing_since: float | None = None
        wait = 1.0
        with _silent(), self._signals():
            while True:
                began = time.monotonic()
                try:
                    if await self._shift(until_idle=until_idle):
                        return
                    failing_since, wait = None, 1.0
                    self.say("the queue was away; going on")
                except AWAY as error:
                    failing_since = failing_since or began
                    if until_idle and time.monotonic() - failing_since > _PATIENCE_S:
                        raise
                    self.say(f"the queue is away; trying again: {_first_line(error)}")
                if await _within(wait, self._stop.wait()):
                    return
                wait = min(2 * wait, _LONGEST_WAIT_S)

    def _register(self) -> None:
        again = RetryStrategy(
            max_attempts=MOST_TRIES,
            wait=1,
            linear_wait=_STEP_S,
            retry_exceptions=(StoreError, ConnectorException),
        )
        for stage in STAGES:
            task = self.line.app.task(
                name=stage, queue=self.line.queue, pass_context=True, retry=again
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
            queues=[self.line.queue],
            fetch_job_polling_interval=_POLL_S,
            update_heartbeat_interval=self.silence_s / _BEATS,
            stalled_worker_timeout=self.silence_s,
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
        while True:
            with suppress(*AWAY):
                await self._sweep()
                if time.monotonic() - tidied > _HOUR_S:
                    await self._tidy()
                    tidied = time.monotonic()
            await asyncio.sleep(self.silence_s / _BEATS)

    async def _sweep(self) -> None:
        manager = self.line.app.job_manager
        for worker in {row.worker_id for row in self._under_way.values() if row.worker_id}:
            await manager.update_heartbeat(worker)  # procrastinate's end when it is told to stop
        stalled = list(
            await manager.get_stalled_jobs(
                queue=self.line.queue, seconds_since_heartbeat=self.silence_s
            )
        )
        for row in [*stalled, *await self._unheard()]:
            if row.id not in self._under_way:
                await self._give_to_others(row)

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

    async def _give_to_others(self, row: Row) -> None:
        manager = self.line.app.job_manager
        try:
            if row.attempts >= MOST_TRIES:
                await manager.finish_job(row, Status.FAILED, delete_job=False)
            else:
                await manager.retry_job(row)
        except UniqueViolation:  # it was put in again, and waits
            await manager.finish_job(row, Status.SUCCEEDED, delete_job=True)
        except ConnectorException:
            return  # somebody else was quicker, or the database is away
        self._ended.pop(row.id or 0, None)

    async def _tidy(self) -> None:
        await self.line.app.job_manager.delete_old_jobs(
            nb_hours=KEPT_HOURS,
            queue=self.line.queue,
            include_failed=True,
            include_cancelled=True,
            include_aborted=True,
        )

    @contextmanager
    def _signals(self) -> Iterator[None]:
        """While it holds, SIGTERM and Ctrl-C end the work in good order, the second one at once."""
        both = (signal.SIGINT, signal.SIGTERM)
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        before = {number: signal.getsignal(number) for number in both}
        loop = asyncio.get_running_loop()

        def first() -> None:
            for number in both:
                loop.remove_signal_handler(number)
                signal.signal(number, signal.SIG_DFL)
            self.say("stopping after the job under way; again ends at once")
            self._stop.set()

        for number in both:
            loop.add_signal_handler(number, first)
        try:
            yield
        finally:
            for number, handler in before.items():
                loop.remove_signal_handler(number)
                signal.signal(number, handler)


@contextmanager
def _silent() -> Iterator[None]:
    """While it holds, what procrastinate and psycopg log goes only where a program asks for it."""
    nowhere = logging.NullHandler()
    loggers = [logging.getLogger(name) for name in ("procrastinate", "psycopg", "psycopg.pool")]
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda _loop, _context: None)  # an end unheard of is `_unheard`'s
    for logger in loggers:
        logger.addHandler(nowhere)
    try:
        yield
    finally:
        for logger in loggers:
            logger.removeHandler(nowhere)


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
