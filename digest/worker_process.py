"""A process that does what it is asked, and is stopped where that takes too long.

The stdlib's pools cannot stop a task, lose all others when a process dies, and run the caller's
script again in each process. These are plain processes with a pipe each.
"""

import atexit
import contextlib
import pickle
import subprocess
import sys
import threading
from collections import defaultdict
from collections.abc import Callable
from itertools import chain
from typing import TypeVar, TypeVarTuple, cast

START_S = 60
"""A process that has not begun by then never will; importing takes a second."""
_BEGIN = (
    "import pickle, sys; sys.path[:], memory = pickle.load(sys.stdin.buffer); "
    "from digest.reading.worker import serve; serve(memory)"
)


T = TypeVar("T")
Ts = TypeVarTuple("Ts")

IDLE: "defaultdict[int, list[WorkerProcess]]" = defaultdict(list)
"""Processes by their memory that the next edition of this program need not start again."""


@atexit.register
def _stop_idle() -> None:
    for process in chain.from_iterable(IDLE.values()):
        process.stop()


def begin_early(memory: int) -> None:
    """Start one without waiting for it: the caller has seconds of loading to do, as it has."""
    if not IDLE[memory]:
        IDLE[memory].append(WorkerProcess(memory))


def idle_or_new(memory: int) -> "WorkerProcess":
    """One that waits for work, or else another."""
    with contextlib.suppress(IndexError):  # another thread may take the last one
        while True:
            process = IDLE[memory].pop()
            if process.is_alive:
                return process
    return WorkerProcess(memory)


class NoAnswerError(Exception):
    """It took too long, failed, or ended its process."""

    def __init__(self, *, is_late: bool) -> None:
        super().__init__()
        self.is_late = is_late


class WorkerProcess:
    """One process, and the pipe to it."""

    def __init__(self, memory: int) -> None:
        self._process = subprocess.Popen(  # noqa: S603 - our own code alone
            [sys.executable, "-P", "-c", _BEGIN],  # -P: no module of the folder we stand in
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self._is_late = False
        self._is_ready = False
        assert self._process.stdin is not None
        with contextlib.suppress(OSError):  # it is dead, which its first answer tells
            pickle.dump((sys.path, memory), self._process.stdin)
            self._process.stdin.flush()

    @property
    def is_alive(self) -> bool:
        """Whether it can be asked."""
        return self._process.poll() is None

    def ask(self, function: Callable[[*Ts], T], *arguments: *Ts, seconds: float) -> T:
        """What a function of a module gives. Raises NoAnswerError."""
        self._is_ready = self._is_ready or self._answer(None, START_S) is True
        return cast("T", self._answer((function, arguments), seconds))

    def _answer(self, request: object, seconds: float) -> object:
        """What it answers in time; it is stopped where it does not.

        It says unasked that it is ready.
        """
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        clock = threading.Timer(seconds, self._stop_late)
        clock.start()
        try:
            if request is not None:
                pickle.dump(request, self._process.stdin)
                self._process.stdin.flush()
            return pickle.load(self._process.stdout)  # noqa: S301 - from our own process
        except (OSError, EOFError, pickle.UnpicklingError) as fault:
            self.stop()
            raise NoAnswerError(is_late=self._is_late) from fault
        finally:
            clock.cancel()

    def _stop_late(self) -> None:
        self._is_late = True
        self._process.kill()

    def stop(self) -> None:
        """End it, whatever it does."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):  # what could not be sent any more
                    pipe.close()
