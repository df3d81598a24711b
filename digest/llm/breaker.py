"""The breaker: a server that fails again and again is left alone for a while, then for good.

One bad request costs itself. Only failures in a row, with no success of anybody between, are the
server's own; after some of them nobody asks but one, now and then, to see whether it is back.
"""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

from digest.errors import LlmError

OPENS_AFTER = 8
"""Failures in a row."""
COOLING_S = (2.0, 4.0, 8.0, 16.0)
"""Waits before one request tries the server again; when the last of them fails it is dead."""


class Breaker:
    """Whether an endpoint may be asked; one for all workers, and closed at first.

    `sleep` takes seconds.
    """

    def __init__(self, sleep: Callable[[float], None] = time.sleep) -> None:
        self._sleep = sleep
        self._lock = threading.Lock()
        self._trying = threading.Lock()
        """Held by the one request that may try a server that has failed."""
        self._in_a_row = 0
        self._tries = 0
        self._last: LlmError | None = None
        self.has_worked = False
        """Whether it ever did what it was asked."""

    @property
    def dead(self) -> LlmError | None:
        """The failure after which nobody asks any more; None while there is hope."""
        return self._last if self._tries > len(COOLING_S) else None

    @contextmanager
    def entered(self) -> Iterator[None]:
        """While the server may be asked: by all, or by one at a time, after a wait.

        Raises the failure of which the server died.
        """
        with ExitStack() as held:
            if self._is_open():
                held.enter_context(self._trying)
                if self._is_open():
                    self._wait()
                else:  # somebody else has found it well
                    held.close()
            yield

    def _is_open(self) -> bool:
        return self._in_a_row >= OPENS_AFTER

    def _wait(self) -> None:
        tried = self._tries
        self._tries += 1
        if self.dead is not None:
            raise self.dead
        self._sleep(COOLING_S[tried])

    def succeeded(self) -> None:
        """The server did what it was asked: what failed before was not its own fault."""
        with self._lock:
            self._in_a_row = self._tries = 0
            self.has_worked = True

    def failed(self, error: LlmError) -> None:
        """A request failed, by its own fault or the server's."""
        with self._lock:
            self._in_a_row += 1
            self._last = error
