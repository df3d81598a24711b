"""Progress on stderr: bars on a terminal, a line now and then without one."""

import sys
import threading
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from digest.cli import console
from digest.errors import DigestError, SourceError
from digest.language.printable import printable
from digest.progress import Event, Report, silent

if TYPE_CHECKING:
    from rich.progress import TaskID

EVERY_S = 10.0
"""How often a line is written where there is no terminal."""
_BAR = 20
"""Columns of a bar."""
_MINUTE = 60
_NAMED = 3
"""Servers that are named; of the others it is said how many they are."""
_SURE_FROM_S = 2.0
"""How long a stage has lasted before it is said how long the rest of it will."""


@dataclass(frozen=True, slots=True)
class _Stage:
    """A stage in words."""

    verb: str
    one: str
    many: str


_STAGES: Mapping[str, _Stage] = {
    "fetch": _Stage("Fetching", "place", "places"),
    "read": _Stage("Reading", "document", "documents"),
    "group": _Stage("Grouping", "article", "articles"),
    "ask": _Stage("Asking the model", "story", "stories"),
    "check": _Stage("Checking", "story", "stories"),
    "send": _Stage("Sending", "reader", "readers"),
    "fleet read": _Stage("Reading for all", "part", "parts"),
    "fleet select": _Stage("Selecting", "part", "parts"),
    "fleet tell": _Stage("Telling for all", "part", "parts"),
    "fleet make": _Stage("Making editions", "edition", "editions"),
}

_BEFORE_ANY = ("fetch", "read")
"""Stages in which nobody knows yet whether anything can be read."""


@contextmanager
def progress() -> Iterator[Report]:
    """A listener that shows what is going on, and each note once; nothing where that is wanted."""
    if console.is_quiet():
        yield silent
        return
    follower = _Follower()
    try:
        with (_bars if console.can_draw(sys.stderr) else _lines)(follower) as report:
            yield report
    except DigestError as error:
        if not isinstance(error, SourceError):  # which names each of them, or counts them
            _tell(note for note in follower.all_held() if note not in str(error))
        raise
    _tell(follower.all_held())
    for standing in follower.stages.values():
        lasted = _span(standing.last - standing.began)
        console.say(f"  {standing.verb}: {standing.count}, {lasted}", at=1)


def _tell(notes: Iterable[str]) -> None:
    for note in notes:
        console.say(f"  {note}")


@dataclass(slots=True)
class Standing:
    """How far a stage is: its events, laid over each other."""

    stage: str
    began: float
    """Seconds of a steady clock, as are all moments here."""
    done: int = 0
    total: int | None = None
    step: str = ""
    waits_for: tuple[str, ...] = ()
    cost: str = ""
    last: float = 0.0
    """When something was heard of it last."""
    is_announced: bool = False
    """It has been said that somebody is waited for, which is said at once."""

    def heed(self, event: Event, now: float) -> None:
        """Lay an event over what is known."""
        self.last = now
        self.done = self.done if event.done is None else event.done
        self.total = self.total if event.total is None else event.total
        self.step = event.step or self.step
        self.waits_for = self.waits_for if event.waits_for is None else event.waits_for
        if event.usage is not None and event.usage.requests:
            usage = event.usage
            dollars = "cost unknown" if usage.cost is None else f"about ${usage.cost:.4f}"
            tokens = usage.input_tokens + usage.output_tokens
            self.cost = f"{_counted(usage.requests, 'request', 'requests')}, {tokens:,} tokens, "
            self.cost += dollars

    @property
    def kind(self) -> _Stage:
        """What is known of the stage."""
        return _STAGES.get(self.stage, _Stage(self.stage, "thing", "things"))

    @property
    def is_over(self) -> bool:
        """Whether all of it is done."""
        return self.total is not None and self.done >= self.total

    @property
    def verb(self) -> str:
        """`Asking the model (drafts)`."""
        return printable(f"{self.kind.verb} ({self.step})" if self.step else self.kind.verb)

    @property
    def count(self) -> str:
        """`3 of 40 places`, or `3 places` where nobody knows how many there are."""
        if self.total is None:
            return _counted(self.done, self.kind.one, self.kind.many) if self.done else ""
        of = f"{self.done:,} of " if self.done else ""
        return of + _counted(self.total, self.kind.one, self.kind.many)

    @property
    def shown(self) -> str:
        """The details of this moment."""
        return printable(self.details(time.monotonic()))

    def details(self, now: float) -> str:
        """Whom it waits for, what it has cost, and how long it will last, as far as is known."""
        parts = (self._waiting(now), self.cost, self._left(now))
        return "; ".join(part for part in parts if part)

    def _waiting(self, now: float) -> str:
        if not self.waits_for or self.is_over:
            return ""
        more = len(self.waits_for) - _NAMED
        named = ", ".join(self.waits_for[:_NAMED]) + (f" and {more} more" if more > 0 else "")
        waited = now - self.last
        return f"waiting for {named}" + (f", {_span(waited)}" if waited >= 1 else "")

    def _left(self, now: float) -> str:
        lasted = now - self.began
        if not self.done or self.total is None or self.is_over or lasted < _SURE_FROM_S:
            return ""
        return f"about {_span(lasted / self.done * (self.total - self.done))} left"


