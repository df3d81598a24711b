"""`digest fleet`: many editions of one reading."""

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from digest.cli import build_flags as given
from digest.cli import flags, fleet_queue, fleet_send
from digest.cli.bars import progress
from digest.cli.command import command
from digest.cli.console import report, say
from digest.cli.fleet_flags import Again, Folder, Only, Send, loaded
from digest.errors import FleetError, ModelFellBack, NothingNewError

if TYPE_CHECKING:
    from digest.fleet import Account, Outlook, Round
    from digest.fleet.work import Run

commands = typer.Typer(
    name="fleet",
    help="Make many editions of one reading.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


def register(app: typer.Typer) -> None:
    app.add_typer(commands)


@command(
    commands,
    examples=["digest fleet build newsletters", "digest fleet build newsletters --only energy"],
    reports=True,
)
def build(
    folder: Folder,
    only: Only = None,
    send: Send = False,
    again: Again = False,
    no_model: given.NoModel = False,
) -> None:
    """Read what the editions name, once; tell each story once; make every edition."""
    from digest import fleet as fleets

    found = loaded(folder, only)
    with flags.store_of(found.common) as store, progress() as listener:
        round_, jobs = fleets.begin(
            found,
            tuple(only) if only else found.names,
            datetime.now(UTC),
            store,
            again=again,
            sends=send,
            asks=not no_model,
        )
        start = partial(start_flow, str(flags.store_place(found.common)))
        engine = fleets.LocalEngine(start, report=listener)
        engine.put(jobs)
        flow = fleets.Flow(store=store, known=flags.secrets(), report=listener)
        engine.work(flow.run, until_idle=True)
        done = fleets.account(round_, store)
    _tell(round_, done)


@command(commands, examples=["digest fleet plan newsletters"], reports=True)
def plan(
    folder: Folder, only: Only = None, again: Again = False, no_model: given.NoModel = False
) -> None:
    """Say what a round would ask and cost, and what the editions share; nobody is asked.

    What is read for it is kept, so that the build need not read it again.
    """
    from digest import fleet as fleets

    found = loaded(folder, only)
    for name, why in found.broken.items():
        say(f"{name}: {why}", always=True)
    with flags.store_of(found.common) as store, progress() as listener:
        names = tuple(only) if only else found.names
        round_, jobs = fleets.begin(
            found, names, datetime.now(UTC), store, again=again, asks=not no_model
        )
        flow = fleets.Flow(store=store, known=flags.secrets(), report=listener)
        _show(fleets.outlook(round_, jobs, flow), len(names))


def start_flow(place: str) -> "Run":
    """What works in a process of its own."""
    from digest.fleet import Flow
    from digest.store import open_store

    store = open_store(place if "://" in place else Path(place))
    return Flow(store=store, known=flags.secrets()).run


def _tell(round_: "Round", done: "Account") -> None:
    """What became of each edition. Raises FleetError where one could not be made."""
    from digest.rendering.wording import counted

    rows: list[dict[str, object]] = []
    for name in round_.editions:
        made = done.made.get(name)
        if made is None:
            why = done.failed.get(name, "not made")
            say(f"{name}: {why}", always=True)
            rows.append({"edition": name, "status": "failed", "why": why})
            continue
        status = "nothing new" if made.number is None else "made"
        mailed = f", {made.mailed} mailed" if round_.sends and made.number else ""
        lost = f", {made.lost} of them without the model" if made.lost else ""
        what = f"{made.folder}, number {made.number}, {counted(made.stories, 'story', 'stories')}"
        what += lost + mailed
        say(f"{name}: {what if made.number else status}")
        for note in (*made.notes, *made.refused):
            say(f"  {name}: {note}", always=note in made.refused)
        rows.append(
            {
                "edition": name,
                "status": status,
                "number": made.number,
                "folder": made.folder,
                "stories": made.stories,
                "without_model": made.lost,
                "mailed": made.mailed,
                "refused": made.refused,
            }
        )
    report({"round": round_.name, "editions": rows}, ())
    _raise(done, len(rows))


def _raise(done: "Account", number: int) -> None:
    failed = len(done.failed) + len(done.waiting)
    refused = sum(bool(made.refused) for made in done.made.values())
    if failed or refused:
        what = f"{failed} of {number} editions could not be made"
        mailed = f"{refused} did not reach all their readers"
        raise FleetError("; ".join(([what] if failed else []) + ([mailed] if refused else [])))
    lost = sum(made.lost for made in done.made.values())
    stories = sum(made.stories for made in done.made.values())
    if lost * 2 > stories:
        raise ModelFellBack(f"{lost} of {stories} stories were told without the model; why is said")
    if all(made.number is None for made in done.made.values()):
        raise NothingNewError("nothing new for any edition; --again makes them of what was read")


def _show(found: "Outlook", editions: int) -> None:
    lines: Sequence[str] = (
        f"editions            {editions}",
        f"places              {found.places}",
        f"articles            {found.articles}",
        f"stories             {found.stories}, printed {found.prints} times",
        f"requests            {found.requests}",
        f"tokens              {found.input_tokens:,} in, {found.output_tokens:,} out",
        "cost                "
        + ("not known" if found.cost is None else f"about ${found.cost:.4f}"),
        *(f"in {uses:>4} editions     {title}" for title, uses in found.shared if uses > 1),
    )
    report(
        {
            "editions": editions,
            "places": found.places,
            "articles": found.articles,
            "stories": found.stories,
            "prints": found.prints,
            "requests": found.requests,
            "input_tokens": found.input_tokens,
            "output_tokens": found.output_tokens,
            "cost": found.cost,
            "shared": [{"headline": title, "editions": uses} for title, uses in found.shared],
        },
        lines,
    )


fleet_send.add_to(commands)
fleet_queue.add_to(commands)
