"""Figures of a worker and of the queue, in the form that Prometheus reads."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from digest.errors import DigestError
from digest.fleet.watched import Ended
from digest.fleet.work import Standing

_SECONDS = (0.1, 0.3, 1, 3, 10, 30, 100, 300, 1000, 3000)
_STATES = ("waiting", "working", "done", "failed")


class Metrics:
    """What this process did, and how the queue stands when it is asked."""

    def __init__(
        self,
        standing: Callable[[], Standing],
        spent: Callable[[], float],
        ready: Callable[[], object],
    ) -> None:
        """`spent`: US dollars of the last 24 hours; each may raise DigestError."""
        self._registry = CollectorRegistry()
        self._jobs = Counter(
            "digest_jobs", "Jobs of this worker.", ("stage", "outcome"), registry=self._registry
        )
        self._seconds = Histogram(
            "digest_job_seconds",
            "How long they took.",
            ("stage",),
            buckets=_SECONDS,
            registry=self._registry,
        )
        self._editions = Counter(
            "digest_editions", "Editions of this worker.", ("outcome",), registry=self._registry
        )
        self._mails = Counter(
            "digest_mails", "Mails of this worker.", ("outcome",), registry=self._registry
        )
        self._registry.register(_Queue(standing, spent, ready))

    def hear(self, ended: Ended) -> None:
        """Count a job."""
        self._jobs.labels(ended.job.stage, ended.outcome).inc()
        self._seconds.labels(ended.job.stage).observe(ended.seconds)
        if ended.job.stage == "make" and ended.outcome == "failed":
            self._editions.labels("failed").inc()
        if ended.made:
            self._editions.labels("made" if ended.made.number else "nothing_new").inc()
            self._mails.labels("sent").inc(ended.made.mailed)
            self._mails.labels("refused").inc(len(ended.made.refused))

    def text(self) -> bytes:
        """All of them; those of a queue that is away are left out."""
        return generate_latest(self._registry)


@dataclass(frozen=True, eq=False)
class _Queue(Collector):
    standing: Callable[[], Standing]
    spent: Callable[[], float]
    ready: Callable[[], object]

    def describe(self) -> Iterable[Metric]:
        """Nothing: the database is asked by who looks, not at the start."""
        return ()

    def _is_up(self) -> bool:
        try:
            self.ready()
        except DigestError:
            return False
        return True

    def collect(self) -> Iterator[Metric]:
        yield GaugeMetricFamily(
            "digest_queue_up", "Whether the database can be worked with.", value=self._is_up()
        )
        try:
            standing, spent = self.standing(), self.spent()
        except DigestError:
            return
        jobs = GaugeMetricFamily(
            "digest_queue_jobs", "Jobs in the queue.", labels=("stage", "state")
        )
        for stage, tally in standing.stages.items():
            for state in _STATES:
                jobs.add_metric((stage, state), getattr(tally, state))
        yield jobs
        yield GaugeMetricFamily("digest_workers", "Workers that live.", value=standing.workers)
        yield GaugeMetricFamily(
            "digest_spent_dollars", "US dollars spent in the last 24 hours.", value=spent
        )
