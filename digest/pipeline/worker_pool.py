"""Work for all cores: processes that are asked a few at a time, and answers in order."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from types import TracebackType
from typing import Self, TypeVar, TypeVarTuple

from digest.each import Each, all_here, here
from digest.sources.ahead import ahead
from digest.worker_process import IDLE, NoAnswerError, WorkerProcess, idle_or_new

A = TypeVar("A")
B = TypeVar("B")
Ts = TypeVarTuple("Ts")

POOL_FROM = 64
"""Articles from which on a process for each core pays for its start."""
AHEAD = 8
"""Items for each process that wait for their turn."""
AT_ONCE = 32
"""Most items of one question: an answer for each alone costs as much as a small article."""
HOPELESS_S = 120
"""After that nothing is to be hoped of a process any more."""


class WorkerPool:
    """Asks `workers` processes; each is started when it is first needed."""

    def __init__(self, workers: int, memory: int) -> None:
        self._workers = workers
        self._memory = memory
        self._threads = ThreadPoolExecutor(workers, thread_name_prefix="worker")
        self._busy: set[WorkerProcess] = set()

    def each(self, task: Callable[[A], B], items: Iterable[A]) -> Iterator[B]:
        """What a task, which asks a process, makes of each, in order; a few are begun ahead."""
        begun = (self._threads.submit(task, item) for item in items)
        for future in ahead(begun, AHEAD * self._workers):
            yield future.result()

    def ask(self, function: Callable[[*Ts], B], *arguments: *Ts, seconds: float) -> B:
        """What a process that waits for work, or a new one, answers. Raises NoAnswerError."""
        process = idle_or_new(self._memory)
        self._busy.add(process)
        try:
            return process.ask(function, *arguments, seconds=seconds)
        finally:
            self._busy.discard(process)
            if process.is_alive:
                IDLE[self._memory].append(process)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._threads.shutdown(wait=kind is None, cancel_futures=kind is not None)
        for process in set(self._busy):  # of work that was interrupted
            process.stop()


def each_for(articles: int, memory: int) -> Each:
    """How work on so many articles is done: in processes that are there already, or here."""
    workers = os.cpu_count() or 1
    if workers == 1 or articles < POOL_FROM:
        return here

    def each(function: Callable[[A], B], items: Sequence[A], /) -> Iterator[B]:
        size = max(1, min(AT_ONCE, len(items) // (AHEAD * workers)))
        parts = [items[at : at + size] for at in range(0, len(items), size)]
        with WorkerPool(workers, memory) as pool:

            def done(part: Sequence[A]) -> list[B] | None:
                try:
                    return pool.ask(all_here, function, part, seconds=HOPELESS_S)
                except NoAnswerError:
                    return None

            for part, answers in zip(parts, pool.each(done, parts), strict=True):
                yield from all_here(function, part) if answers is None else answers

    return each
