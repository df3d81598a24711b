"""Many questions at once, answered in their order."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

AskedT = TypeVar("AskedT")
AnswerT = TypeVar("AnswerT")


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
