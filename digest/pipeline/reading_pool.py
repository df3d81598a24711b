"""Documents are read in processes of their own, which are stopped where one takes too long.

The stdlib's pools cannot stop a task, lose all others when a process dies, and run the caller's
script again in each process. These are plain processes with a pipe each.
"""

import atexit
import contextlib
import pickle
import subprocess
import sys
import threading
from collections import defaultdict
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from types import TracebackType
from typing import Self

from digest.model import Article, Document, Skipped
from digest.sources.ahead import ahead

START_S = 60
"""A process that has not begun by then never will; importing takes a second."""
AHEAD = 8
"""Documents for each process that wait for their turn."""
_BEGIN = (
    "import pickle, sys; sys.path[:], memory = pickle.load(sys.stdin.buffer); "
    "from digest.reading.worker import serve; serve(memory)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingLimits:
    """What one document may take."""

    seconds: float = 10
    """Wall-clock."""
    memory: int = 2_000_000_000
    """Bytes of its process."""


_IDLE: "defaultdict[int, list[_Process]]" = defaultdict(list)
"""Processes by their memory that the next edition of this program need not start again."""


@atexit.register
def _stop_idle() -> None:
    for process in chain.from_iterable(_IDLE.values()):
        process.stop()


class ReadingPool:
    """Reads documents in `workers` processes; each is started when it is first needed."""

    def __init__(self, workers: int, now: datetime, limits: ReadingLimits) -> None:
        self._now = now
        self._limits = limits
        self._workers = workers
        self._threads = ThreadPoolExecutor(workers, thread_name_prefix="reading")
        self._busy: set[_Process] = set()

    def read(self, items: Iterable[Document | Skipped]) -> Iterator[Article | Skipped]:
        """One item for each, in order; a few are read ahead of their turn."""
        begun = (self._begin(item) for item in items)
        for result in ahead(begun, AHEAD * self._workers):
            yield result if isinstance(result, Skipped) else result.result()

    def _begin(self, item: Document | Skipped) -> "Skipped | Future[Article | Skipped]":
        return item if isinstance(item, Skipped) else self._threads.submit(self._read, item)

    def _read(self, document: Document) -> Article | Skipped:
        """The article of a document, or of the teaser that its feed had instead of the page."""
        process = _idle_or_new(self._limits.memory)
        self._busy.add(process)
        article = process.read(document, self._now, self._limits.seconds)
        self._busy.discard(process)
        if process.is_alive:
            _IDLE[self._limits.memory].append(process)
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


def _idle_or_new(memory: int) -> "_Process":
    with contextlib.suppress(IndexError):  # another thread may take the last one
        while True:
            process = _IDLE[memory].pop()
            if process.is_alive:
                return process
    return _Process(memory)


class _Process:
    """One process, and the pipe to it."""

    def __init__(self, memory: int) -> None:
        self._process = subprocess.Popen(  # noqa: S603 - our own code alone
            [sys.executable, "-P", "-c", _BEGIN],  # -P: no module of the folder we stand in
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self._is_late = False
        self._answer((sys.path, memory), START_S)

    @property
    def is_alive(self) -> bool:
        """Whether it can be asked."""
        return self._process.poll() is None

    def read(self, document: Document, now: datetime, seconds: float) -> Article | Skipped:
        """What is in the document, or that it took too long or ended its process."""
        answer = self._answer((document, now), seconds)
        if isinstance(answer, Article | Skipped):
            return answer
        late = f"reading it takes longer than {seconds:g} seconds"
        return Skipped(what=document.place, why=late if self._is_late else "reading it failed")

    def _answer(self, request: object, seconds: float) -> object:
        """What it answers in time; None, and it is stopped, where it does not."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        clock = threading.Timer(seconds, self._stop_late)
        clock.start()
        try:
            pickle.dump(request, self._process.stdin)
            self._process.stdin.flush()
            return pickle.load(self._process.stdout)  # noqa: S301 - from our own process
        except (OSError, EOFError, pickle.UnpicklingError):
            self.stop()
            return None
        finally:
            clock.cancel()

    def _stop_late(self) -> None:
        self._is_late = True
        self._process.kill()

    def stop(self) -> None:
        """End it, whatever it does."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):  # what could not be sent any more
                    pipe.close()
