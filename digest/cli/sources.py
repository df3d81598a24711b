"""`digest sources`: the places that a build reads, kept in digest.toml."""

from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from digest.cli import flags, output, source_changes, source_trial
from digest.cli.bars import progress
from digest.cli.command import command
from digest.cli.console import report, say
from digest.cli.source_tables import SourceTables
from digest.errors import ConfigError, SourceError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.settings import Settings
    from digest.sources import Health, Place

commands = typer.Typer(
    name="sources",
    help="Keep the list of places that `digest build` reads.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


def register(app: typer.Typer) -> None:
    app.add_typer(commands)


@command(
    commands,
    examples=[
        "digest sources add https://harbour-courier.example/feed.xml --section Harbour",
        "digest sources add harbour-courier.example      # its feed is found",
        "digest sources add articles/",
    ],
)
def add(
    address: Annotated[str, typer.Argument(help="A feed, a page, a site, a file or a folder.")],
    config: flags.Config = None,
    name: Annotated[str | None, typer.Option(help="The outlet's name.")] = None,
    section: Annotated[str | None, typer.Option(help="Section of its stories.")] = None,
    language: Annotated[str | None, typer.Option(help="ISO 639-1.")] = None,
    weight: Annotated[float, typer.Option(min=0, max=10, help="Trust; 1 is ordinary.")] = 1.0,
    kind: Annotated[str, typer.Option(help="What it is; auto looks.")] = "auto",
    *,
    check: Annotated[bool, typer.Option(help="Look at the place first.")] = True,
) -> None:
    """Add a place; of a site its feed is found and its name is asked."""
    from digest.sources import Place

    place = Place(
        address=source_changes.address_meant(address),
        name=name,
        section=section,
        language=language,
        weight=weight,
        kind=kind,
    )
    tables = SourceTables.of(flags.settings_file(config))
    if check:
        place = _looked_at(place, flags.settings(config))
    place = replace(place, address=tables.beside(place.address))
    if not tables.add([place]):
        raise ConfigError(f"{place.address!r} is in {str(tables.file)!r} already")
    tables.save_trusted()
    say(f"added {place.name or place.address}" + (f" ({place.address})" if place.name else ""))


def _looked_at(place: "Place", settings: "Settings") -> "Place":
    """The place with the feed and the name that were found there. Raises SourceError."""
    (health,) = _check([place], settings)
    if not health.is_readable:
        raise SourceError(f"{place.address}: {health.problem}; --no-check adds it all the same")
    say(_line(health))
    return replace(
        place,
        address=health.moved_to or place.address,
        name=place.name or health.title,
    )


@command(commands, "list", examples=["digest sources list"], reports=True)
def show(config: flags.Config = None) -> None:
    """List the places."""
    settings = flags.settings(config)
    places = _places(settings, paused=True)
    are_paused = [source.paused for source in settings.sources]
    if not places:
        say("no sources yet; `digest sources add ADDRESS` adds one")
    facts = [{**asdict(p), "paused": paused} for p, paused in zip(places, are_paused, strict=True)]
    report(facts, map(_row, places, are_paused))


def _row(place: "Place", is_paused: bool) -> tuple[str, ...]:
    more = [
        "paused" if is_paused else None,
        place.section,
        place.language,
        place.kind if place.kind != "auto" else None,
    ]
    more.append(f"weight {place.weight:g}" if place.weight != 1 else None)
    told = ", ".join(part for part in more if part)
    return (place.name or "-", place.address, *([f"({told})"] if told else []))


@command(commands, examples=["digest sources remove 'Harbour Courier'"])
def remove(
    which: Annotated[str, typer.Argument(help="A source's address or name.")],
    config: flags.Config = None,
) -> None:
    """Take a place off the list."""
    tables = SourceTables.of(flags.settings_file(config))
    address = tables.remove(which)
    tables.save_trusted()
    say(f"removed {address}")


@command(commands, examples=["digest sources check", "digest sources check --json"], reports=True)
def check(config: flags.Config = None) -> None:
    """Tell each place's health: freshness, full text or teasers, failures so far."""
    settings = flags.settings(config)
    healths = _check(_places(settings), settings)
    report([_facts(health) for health in healths], map(_line, healths))
    unreadable = sum(not health.is_readable for health in healths)
    if unreadable:
        raise SourceError(f"{unreadable} of {len(healths)} sources cannot be read")


@command(commands, "import", examples=["digest sources import feeds.opml"])
def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE.opml", help="A list of feeds.")],
    config: flags.Config = None,
) -> None:
    """Add the feeds of an OPML file; folders become sections."""
    from digest.rendering.wording import counted
    from digest.sources import Place, read_opml

    try:
        content = file.read_bytes()
    except OSError as error:
        raise ConfigError(f"cannot read {str(file)!r}: {error.strerror}") from error
    found = read_opml(content, Place(address=str(file)))
    if not found:
        raise ConfigError(f"{str(file)!r} is no OPML file with feeds")
    tables = SourceTables.of(flags.settings_file(config))
    added = tables.add(found)
    tables.save_trusted()
    known = len(found) - len(added)
    were = "was" if known == 1 else "were"
    say(f"added {counted(len(added), 'feed')}; {known} {were} there already")


