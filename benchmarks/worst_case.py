"""What the costliest inputs cost each step: how it grows, and its worst second.

`python -m benchmarks.worst_case [--only STEP] [--all] [--json]`: every step takes every kind of
input that reaches it (`benchmarks.hostile_inputs`) in sizes that double up to 100 kB, in a process
of its own that is stopped after a while. A story is two outlets that tell half of the text each.
Prints for each step the largest exponent (the slope of log seconds over log bytes, of what takes
long enough to be measured) and the most CPU seconds of 100 kB, with their kinds.
"""

import argparse
import gc
import json
import math
import multiprocessing
import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection

from benchmarks import harness
from benchmarks.worst_steps import GROUPS, Group

SIZES = (12_500, 25_000, 50_000, 100_000)
STOPPED = 30.0
"""Seconds of one run, on any clock."""
MEASURED = 0.05
"""CPU seconds from which on a run says how a step grows: shorter ones are the clock's noise."""
LEAST_SIZES = 3
WARMING = 1000
"""Bytes of the input that loads what every other needs."""
AGAIN = 2
"""How often a run of less than a second is measured again, for its least."""


@dataclass(slots=True)
class Run:
    """One step over one kind."""

    kind: str
    seconds: list[float] = field(default_factory=list)
    """Of each size, the smallest first; what was stopped is the last."""

    @property
    def exponent(self) -> float:
        """Of the sizes that take long enough; 0 where fewer than three do: two show the noise."""
        points = [
            (math.log(size), math.log(seconds))
            for size, seconds in zip(SIZES, self.seconds, strict=False)
            if seconds >= MEASURED
        ]
        if len(points) < LEAST_SIZES:
            return 0.0
        return statistics.linear_regression(*zip(*points, strict=True)).slope


def measured(group: Group, only: str) -> Iterator[tuple[str, list[Run]]]:
    """Each step of a group, with its runs."""
    steps = {name: step for name, step in group.steps.items() if name.startswith(only)}
    runs: dict[str, list[Run]] = defaultdict(list)
    for kind, make in group.kinds.items() if steps else ():
        for name in steps:
            runs[name].append(Run(kind))
        _warmed(steps.values(), group.prepare(make(WARMING)))
        for size in SIZES:
            ready = group.prepare(make(size))
            for name, step in steps.items():
                past = runs[name][-1].seconds
                if not past or past[-1] < STOPPED:
                    past.append(seconds(step, ready))
    yield from runs.items()


def _warmed(steps: Iterable[Callable[[object], object]], ready: object) -> None:
    """What is loaded once is no cost of an input."""
    for step in steps:
        with suppress(RecursionError):
            step(ready)


def seconds(step: Callable[[object], object], ready: object) -> float:
    """CPU seconds of one run, the least of some where it is short."""
    least = _once(step, ready)
    for _ in range(AGAIN if MEASURED <= least < 1 else 0):
        least = min(least, _once(step, ready))
    return least


def _once(step: Callable[[object], object], ready: object) -> float:
    """In a process of its own: it learns nothing from the run before, and can be stopped."""
    processes = multiprocessing.get_context("fork")
    ours, theirs = processes.Pipe(duplex=False)
    gc.collect()
    gc.freeze()  # of what was made before, the collector would be measured
    child = processes.Process(target=_time, args=(step, ready, theirs))
    child.start()
    theirs.close()
    took = STOPPED
    with suppress(EOFError):  # it died
        took = ours.recv() if ours.poll(STOPPED) else STOPPED
    child.kill()
    child.join()
    ours.close()
    gc.unfreeze()
    return took


def _time(step: Callable[[object], object], ready: object, result: Connection) -> None:
    begun = time.process_time()
    with suppress(RecursionError, MemoryError):
        step(ready)
    result.send(time.process_time() - begun)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.worst_case")
    parser.add_argument("--only", default="", help="steps whose name begins so")
    parser.add_argument("--all", action="store_true", help="print each kind as well")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    chosen = parser.parse_args()
    figures: dict[str, float | int | str] = {}
    for group in GROUPS:
        for step, runs in measured(group, chosen.only):
            figures |= _figures(step, runs)
            if not chosen.json:
                _show(step, runs, is_all=chosen.all)
    if chosen.json:
        print(json.dumps(figures))
    problems = [] if chosen.only else harness.fallen("worst_case", "generated", figures)
    for line in problems:
        print(line, file=sys.stderr)
    sys.exit(1 if problems else 0)


def _figures(step: str, runs: list[Run]) -> dict[str, float]:
    return {
        f"{step} exponent": round(max(run.exponent for run in runs), 2),
        f"{step} seconds": round(max(run.seconds[-1] for run in runs), 2),
    }


def _show(step: str, runs: list[Run], *, is_all: bool) -> None:
    steepest = max(runs, key=lambda run: run.exponent)
    slowest = max(runs, key=lambda run: run.seconds[-1])
    print(
        f"{step:<20} {steepest.exponent:5.2f} ({steepest.kind})"
        f" {slowest.seconds[-1]:7.2f} s ({slowest.kind})",
        flush=True,
    )
    for run in sorted(runs, key=lambda run: -run.seconds[-1]) if is_all else ():
        times = " ".join(f"{seconds:.3f}" for seconds in run.seconds)
        print(f"    {run.kind:<32} {run.exponent:5.2f}  {times}", flush=True)


if __name__ == "__main__":
    main()
