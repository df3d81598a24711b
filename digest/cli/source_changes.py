"""`digest sources pause`, `resume` and `edit`: changes to a source that is there."""

from typing import Annotated

import typer

from digest.cli import flags
from digest.cli.command import command
from digest.cli.console import say
from digest.cli.source_tables import SourceTables
from digest.errors import ConfigError

Which = Annotated[str, typer.Argument(help="A source's address or name.")]


def add_to(commands: typer.Typer) -> None:
    command(commands, examples=["digest sources pause 'Harbour Courier'"])(pause)
    command(commands, examples=["digest sources resume 'Harbour Courier'"])(resume)
    command(
        commands,
        examples=[
            "digest sources edit 'Harbour Courier' --section Harbour --weight 2",
            "digest sources edit 'Harbour Courier' --section ''      # none any more",
        ],
    )(edit)


def address_meant(typed: str) -> str:
    """The address with its protocol. Raises ConfigError for one that is never read."""
    from digest.sources import completed, local_path, why_not_read

    if why := why_not_read(typed):
        raise ConfigError(f"{typed}: {why}")
    if str(local_path(typed)).startswith("~"):  # the settings take the mark for a home
        raise ConfigError(f"{typed}: nobody here has that home; write the whole path")
    return completed(typed)


def pause(which: Which, config: flags.Config = None) -> None:
    """Leave a source out of the editions that follow; it stays on the list."""
    say(f"paused {_changed(which, config, {'paused': True})}")


def resume(which: Which, config: flags.Config = None) -> None:
    """Read a source again; what came meanwhile is new."""
    say(f"resumed {_changed(which, config, {'paused': None})}")


def edit(
    which: Which,
    config: flags.Config = None,
    address: Annotated[str | None, typer.Option(help="Another address.")] = None,
    name: Annotated[str | None, typer.Option(help="The outlet's name; '' for none.")] = None,
    section: Annotated[
        str | None, typer.Option(help="Section of its stories; '' for none.")
    ] = None,
    language: Annotated[str | None, typer.Option(help="ISO 639-1; '' for none.")] = None,
    weight: Annotated[
        float | None, typer.Option(min=0, max=10, help="Trust; 1 is ordinary.")
    ] = None,
    kind: Annotated[str | None, typer.Option(help="What it is; auto looks.")] = None,
) -> None:
    """Change what is said of a source; what is not named stays."""
    given: dict[str, str | float | None] = {
        "address": address_meant(address) if address else address,
        "name": name,
        "section": section,
        "language": language,
        "weight": weight,
        "kind": kind,
    }
    changes = {
        key: value if value != "" else None for key, value in given.items() if value is not None
    }
    if not changes:
        raise ConfigError("nothing to change; name what, such as --section Harbour")
    say(f"changed {_changed(which, config, changes)}")


def _changed(
    which: str, config: flags.Config, changes: dict[str, str | float | bool | None]
) -> str:
    """The address of the source, once the file is written."""
    from digest.sources import Place

    if kind := changes.get("kind"):
        Place(address=which, kind=str(kind))  # raises ConfigError for one that nobody knows
    tables = SourceTables.of(flags.settings_file(config))
    address = tables.change(which, changes)
    tables.save_trusted()
    return address
