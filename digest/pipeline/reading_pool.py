"""Documents are read in processes of their own, a few at a time and in order."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from digest.model import Article, Document, Skipped
from digest.pipeline.worker_pool import WorkerPool
from digest.reading import worker
from digest.worker_process import NoAnswerError


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingLimits:
    """What one document may take."""

    seconds: float = 10
    """Wall-clock."""
    memory: int = 2_000_000_000
    """Bytes of its process."""


class ReadingPool(WorkerPool):
    """Reads documents in `workers` processes."""

    def __init__(self, workers: int, now: datetime, limits: ReadingLimits) -> None:
        super().__init__(workers, limits.memory)
        self._now = now
        self._seconds = limits.seconds

    def read(self, items: Iterable[Document | Skipped]) -> Iterator[Article | Skipped]:
        """One item for each, in order; a few are read ahead of their turn."""
        return self.each(self._read, items)

    def _read(self, item: Document | Skipped) -> Article | Skipped:
        """The article of a document, or of the teaser that its feed had instead of the page."""
        if isinstance(item, Skipped):
            return item
        article = self._article(item)
        if isinstance(article, Skipped) and item.instead is not None:
            return self._read(item.instead)
        return article

    def _article(self, document: Document) -> Article | Skipped:
        try:
            return self.ask(worker.read, document, self._now, seconds=self._seconds)
        except NoAnswerError as fault:
            late = f"reading it takes longer than {self._seconds:g} seconds"
            why = late if fault.is_late else "reading it failed"
            return Skipped(what=document.place, why=why)
