"""The engine on PostgreSQL: as many workers on as many machines as there are.

Procrastinate is the queue: it hands out jobs, keeps their locks, and knows which workers live.
"""

import asyncio
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from digest.errors import ConfigError
from digest.fleet.work import Job, Run, Standing
from digest.store.location import locate

if TYPE_CHECKING:
    from digest.fleet.queue_clock import Tick
    from digest.fleet.queue_line import Line

SILENCE_S = 20.0
"""Seconds without a sign of life after which a worker is taken for dead."""


def _say_nothing(_line: str) -> None:
    """The manners of a library."""


class QueuedEngine:
    """The jobs of one fleet in a database of PostgreSQL.

    Each method raises StoreError in one line while the database is away, full, busy or read-only,
    and ConfigError where it cannot be used at all; none shows a password.
    """

    def __init__(
        self,
        url: str,
        fleet: str,
        *,
        silence_s: float = SILENCE_S,
        say: Callable[[str], None] = _say_nothing,
        tick: "Tick | None" = None,
    ) -> None:
        """`fleet` is the folder, the same on all machines; `say` hears what an operator should.

        `tick` is asked each minute, by one of those that work for ever, what has become due.
        """
        self._place = locate(url)
        if self._place.is_file:
            raise ConfigError("[fleet] url must name a PostgreSQL: postgresql://user@host/name")
        self._fleet, self._silence_s, self._say, self._tick = fleet, silence_s, say, tick
        self._is_made = False

    def put(self, jobs: Sequence[Job]) -> None:
        """Have them worked at; one that waits already waits once."""
        line = self._line()
        from digest.fleet.queue_line import in_words

        async def put() -> None:
            async with line.app.open_async():
                await line.put(jobs)

        with in_words(self._place):
            asyncio.run(put())

    def work(self, run: Run, *, until_idle: bool) -> None:
        """Work until nothing is left, or for ever; SIGTERM and Ctrl-C let a job under way end.

        `run` is called in a thread, one job at a time. Where it raises StoreError the job is tried
        again, after waits that grow; any other error fails it.
        """
        line = self._line()
        from digest.fleet.queue_clock import Clock
        from digest.fleet.queue_line import in_words
        from digest.fleet.queue_worker import Worker

        clock = Clock(line, self._tick) if self._tick else None

        async def serve() -> None:
            await Worker(line, run, self._silence_s, self._say, clock).serve(until_idle=until_idle)

        with in_words(self._place):
            asyncio.run(serve())

    def standing(self) -> Standing:
        """How far the work is; what is long done is forgotten."""
        line = self._line()
        from digest.fleet.queue_line import in_words

        async def stand() -> Standing:
            async with line.app.open_async():
                return Standing(
                    stages=await line.tallies(), workers=await line.living(self._silence_s)
                )

        with in_words(self._place):
            return asyncio.run(stand())

    def try_writing(self) -> None:
        """Raise what handing out a job would raise now, and write nothing."""
        self._line()
        from digest.fleet.queue_form import try_queue

        try_queue(self._place)

    def _line(self) -> "Line":
        """The line, in a database that has its tables."""
        try:
            from digest.fleet.queue_form import make_queue
            from digest.fleet.queue_line import Line, app_at
        except ModuleNotFoundError as error:
            raise ConfigError(
                "[fleet] engine = 'postgres' needs more: pip install 'digest-editions[fleet]'"
            ) from error
        if not self._is_made:
            make_queue(self._place)
            self._is_made = True
        return Line(app_at(self._place), self._fleet)
