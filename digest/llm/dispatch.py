"""Pace and retry: when a request is made, again, and by how many workers at once."""

import re
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import tenacity

from digest.errors import LlmUnavailable
from digest.llm.faults import seconds_in
from digest.progress import Event, Report

AskedT = TypeVar("AskedT")
AnswerT = TypeVar("AnswerT")

FIRST_WAIT_S = 1.0
LONGEST_WAIT_S = 60.0
_DURATION = re.compile(r"(\d+(?:\.\d+)?)(ms|s|m|h)")
_SECONDS = {"ms": 0.001, "s": 1.0, "m": 60.0, "h": 3600.0}


class Pace:
    """When the server wants to be asked next; one for all workers of a client."""

    def __init__(
        self,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._sleep = sleep
        self._clock = clock
        self._not_before = 0.0
        self._lock = threading.Lock()

    def hold(self, seconds: float) -> None:
        """Let nobody ask for so long."""
        with self._lock:
            self._not_before = max(self._not_before, self._clock() + seconds)

    def wait(self) -> None:
        """Return when a request may be made."""
        while (left := self._not_before - self._clock()) > 0:
            self._sleep(left)

    def pause(self, seconds: float) -> None:
        """Hold everybody for so many seconds, and wait them out."""
        self.hold(seconds)
        self.wait()

    def heed(self, headers: Mapping[str, str]) -> None:
        """Wait for the next window when the server says that this one is used up."""
        for what in ("requests", "tokens"):
            if seconds_in(headers.get(f"x-ratelimit-remaining-{what}")) == 0:
                self.hold(min(LONGEST_WAIT_S, duration(headers.get(f"x-ratelimit-reset-{what}"))))


def duration(text: str | None) -> float:
    """Seconds in `1s`, `6m0s` or `20ms`; 0 for anything else."""
    return sum(float(number) * _SECONDS[unit] for number, unit in _DURATION.findall(text or ""))


def retrying(
    pace: Pace, *, attempts: int, total_time_s: float, report: Report
) -> tenacity.Retrying:
    """Repeat what raises LlmUnavailable, as the server asks or after longer and longer waits.

    Bounded in tries and in time: a wait that would pass the total time is not begun.
    The last error is raised as it is.
    """
    growing = tenacity.wait_random_exponential(multiplier=FIRST_WAIT_S, max=LONGEST_WAIT_S)

    def wait(state: tenacity.RetryCallState) -> float:
        error = state.outcome.exception() if state.outcome else None
        asked = error.retry_after if isinstance(error, LlmUnavailable) else None
        return growing(state) if asked is None else asked

    def tell(state: tenacity.RetryCallState) -> None:
        error = state.outcome.exception() if state.outcome else None
        report(Event(stage="ask", note=f"{error}; again in {state.upcoming_sleep:.0f} s"))

    return tenacity.Retrying(
        retry=tenacity.retry_if_exception_type(LlmUnavailable),
        wait=wait,
        stop=tenacity.stop_after_attempt(attempts) | tenacity.stop_before_delay(total_time_s),
        sleep=pace.pause,
        before_sleep=tell,
        reraise=True,
    )


def in_order(
    ask: Callable[[AskedT], AnswerT], asked: Sequence[AskedT], workers: int
) -> Iterator[AnswerT]:
    """The answers in the order of the questions, whatever comes first; one worker uses no thread.

    Closing the iterator early cancels what has not begun.
    """
    if workers <= 1 or len(asked) <= 1:
        yield from map(ask, asked)
        return
    pool = ThreadPoolExecutor(min(workers, len(asked)), thread_name_prefix="ask")
    try:
        yield from pool.map(ask, asked)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
