"""`digest fleet work`, `enqueue` and `status`: a fleet by as many workers as there are."""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from digest.cli import flags
from digest.cli.command import command
from digest.cli.console import report, say, say_once
from digest.cli.fleet_flags import Again, Folder, Only, Send, loaded
from digest.cli.journal import Log, journal
from digest.errors import ConfigError

if TYPE_CHECKING:
    from digest.fleet import Account, Fleet
    from digest.fleet.queue_clock import Tick
    from digest.fleet.queued import QueuedEngine
    from digest.fleet.watched import Ended
    from digest.fleet.work import Job, Standing
    from digest.store import Store

_SPENT_WITHIN = timedelta(days=1)
_ROUNDS_SHOWN = 3


def add_to(commands: typer.Typer) -> None:
    """Put them in the group."""
    command(
        commands,
        examples=["digest fleet work newsletters --log-json -", "digest fleet work . --until-idle"],
    )(work)
    command(
        commands,
        examples=["digest fleet enqueue newsletters", "digest fleet enqueue . --only energy"],
        reports=True,
    )(enqueue)
    command(
        commands,
        examples=["digest fleet status newsletters", "digest fleet status . --rounds 40"],
        reports=True,
    )(status)


def work(
    folder: Folder,
    until_idle: Annotated[
        bool, typer.Option("--until-idle", help="End when nothing is left to do.")
    ] = False,
    send: Annotated[
        bool, typer.Option("--send", help="Mail the editions that are made by their schedule.")
    ] = False,
    log_json: Annotated[
        Path | None,
        typer.Option(help="File to which each job is added, a JSON line each; -: standard error."),
    ] = None,
) -> None:
    """Work at what is enqueued and at what is due by [edition] schedule, until stopped.

    SIGTERM and Ctrl-C let the job under way end. What a worker that died had is done by others.
    """
    from digest.fleet import Flow
    from digest.fleet.readiness import Readiness
    from digest.fleet.watched import Watched

    found = _loaded(folder)
    with flags.store_of(found.common) as store, journal(log_json) as log:

        def tick(since: datetime, until: datetime) -> "Sequence[Job]":
            return _due(folder, since, until, store, send=send)

        engine = _engine(found, tick)
        ready = Readiness((engine.try_writing, store.try_writing))
        hear, figures = _listeners(engine, store, log, ready)
        flow = Watched(Flow(store=store, known=flags.secrets()), hear)
        say(f"working at {found.folder}; Ctrl-C lets the job under way end")
        from digest.fleet.health_server import told_at

        with told_at(found.common.fleet.health, ready, figures):
            engine.work(flow.run, until_idle=until_idle)


def enqueue(folder: Folder, only: Only = None, send: Send = False, again: Again = False) -> None:
    """Have the editions made by whoever works at the fleet."""
    from digest import fleet as fleets
    from digest.rendering.wording import counted

    found = _loaded(folder, only)
    engine = _engine(found)
    with flags.store_of(found.common) as store:
        names = tuple(only) if only else found.names
        begun, jobs = fleets.begin(found, names, datetime.now(UTC), store, again=again, sends=send)
        engine.put(jobs)
    how_many = counted(len(begun.editions), "edition", "editions")
    report(
        {"round": begun.name, "editions": list(begun.editions), "jobs": len(jobs)},
        [f"{begun.name}: {how_many}; digest fleet status tells how far it is"],
    )


def status(
    folder: Folder,
    rounds: Annotated[
        int, typer.Option(min=1, metavar="N", help="Tell of so many of the last rounds.")
    ] = _ROUNDS_SHOWN,
) -> None:
    """Say what waits, what is worked at, and what became of the last rounds."""
    found = _loaded(folder)
    engine = _engine(found)
    with flags.store_of(found.common) as store:
        standing = engine.standing()
        shown = list(_rounds(found, store, rounds))
        older = store.rounds.count(str(found.folder)) - len(shown)
        spent = _spent(store)
    report(
        {
            "workers": standing.workers,
            "stages": dict(standing.stages),
            "rounds": [_table(*each) for each in shown],
            "older_rounds": older,
            "spent": spent,
        },
        _lines(standing, shown, older, spent),
    )


def _loaded(folder: Path, only: list[str] | None = None) -> "Fleet":
    found = loaded(folder, only)
    _tell_broken(found)
    return found


def _tell_broken(found: "Fleet") -> None:
    """Those that cannot be made as they are set, each reason once."""
    for name, why in found.broken.items():
        say_once(f"{name} cannot be made: {why}", always=True)


