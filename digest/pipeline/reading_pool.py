"""Documents are read in processes of their own, a few at a time and in order."""

from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from types import TracebackType
from typing import Self

from digest.model import Article, Document, Skipped
from digest.reading_process import IDLE, ReadingProcess, idle_or_new
from digest.sources.ahead import ahead

AHEAD = 8
"""Documents for each process that wait for their turn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingLimits:
    """What one document may take."""

    seconds: float = 10
    """Wall-clock."""
    memory: int = 2_000_000_000
    """Bytes of its process."""


class ReadingPool:
    """Reads documents in `workers` processes; each is started when it is first needed."""

    def __init__(self, workers: int, now: datetime, limits: ReadingLimits) -> None:
        self._now = now
        self._limits = limits
        self._workers = workers
        self._threads = ThreadPoolExecutor(workers, thread_name_prefix="reading")
        self._busy: set[ReadingProcess] = set()

    def read(self, items: Iterable[Document | Skipped]) -> Iterator[Article | Skipped]:
        """One item for each, in order; a few are read ahead of their turn."""
        begun = (self._begin(item) for item in items)
        for result in ahead(begun, AHEAD * self._workers):
            yield result if isinstance(result, Skipped) else result.result()

    def _begin(self, item: Document | Skipped) -> "Skipped | Future[Article | Skipped]":
        return item if isinstance(item, Skipped) else self._threads.submit(self._read, item)

    def _read(self, document: Document) -> Article | Skipped:
        """The article of a document, or of the teaser that its feed had instead of the page."""
        process = idle_or_new(self._limits.memory)
        self._busy.add(process)
        article = process.read(document, self._now, self._limits.seconds)
        self._busy.discard(process)
        if process.is_alive:
            IDLE[self._limits.memory].append(process)
        if isinstance(article, Skipped) and document.instead is not None:
            return self._read(document.instead)
        return article

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._threads.shutdown(wait=kind is None, cancel_futures=kind is not None)
        for process in set(self._busy):  # of a reading that was interrupted
            process.stop()
