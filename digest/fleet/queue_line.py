"""The jobs of one fleet, as procrastinate keeps them: put in, counted, and read back."""

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, LiteralString, get_args

import psycopg
from procrastinate import App, PsycopgConnector
from procrastinate.exceptions import AlreadyEnqueued, ConnectorException
from procrastinate.jobs import Job as Row

from digest.fleet.queue_patience import PUT
from digest.fleet.work import Job, Stage, Tally
from digest.store.complaints import told
from digest.store.location import Place

STAGES: tuple[Stage, ...] = get_args(Stage)
AWAY = (ConnectorException, psycopg.Error)
"""What is raised while the database cannot be used."""
PATIENCE_S = 5
"""Seconds that a connection is waited for."""
_HEX_DIGITS = 16
"""A queue's name is part of a channel's, of which PostgreSQL takes 63 bytes."""
_MOST_CONNECTIONS = 4
_LIVING: LiteralString = (
    "SELECT count(*) AS living FROM procrastinate_workers "
    "WHERE last_heartbeat > now() - make_interval(secs => %(silence_s)s)"
)


@contextmanager
def in_words(place: Place) -> Iterator[None]:
    """While it holds, faults of the database are raised as StoreError or ConfigError."""
    try:
        yield
    except AWAY as error:
        raise told(error.__cause__ or error, place, called="queue") from error


def app_at(place: Place) -> App:
    """An app that connects when it is opened; it knows no task."""
    url = place.url.set(drivername="postgresql").render_as_string(hide_password=False)
    options = {"connect_timeout": PATIENCE_S, "fallback_application_name": "digest"}
    chosen = {name: value for name, value in options.items() if name not in place.url.query}
    return App(
        connector=PsycopgConnector(
            conninfo=url,
            kwargs=chosen,
            min_size=0,  # or opening waits half a minute for a database that is away
            max_size=_MOST_CONNECTIONS,
            timeout=PATIENCE_S,
        )
    )


@dataclass(frozen=True, slots=True)
class Line:
    """The jobs of a fleet, through an app that is open; raises what AWAY names.

    The priority of a job is 0, less 1 for each worker that died at it.
    """

    app: App
    fleet: str

    @property
    def queue(self) -> str:
        """Its name in the database."""
        digits = hashlib.sha256(self.fleet.encode()).hexdigest()[:_HEX_DIGITS]
        return f"digest_{digits}"

    @property
    def ticks(self) -> str:
        """The queue of its clock."""
        return f"{self.queue}_clock"

    async def put(self, jobs: Sequence[Job]) -> None:
        """Have them worked at, if they do not wait already."""
        rows = [self._row(job) for job in {job.name: job for job in jobs}.values()]
        if not rows:
            return
        manager = self.app.job_manager
        try:
            await manager.batch_defer_jobs_async(rows)
        except AlreadyEnqueued:  # one of them, and none was put in
            for row in rows:
                with suppress(AlreadyEnqueued):
                    await manager.defer_job_async(row)

    def _row(self, job: Job) -> Row:
        """One that is worked at and put in again waits for the first, or both would be at it."""
        return Row(
            queue=self.queue,
            task_name=job.stage,
            lock=f"{self.queue} {job.lock or job.name}",
            queueing_lock=f"{self.queue} {job.name}",
            task_kwargs={
                "round": job.round,
                "part": job.part,
                "lock": job.lock,
                PUT: datetime.now(UTC).isoformat(),
            },
        )

    def job(self, row: Row) -> Job:
        """The job of a row; its folder is ours, whatever stands in the database."""
        stage = next(stage for stage in STAGES if stage == row.task_name)
        kept: dict[str, Any] = row.task_kwargs
        return Job(
            fleet=self.fleet,
            round=kept["round"],
            stage=stage,
            part=kept["part"],
            lock=kept["lock"],
            tries=-row.priority,
        )

    async def tallies(self) -> dict[str, Tally]:
        """How many jobs of each stage stand where, at one moment."""
        rows = {row["name"]: row for row in await self.app.job_manager.list_tasks_async(self.queue)}
        return {stage: _tally(rows[stage]) for stage in STAGES if stage in rows}

    async def living(self, silence_s: float) -> int:
        """How many workers gave a sign of life in that time, at any line of the database."""
        row = await self.app.connector.execute_query_one_async(_LIVING, silence_s=silence_s)
        return int(row["living"])


def _tally(row: dict[str, Any]) -> Tally:
    return Tally(
        waiting=row["todo"],
        working=row["doing"],
        done=row["succeeded"],
        failed=row["failed"] + row["aborted"] + row["cancelled"],
    )
