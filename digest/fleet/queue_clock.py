"""The clock of a fleet: each minute, one of its workers asks what is due."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from procrastinate.jobs import Status

from digest.fleet.queue_line import Line
from digest.fleet.work import Job

Tick = Callable[[datetime, datetime], Sequence[Job]]
"""What has become due after one moment and not after the other."""

TICK = "tick"
EACH_MINUTE = "* * * * *"
CATCH_UP_HOURS = 6
"""What was due while no worker lived is made later, if no more than this."""
_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Clock:
    """Puts in what is due; the queue sees to it that each minute comes once."""

    line: Line
    tick: Tick

    def register(self) -> None:
        """Have it called, by whichever worker is first."""
        app, queue = self.line.app, self.line.ticks
        task = app.task(name=TICK, queue=queue, queueing_lock=queue, lock=queue, priority=1)
        app.periodic(cron=EACH_MINUTE, periodic_id=queue)(task(self._ask))

    async def _ask(self, timestamp: int) -> None:
        """All since the last time that was not in vain; the same again gives the same jobs."""
        until = datetime.fromtimestamp(timestamp, UTC)
        since = await self._last()
        earliest = until - timedelta(hours=CATCH_UP_HOURS)
        begin = max(since, earliest) if since else until - _MINUTE
        await self.line.put(await asyncio.to_thread(self.tick, begin, until))

    async def _last(self) -> datetime | None:
        rows = await self.line.app.job_manager.list_jobs_async(
            queue=self.line.ticks, task=TICK, status=Status.SUCCEEDED.value
        )
        moments = [int(str(row.task_kwargs["timestamp"])) for row in rows]
        return datetime.fromtimestamp(max(moments), UTC) if moments else None
