"""The log for operators: one JSON line a request, with what a provider's support asks for."""

import json
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from digest.cli.console import say
from digest.errors import WriteError

Log = Callable[[Mapping[str, object]], None]


def _say(facts: Mapping[str, object]) -> None:
    """The same for who wants to know of each request."""
    told = (f"{name} {value}" for name, value in facts.items() if value is not None)
    say(f"  {', '.join(told)}", at=2)


def _line(facts: Mapping[str, object]) -> str:
    at = datetime.now(UTC).isoformat(timespec="milliseconds")
    return json.dumps({"at": at, **facts}, ensure_ascii=False)


@contextmanager
def journal(file: Path | None) -> Iterator[Log]:
    """What adds facts to the file, if there is one, from any thread, and tells them with -vv.

    The file - is standard error. Raises WriteError for a file that cannot be written.
    """
    if file is None:
        yield _say
        return
    if str(file) == "-":
        yield lambda facts: say(_line(facts), always=True)
        return
    try:
        opened = file.open("a", encoding="utf-8")
    except OSError as error:
        raise WriteError.of(file, error) from error
    lock = threading.Lock()

    def add(facts: Mapping[str, object]) -> None:
        _say(facts)
        with lock:
            opened.write(_line(facts) + "\n")
            opened.flush()

    with opened:
        yield add