@command(commands, examples=["digest sources export -o feeds.opml"])
def export(
    config: flags.Config = None,
    out: Annotated[Path, typer.Option("--out", "-o", help="- is standard output.")] = output.STDOUT,
) -> None:
    """Write the feeds as OPML, for any other reader."""
    from digest.sources import write_opml

    settings = flags.settings(config)
    places = _places(settings, paused=True)
    output.put(write_opml(places, title=settings.edition.title), out)
    if others := [place for place in places if place.is_web and not place.rules.is_feed]:
        say(f"left out, as they are no feeds: {', '.join(place.address for place in others)}")


def _places(settings: "Settings", *, paused: bool = False) -> "tuple[Place, ...]":
    from digest.pipeline import from_settings

    return from_settings.places(settings, paused=paused)


def _check(places: "Sequence[Place]", settings: "Settings") -> "list[Health]":
    from digest.pipeline import from_settings
    from digest.pipeline.pending_memory import PendingMemory
    from digest.sources import Fetcher, SourceOptions, check

    limits = from_settings.fetching(settings)
    with (
        progress() as listener,
        Fetcher(limits, listener) as fetcher,
        flags.store_of(settings) as store,
    ):
        # read only: nothing of it is committed
        memory = PendingMemory(store, settings.edition.newsletter)
        now = datetime.now(UTC)
        return list(check(places, now=now, options=SourceOptions(), fetcher=fetcher, memory=memory))


def _line(health: "Health") -> str:
    """One place on one line: verdict, name, what it gives, what is wrong."""
    from digest.rendering.wording import counted

    name = health.place.name or health.title or health.place.address
    facts = [health.form if health.is_readable else ""]
    if health.entries:
        facts += [counted(health.entries, "entry", "entries"), health.texts]
    if health.newest_item:
        facts.append(f"newest {health.newest_item:%Y-%m-%d %H:%M} UTC")
    facts.append(health.problem or "")
    if health.failures:
        last = f"{health.last_success:%Y-%m-%d}" if health.last_success else "never"
        facts.append(f"{counted(health.failures, 'failure')} in a row, last read {last}")
    if health.moved_to:
        facts.append(f"its feed is at {health.moved_to}")
    verdict = "ok" if health.is_readable and not health.problem else "look"
    verdict = verdict if health.is_readable else "FAIL"
    return f"{verdict:<5} {name}: " + "; ".join(fact for fact in facts if fact)


def _facts(health: "Health") -> dict[str, object]:
    return {
        "address": health.place.address,
        "name": health.place.name or health.title,
        "readable": health.is_readable,
        "form": health.form,
        "problem": health.problem,
        "entries": health.entries,
        "teasers": health.teasers,
        "failures": health.failures,
        "moved_to": health.moved_to,
        "newest_item": health.newest_item,
        "last_success": health.last_success,
    }


source_changes.add_to(commands)
source_trial.add_to(commands)