def _spent(store: "Store") -> float:
    return store.spending.since(datetime.now(UTC) - _SPENT_WITHIN)


def _engine(found: "Fleet", tick: "Tick | None" = None) -> "QueuedEngine":
    """The queue of a fleet. Raises ConfigError where it has none."""
    from digest.fleet.queued import QueuedEngine

    own = found.common.fleet
    store = found.common.store.url or ""
    url = own.url or store
    if own.engine != "postgres":
        raise ConfigError(
            "[fleet] engine is 'local', which makes all in `digest fleet build`; for workers set "
            "engine = 'postgres' in fleet.toml"
        )
    if not store.startswith("postgres"):
        raise ConfigError(
            "workers share one store: set [store] url in fleet.toml to postgresql://user@host/name"
        )
    return QueuedEngine(url, str(found.folder), say=lambda line: say(line, always=True), tick=tick)


def _due(
    folder: Path, since: datetime, until: datetime, store: "Store", *, send: bool
) -> "Sequence[Job]":
    """The first jobs of a round of what is due, by the folder as it is now."""
    from digest import fleet as fleets
    from digest.errors import DigestError
    from digest.fleet.due import due

    try:
        found = fleets.load(folder)
        _tell_broken(found)
        names = due(found.editions, since, until)
        if not names:
            return ()
        begun, jobs = fleets.begin(found, names, until, store, sends=send)
    except DigestError as error:
        say(f"the clock of {folder}: {error}", always=True)
        raise
    say(f"due: {', '.join(begun.editions)}")
    return jobs


def _listeners(
    engine: "QueuedEngine", store: "Store", log: Log, ready: Callable[[], object]
) -> tuple[Callable[["Ended"], None], Callable[[], bytes]]:
    """Who hears of each job, and the figures of them all."""
    from digest.fleet.metrics import Metrics

    metrics = Metrics(engine.standing, lambda: _spent(store), ready)

    def hear(ended: "Ended") -> None:
        metrics.hear(ended)
        log(ended.facts)
        if ended.why:
            say(f"{ended.job.stage} {ended.job.part}: {ended.why}", always=True)
        elif ended.made:
            number = ended.made.number
            say(f"{ended.job.part}: {f'number {number}' if number else 'nothing new'}")
            for who in ended.made.refused:
                say(f"{ended.job.part}: {who}", always=True)

    return hear, metrics.text


def _rounds(found: "Fleet", store: "Store", most: int) -> Iterator[tuple[str, "Account"]]:
    """What became of the last rounds, the newest first."""
    from digest import fleet as fleets
    from digest.fleet.rounds import load

    for kept in store.rounds.latest(str(found.folder), most):
        yield kept.round, fleets.account(load(kept.round, store), store)


def _table(name: str, done: "Account") -> dict[str, object]:
    numbers = {edition: made.number for edition, made in done.made.items()}
    return {
        "round": name,
        "made": {edition: number for edition, number in numbers.items() if number},
        "nothing_new": [edition for edition, number in numbers.items() if not number],
        "failed": dict(done.failed),
        "waiting": list(done.waiting),
        "mailed": sum(made.mailed for made in done.made.values()),
        "refused": {edition: made.refused for edition, made in done.made.items() if made.refused},
    }


def _lines(
    standing: "Standing", rounds: Sequence[tuple[str, "Account"]], older: int, spent: float
) -> Iterator[str]:
    from digest.rendering.wording import counted

    yield f"{counted(standing.workers, 'worker', 'workers')}, ${spent:.4f} in 24 hours"
    for stage, tally in standing.stages.items():
        yield (
            f"{stage:<8}{tally.waiting:>6} waiting{tally.working:>6} working"
            f"{tally.done:>6} done{tally.failed:>6} failed"
        )
    for name, done in rounds:
        made = [each for each in done.made.values() if each.number]
        yield (
            f"{name}: {len(made)} made, {len(done.made) - len(made)} nothing new, "
            f"{len(done.failed)} failed, {len(done.waiting)} waiting, "
            f"{sum(each.mailed for each in made)} mailed"
        )
        yield from (f"  {edition}: {why}" for edition, why in done.failed.items())
        for edition, each in done.made.items():
            yield from (f"  {edition}: {why}" for why in each.refused)
    if older:
        all_of_them = f"--rounds {len(rounds) + older} tells of all"
        yield f"{counted(older, 'older round', 'older rounds')}; {all_of_them}"
