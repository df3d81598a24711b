"""Progress on stderr: bars on a terminal, notes alone without one."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from digest.cli import console
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


@contextmanager
def progress() -> Iterator[Report]:
    """A listener that draws a bar for each stage, or writes its notes alone without a terminal."""
    if console.is_quiet():
        yield silent
    elif console.can_draw(sys.stderr):
        with _bars() as report:
            yield report
    else:
        yield _note


def _note(event: Event) -> None:
    if event.note:
        console.say(f"  {event.note}")


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
                bars.console.print(console.plain(f"  {event.note}"), markup=False, highlight=False)
            if event.stage not in tasks:
                tasks[event.stage] = bars.add_task(VERBS.get(event.stage, event.stage))
            bars.update(tasks[event.stage], completed=event.done, total=event.total)

        yield draw
