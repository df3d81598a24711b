"""`digest run`: the work of a morning as one command, for a timer."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from digest.cli import build_flags as given
from digest.cli import flags
from digest.cli.build import build
from digest.cli.command import command
from digest.cli.console import blame, one_report
from digest.cli.post import post, refuse_unknown
from digest.cli.send import refuse_unready, send
from digest.errors import AbsentError, DigestError, LlmError, ModelFellBack, UnderWayError

if TYPE_CHECKING:
    from digest.settings import Settings
    from digest.store import Store

LONGEST_RUN = timedelta(hours=6)
"""After it another machine may run: the first is gone. On the same one, its end is seen at once."""


def register(app: typer.Typer) -> None:
    command(app, "run", examples=["digest run", "digest run --since 24h"], reports=True)(run)


def run(
    since: given.Since = None, no_model: given.NoModel = False, config: flags.Config = None
) -> None:
    """Build an edition of the configured sources, send and post it, unless another run is at it.

    An edition that was told without its model, or without a file or folder that is not there, goes
    out too, and the exit code says so (5, 10, 14).
    Nothing is built where there is nobody to send to, and nothing sent that was not built now.
    """
    chosen = flags.settings(config)
    ways = ways_out(chosen)
    with flags.store_of(chosen) as store, _alone(store, chosen), one_report():
        before = _last(store, chosen)
        failures: list[DigestError] = []
        try:
            build(since=since, no_model=no_model, config=config)
        except (LlmError, ModelFellBack, AbsentError) as told:
            failures.append(told)
        if _last(store, chosen) != before:
            failures = [*_gone_out(ways, config), *failures]
    for other in failures[1:]:
        blame(str(other), other.lines)
    if failures:
        raise failures[0]


def ways_out(chosen: "Settings") -> list[Callable[..., None]]:
    """The commands by which an edition goes out. Raises ConfigError where one is not ready."""
    from digest.pipeline import mailing

    ways: list[Callable[..., None]] = []
    if mailing.readers_of(chosen) or not chosen.post.to:
        refuse_unready(chosen)
        ways.append(send)
    if chosen.post.to:
        refuse_unknown(chosen.post.to)
        ways.append(post)
    return ways


def _gone_out(ways: Iterable[Callable[..., None]], config: Path | None) -> Iterator[DigestError]:
    """Why it did not go out by a way; the others are gone all the same."""
    for way in ways:
        try:
            way(config=config)
        except DigestError as fault:
            yield fault


@contextmanager
def _alone(store: "Store", chosen: "Settings") -> Iterator[None]:
    """While no other run is at the newsletter. Raises UnderWayError."""
    newsletter = chosen.edition.newsletter
    lease = f"run of {newsletter}"
    if not store.leases.claim(lease, again=True, longest=LONGEST_RUN):
        raise UnderWayError(
            f"another run of {newsletter!r} is under way; nothing was done: let it end first"
        )
    try:
        yield
    finally:
        store.leases.release(lease)


def _last(store: "Store", chosen: "Settings") -> tuple[str, int] | None:
    """The last edition's file and when it was written; None where there is none."""
    edition = chosen.edition
    found = store.editions.folder(edition.newsletter, None, str(edition.out.resolve()))
    file = Path(found[1], "digest.json") if found else None
    return (str(file), file.stat().st_mtime_ns) if file and file.exists() else None
