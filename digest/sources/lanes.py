"""A pool of threads in which each lane (a host) has only so many at once."""

import threading
from collections import Counter, defaultdict, deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")


class Lanes:
    """Work waits for its lane without holding a thread, so one slow host stops no other."""

    def __init__(
        self,
        *,
        workers: int,
        per_lane: int,
        tell: Callable[[tuple[str, ...]], None] = lambda _lanes: None,
    ) -> None:
        """`tell` hears which lanes have work under way, whenever that has changed."""
        self._pool = ThreadPoolExecutor(workers, thread_name_prefix="fetch")
        self._per_lane = per_lane
        self._tell = tell
        self._lock = threading.Lock()
        self._running: Counter[str] = Counter()
        self._waiting: defaultdict[str, deque[Callable[[], None]]] = defaultdict(deque)

    def submit(self, lane: str, work: Callable[[], T]) -> Future[T]:
        """What work gives, once its lane has room; work of one lane starts in order."""
        future: Future[T] = Future()

        def run() -> None:
            try:
                future.set_result(work())
            except BaseException as fault:  # noqa: BLE001  whoever waits for the future gets it
                future.set_exception(fault)
            self._next(lane)

        with self._lock:
            if self._running[lane] >= self._per_lane:
                self._waiting[lane].append(run)
                return future
            self._running[lane] += 1
        self._tell_running()
        self._pool.submit(run)
        return future

    def _next(self, lane: str) -> None:
        with self._lock:
            waiting = self._waiting.get(lane)
            run = waiting.popleft() if waiting else None
            if run is None:
                self._running[lane] -= 1
        if run is None:
            self._tell_running()
        else:
            self._pool.submit(run)

    def _tell_running(self) -> None:
        with self._lock:
            running = tuple(lane for lane, number in self._running.items() if number)
        self._tell(running)

    def close(self, *, wait: bool = True) -> None:
        """Start nothing more; what runs ends at its own time limit, for which it may wait."""
        with self._lock:
            self._waiting.clear()
        self._pool.shutdown(wait=wait, cancel_futures=True)
