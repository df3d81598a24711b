"""One reading of all places: local ones as they are reached, web ones fetched ahead of their turn.

Results come in a fixed order (places, then items as they stand there), whatever arrived first.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import BinaryIO

from digest import progress
from digest.model import Document, Skipped
from digest.sources.ahead import ahead
from digest.sources.fetch import Fetcher
from digest.sources.memory import Memory, NoMemory, Since
from digest.sources.place import Place, SourceOptions
from digest.sources.sift import is_not_new
from digest.sources.steps import Steps

_PAGES_AHEAD = 64


def read(
    places: Sequence[Place],
    *,
    since: Since,
    now: datetime,
    options: SourceOptions,
    fetcher: Fetcher | None,
    report: progress.Report,
    stdin: BinaryIO | None,
    memory: Memory | None = None,
) -> Iterator[Document | Skipped]:
    """Everything the places hold, each item once: as a document, or as skipped with the reason.

    `since` opens the window for feeds and sitemaps; files are read whatever their date.
    Without a fetcher nothing is fetched, and what would have been is skipped.
    Raises nothing for bad input.
    """
    run = Steps(
        total=len(places),
        since=since,
        now=now,
        options=options,
        fetcher=fetcher,
        memory=memory or NoMemory(),
        stdin=stdin,
        is_apart=False,
    )
    return (found for _, found in _read(run, places, report))


def read_apart(
    places: Sequence[Place],
    *,
    since: Since,
    now: datetime,
    options: SourceOptions,
    fetcher: Fetcher,
    report: progress.Report,
    memory: Memory,
) -> Iterator[tuple[Place, Document | Skipped]]:
    """The same, with the place that each item is from, as if each place were read alone.

    What two places hold comes from both: whoever chose one of them gets it.
    """
    run = Steps(
        total=len(places),
        since=since,
        now=now,
        options=options,
        fetcher=fetcher,
        memory=memory,
        stdin=None,
        is_apart=True,
    )
    return _read(run, places, report)


def _read(
    run: Steps, places: Sequence[Place], report: progress.Report
) -> Iterator[tuple[Place, Document | Skipped]]:
    report(progress.Event(stage="fetch", done=0, total=len(places)))
    for step in ahead(run.steps_of(places), _PAGES_AHEAD):
        result = run.finish(step)
        if result is not None:
            note = ""
            if isinstance(result, Skipped) and not is_not_new(result):
                note = f"{result.what}: {result.why}"
            report(progress.Event(stage="fetch", done=run.done, total=run.total, note=note))
            assert step.origin is not None
            yield step.origin, result
    report(progress.Event(stage="fetch", done=run.total, total=run.total, waits_for=()))
