"""The one place that writes to a terminal: results on stdout, talk on stderr.

Every line is cleaned here, whoever it came from: an article, a file's name, a setting, an error.
"""

import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, is_dataclass
from datetime import date
from enum import Enum
from pathlib import Path
from typing import TextIO

from digest.language.printable import printable

_RED, _UNCOLOURED = "\x1b[1;31m", "\x1b[0m"


@dataclass(slots=True)
class _Manner:
    """How the command that runs was asked to talk."""

    quiet: bool = False
    verbosity: int = 0
    as_json: bool = False
    has_reported: bool = False
    said: set[str] = field(default_factory=set)
    """What is said once, whichever commands a command calls."""
    parts: list[object] | None = None
    """Results of commands that another one calls, until that is done."""


_MANNER = _Manner()


def behave(*, quiet: bool = False, verbosity: int = 0, as_json: bool = False) -> None:
    """From now on talk like this; without a word, as at the start."""
    _MANNER.quiet, _MANNER.verbosity = quiet, 0 if quiet else verbosity
    _MANNER.as_json, _MANNER.has_reported = as_json, False
    _MANNER.said.clear()


def gives_json() -> bool:
    """Whether the result is wanted as JSON."""
    return _MANNER.as_json


def is_quiet() -> bool:
    """Whether nothing but errors is wanted."""
    return _MANNER.quiet


def wants(verbosity: int) -> bool:
    """Whether so much is wanted: 1 for -v, 2 for -vv."""
    return _MANNER.verbosity >= verbosity


def report(value: object, lines: Iterable[str | tuple[str, ...]]) -> None:
    """The result of a command: as JSON where that is wanted, else line by line.

    A line of several cells has a tab between them.
    """
    _MANNER.has_reported = True
    if _MANNER.parts is not None:
        _MANNER.parts.append(value)
    elif _MANNER.as_json:
        print(_escaped(json.dumps(value, ensure_ascii=False, default=_plain_value)))
    else:
        for line in lines:
            tell(*([line] if isinstance(line, str) else line))


@contextmanager
def one_report() -> Iterator[None]:
    """While it holds, results are gathered; they are one list in the end."""
    parts = _MANNER.parts = []
    try:
        yield
    finally:
        _MANNER.parts = None
        if parts:
            report(parts, ())


def tell(*cells: str) -> None:
    """One line on stdout; of several cells, with a tab between them."""
    print("\t".join(map(printable, cells)))


def say(line: str, *, at: int = 0, always: bool = False) -> None:
    """One line on stderr, unless less is wanted: `at` 1 for -v, 2 for -vv."""
    if always or (not _MANNER.quiet and wants(at)):
        print(printable(line), file=sys.stderr, flush=True)


def say_once(line: str, *, at: int = 0, always: bool = False) -> None:
    """The same, the first time that a command says it."""
    if line not in _MANNER.said:
        _MANNER.said.add(line)
        say(line, at=at, always=always)


def fail(message: str, code: int, lines: Sequence[str] = ()) -> None:
    """What went wrong on stderr: a line, and one for each thing that it is about.

    A program gets an object if it has no result yet.
    """
    if _MANNER.as_json and not _MANNER.has_reported:
        named = {"lines": lines} if lines else {}
        report({"error": {"code": code, "message": message, **named}}, ())
    blame(message, lines)


def blame(message: str, lines: Sequence[str] = ()) -> None:
    """The same on stderr alone, for what does not end the command."""
    name = f"{_RED}digest:{_UNCOLOURED}" if is_coloured(sys.stderr) else "digest:"
    print(name, printable(message), file=sys.stderr, flush=True)
    for line in lines:
        say(f"  {line}", always=True)


def is_coloured(stream: TextIO) -> bool:
    """Whether colours are wanted: NO_COLOR and FORCE_COLOR decide, or else whether it can."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return can_draw(stream)


def can_draw(stream: TextIO) -> bool:
    """Whether it is a terminal that moves its cursor."""
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def _escaped(text: str) -> str:
    """JSON with the same characters written as JSON can, so that nothing is lost."""
    return "".join(c if c.isprintable() else json.dumps(c)[1:-1] for c in text)


def _plain_value(value: object) -> object:
    """What JSON has in the place of a value that it does not know. Raises TypeError."""
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Path):
        return str(value)
    if isinstance(value, Iterable):
        return list(value)
    raise TypeError(f"{value!r} has no form in JSON")
