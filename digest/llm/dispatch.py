"""Many questions at once, answered in their order."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from queue import SimpleQueue
from threading import Thread
from typing import TypeVar

from digest.llm.outbox import AnswersWait

AskerT = TypeVar("AskerT")
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


def flowing(
    ask: Callable[[AskedT], AnswerT], asked: Iterable[AskedT], workers: int
) -> Iterator[AnswerT]:
    """The answers in the order of the questions, each asked as soon as the iterable gives it.

    That is gone through in a thread of its own, so it may wait for other answers.
    Raises AnswersWait where one did, after all are asked; what follows the first one is not given.
    """
    pool = ThreadPoolExecutor(max(1, workers), thread_name_prefix="ask")
    begun: SimpleQueue[Future[AnswerT] | None] = SimpleQueue()

    def begin() -> None:
        try:
            for question in asked:
                begun.put(pool.submit(ask, question))
        except BaseException as fault:  # noqa: BLE001 - it is raised where the answers are taken
            broken: Future[AnswerT] = Future()
            broken.set_exception(fault)
            begun.put(broken)
        finally:
            begun.put(None)

    waits = None
    try:
        Thread(target=begin, name="begin", daemon=True).start()
        while (future := begun.get()) is not None:
            try:
                answer = future.result()
            except AnswersWait as error:
                waits = error
            if waits is None:
                yield answer
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
    if waits is not None:
        raise waits


def answered(
    askers: Iterable[AskerT],
    questions_of: Callable[[AskerT], Sequence[AskedT]],
    ask: Callable[[Iterator[AskedT]], Iterable[AnswerT]],
) -> Iterator[tuple[AskerT, list[tuple[AskedT, AnswerT]]]]:
    """Each asker with its questions and their answers, in order, as soon as it has all of them.

    `ask` gives one answer for each question, in their order, and may go through them elsewhere.
    """
    waiting: deque[tuple[AskerT, Sequence[AskedT]]] = deque()

    def questions() -> Iterator[AskedT]:
        for asker in askers:
            own = questions_of(asker)
            waiting.append((asker, own))
            yield from own

    found: list[AnswerT] = []
    for answer in ask(questions()):
        found.append(answer)
        while waiting and len(waiting[0][1]) <= len(found):
            asker, own = waiting.popleft()
            yield asker, list(zip(own, found, strict=False))
            del found[: len(own)]
    yield from ((asker, []) for asker, _ in waiting)