def _counted(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"


def _span(seconds: float) -> str:
    """`40 s`, `3 min`, `2 h 5 min`."""
    if seconds < _MINUTE:
        return f"{seconds:.0f} s" if seconds >= 1 else f"{seconds:.1f} s"
    minutes = round(seconds / _MINUTE)
    hours, rest = divmod(minutes, _MINUTE)
    return f"{hours} h {rest} min" if hours else f"{minutes} min"


@dataclass(slots=True)
class _Follower:
    """How each stage stands, and which notes are told; events come from any thread."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    stages: dict[str, Standing] = field(default_factory=dict)
    told: set[str] = field(default_factory=set)
    held: list[str] = field(default_factory=list)
    """Notes of what was left out, for as long as there may be nothing else: an error names it."""

    def follow(self, event: Event) -> Standing:
        """How its stage stands now."""
        now = time.monotonic()
        standing = self.stages.setdefault(event.stage, Standing(event.stage, began=now))
        standing.heed(event, now)
        return standing

    def due(self, event: Event) -> list[str]:
        """The notes to tell now, each once: what many requests run into is one fact."""
        if event.note and event.note not in self.told:
            self.told.add(event.note)
            self.held.append(event.note)
        return [] if event.stage in _BEFORE_ANY else self.all_held()

    def all_held(self) -> list[str]:
        """The notes that were held back, which are told now."""
        notes, self.held = self.held, []
        return notes


@contextmanager
def _lines(follower: "_Follower") -> Iterator[Report]:
    ended = threading.Event()

    def listen(event: Event) -> None:
        with follower.lock:
            standing = follower.follow(event)
            if standing.waits_for and not standing.is_announced:
                standing.is_announced = True
                _write(standing)
            _tell(follower.due(event))

    def tick() -> None:
        while not ended.wait(EVERY_S):
            with follower.lock:
                for standing in follower.stages.values():
                    if not standing.is_over:
                        _write(standing)

    ticker = threading.Thread(target=tick, name="progress", daemon=True)
    ticker.start()
    try:
        yield listen
    finally:
        ended.set()
        ticker.join()


def _write(standing: Standing) -> None:
    parts = [standing.count, standing.details(time.monotonic())]
    told = "; ".join(part for part in parts if part)
    console.say(f"  {standing.verb}: {told}" if told else f"  {standing.verb}")


@contextmanager
def _bars(follower: "_Follower") -> Iterator[Report]:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn

    columns = (
        TextColumn("{task.fields[standing].verb}", markup=False),
        BarColumn(_BAR),
        TextColumn("{task.fields[standing].count}", markup=False),
        TextColumn("{task.fields[standing].shown}", markup=False),
    )
    # rich honours NO_COLOR by itself
    with Progress(*columns, console=Console(stderr=True), transient=True) as bars:
        tasks: dict[str, TaskID] = {}

        def draw(event: Event) -> None:
            with follower.lock:
                standing = follower.follow(event)
                for note in follower.due(event):
                    line = printable(f"  {note}")
                    bars.console.print(line, markup=False, highlight=False)
                if event.stage not in tasks:
                    tasks[event.stage] = bars.add_task("", total=None, standing=standing)
                total = standing.total
                bars.update(tasks[event.stage], completed=standing.done, total=total)

        yield draw
