"""The one place that writes to a terminal: results on stdout, talk on stderr, progress bars.

Every line is cleaned here, whoever it came from: an article, a file's name, a setting, an error.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from digest.progress import Event, Report, silent

VERBS = {
    "fetch": "Fetching",
    "read": "Reading",
    "group": "Grouping",
    "ask": "Asking the model",
    "check": "Checking",
    "render": "Rendering",
    "send": "Sending",
}


def _plain(line: str) -> str:
    """The line without characters that steer a terminal, or the direction in which it writes."""
    return "".join(char if char.isprintable() else " " for char in line)


def tell(*cells: str) -> None:
    """One line on stdout; of several cells, with a tab between them."""
    print("\t".join(map(_plain, cells)))


def say(line: str, *, quiet: bool = False) -> None:
    """One line on stderr."""
    if not quiet:
        print(_plain(line), file=sys.stderr, flush=True)


@contextmanager
def progress(*, quiet: bool) -> Iterator[Report]:
    """A listener that draws a bar for each stage, or writes its notes alone without a terminal."""
    if quiet:
        yield silent
    elif sys.stderr.isatty() and os.environ.get("TERM") != "dumb":
        with _bars() as report:
            yield report
    else:
        yield _note


def _note(event: Event) -> None:
    if event.note:
        say(f"  {event.note}")


@contextmanager
def _bars() -> Iterator[Report]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn

    # rich honours NO_COLOR by itself
    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn()
    with Progress(*columns, console=Console(stderr=True), transient=True) as bars:
        tasks: dict[str, TaskID] = {}

        def draw(event: Event) -> None:
            if event.note:
                bars.console.print(_plain(f"  {event.note}"), markup=False, highlight=False)
            if event.stage not in tasks:
                tasks[event.stage] = bars.add_task(VERBS.get(event.stage, event.stage))
            bars.update(tasks[event.stage], completed=event.done, total=event.total)

        yield draw
