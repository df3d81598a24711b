"""Ctrl-C and SIGTERM: the first ends the work in good order, the second ends it at once."""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from digest.errors import INTERRUPTED, TERMINATED


class Terminated(BaseException):
    """SIGTERM has come; like KeyboardInterrupt, it is no fault of any item."""


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
    if number == signal.SIGTERM:
        raise Terminated
    raise KeyboardInterrupt


def _second(number: int, _frame: FrameType | None) -> None:
    """No traceback, no wait for threads that wait for a server."""
    os.write(sys.stderr.fileno(), b"\ndigest: stopped at once\n")
    os._exit(TERMINATED if number == signal.SIGTERM else INTERRUPTED)
