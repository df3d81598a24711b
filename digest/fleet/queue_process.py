"""The process of a worker: how it is stopped, and that libraries say nothing of their own."""

import asyncio
import logging
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def stopping(stop: Callable[[], None]) -> Iterator[None]:
    """While it holds, the first SIGTERM or Ctrl-C calls `stop`, and the second ends the process."""
    both = (signal.SIGINT, signal.SIGTERM)
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.getsignal(number) for number in both}
    loop = asyncio.get_running_loop()

    def first() -> None:
        for number in both:
            loop.remove_signal_handler(number)
            signal.signal(number, signal.SIG_DFL)
        stop()

    for number in both:
        loop.add_signal_handler(number, first)
    try:
        yield
    finally:
        for number, handler in before.items():
            loop.remove_signal_handler(number)
            signal.signal(number, handler)


@contextmanager
def silent_loggers() -> Iterator[None]:
    """While it holds, what procrastinate and psycopg log goes only where a program asks for it."""
    nowhere = logging.NullHandler()
    loggers = [logging.getLogger(name) for name in ("procrastinate", "psycopg", "psycopg.pool")]
    # a job whose end the database did not hear of: the worker finds it again
    asyncio.get_running_loop().set_exception_handler(lambda _loop, _context: None)
    for logger in loggers:
        logger.addHandler(nowhere)
    try:
        yield
    finally:
        for logger in loggers:
            logger.removeHandler(nowhere)
