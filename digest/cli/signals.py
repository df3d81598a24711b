"""Ctrl-C and SIGTERM: the first ends the work in good order, the second ends it at once."""

import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from digest.errors import INTERRUPTED, TERMINATED


class Terminated(BaseException):
    """SIGTERM has come; like KeyboardInterrupt, it is no fault of any item."""


_STDERR = 2
"""Not the stream: nothing may be waited for in a handler."""
_STOPPING = b"\nstopping; Ctrl-C again ends at once\n"
_WAITING = ("fetch", "ask", "reading")
"""What the names of threads begin with that may wait for a server or a process."""


@contextmanager
def heeded() -> Iterator[None]:
    """While it holds, a first signal raises in the main thread, and the next one ends all.

    After a first one it holds until the process ends, which it is about to.
    """
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    for number in before:
        signal.signal(number, _first)
    try:
        yield
    finally:
        for number, handler in before.items():
            if signal.getsignal(number) is _first:
                signal.signal(number, handler)


def _first(number: int, _frame: FrameType | None) -> None:
    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, _second)
    os.write(_STDERR, _STOPPING)
    if number == signal.SIGTERM:
        raise Terminated
    raise KeyboardInterrupt


def _second(number: int, _frame: FrameType | None) -> None:
    """No traceback, no wait for threads that wait for a server."""
    os.write(_STDERR, b"\ndigest: stopped at once\n")
    os._exit(TERMINATED if number == signal.SIGTERM else INTERRUPTED)


def leave(code: int) -> None:
    """End the process, also where threads still wait for servers, which an exit would wait for."""
    if any(thread.name.startswith(_WAITING) for thread in threading.enumerate()):
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
    sys.exit(code)
