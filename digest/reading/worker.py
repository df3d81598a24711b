"""A process that reads documents one after another and can be killed over any of them.

It speaks pickle over its pipes: each request is a function and its arguments, each answer what it
gives; the first answer, True, says that it is ready. It ends when its input does, and by a fault of
a function: reading has none.
"""

import contextlib
import pickle
import signal
import sys
from datetime import UTC, datetime
from typing import cast

from digest import reading
from digest.model import Article, Document, Skipped

_FIRST = Document(
    place="",
    content=b"The first\n\n" + b"It takes longer to read it than all of those that follow. " * 3,
    media_type="text/plain",
)
"""What a first reading loads, for seconds, is loaded before the clock of any document runs."""
_LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


def serve(memory: int) -> None:
    """Answer until the input ends, within so many bytes of memory where the system can say so."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent is interrupted and closes the pipe
    _limit_memory(memory)
    requests, answers = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # what a library prints is no answer
    read(_FIRST, _LONG_AGO)
    ready: object = True
    with contextlib.suppress(EOFError, BrokenPipeError):
        while True:
            pickle.dump(ready, answers)
            answers.flush()
            function, arguments = pickle.load(requests)  # noqa: S301 - from our own parent
            ready = function(*arguments)


def read(document: Document, now: datetime) -> Article | Skipped:
    """What reading gives; a fault of it costs this document alone."""
    wrong = _misused(document)
    if wrong:
        return Skipped(what=document.place, why=wrong)
    try:
        return reading.read(document, now=now)
    except MemoryError:
        return Skipped(what=document.place, why="reading it takes too much memory")
    except RecursionError:
        return Skipped(what=document.place, why="it is nested too deep to be read")
    except Exception as error:  # noqa: BLE001 - whatever a stranger's bytes did, the others are read
        why = f"it could not be read ({type(error).__name__})"
        return Skipped(what=document.place, why=why)


def _misused(document: Document) -> str:
    """What a program gave that types would have refused; empty where it is a document."""
    published, content = document.hints.published, cast("object", document.content)
    if not isinstance(content, bytes):
        return f"its content is {type(content).__name__}, not bytes: encode the text"
    if published is not None and published.tzinfo is None:
        return f"the time it was published at, {published}, has no time zone"
    return ""


def _limit_memory(most: int) -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource  # not on every system

        resource.setrlimit(resource.RLIMIT_DATA, (most, most))
