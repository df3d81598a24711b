"""Many questions at once, answered in their order."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

AskedT = TypeVar("AskedT")
AnswerT = TypeVar("AnswerT")


def in_order(
    ask: Callable[[AskedT], AnswerT], asked: Sequence[AskedT], workers: int
) -> Iterator[AnswerT]:
    """The answers in the order of the questions, whatever comes first.

    Closing the iterator early cancels what has not begun. Even one question is asked in a thread:
    an interruption of the main one must not tear an answer that is under way.
    """
    pool = ThreadPoolExecutor(max(1, min(workers, len(asked))), thread_name_prefix="ask")
    try:
        yield from pool.map(ask, asked)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
