"""Whether a worker could work now: it is tried, and the answer holds for some seconds."""

import threading
import time
from collections.abc import Callable, Sequence

from digest.errors import DigestError

HOLDS_S = 3.0
"""Seconds for which an answer is given again: who asks without end costs the database nothing."""


class Readiness:
    """Tries all that work needs, at most so often, whoever asks."""

    def __init__(self, needs: Sequence[Callable[[], object]], holds_s: float = HOLDS_S) -> None:
        """Each of `needs` raises DigestError where it is not there."""
        self._needs, self._holds_s = needs, holds_s
        self._turn = threading.Lock()
        self._until = 0.0
        self._lacks: DigestError | None = None

    def __call__(self) -> None:
        """Raise DigestError with what is lacking."""
        with self._turn:
            if time.monotonic() >= self._until:
                self._lacks = self._tried()
                self._until = time.monotonic() + self._holds_s
            lacks = self._lacks
        if lacks is not None:
            raise lacks.with_traceback(None)

    def _tried(self) -> DigestError | None:
        try:
            for need in self._needs:
                need()
        except DigestError as error:
            return error
        return None
