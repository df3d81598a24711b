"""What the commands of `digest fleet` share."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from digest.fleet import Fleet

Folder = Annotated[
    Path,
    typer.Argument(help="It holds fleet.toml, and NAME.toml or NAME/digest.toml an edition."),
]
Only = Annotated[
    list[str] | None,
    typer.Option(metavar="NAME", help="This edition; may be given many times. None: all."),
]
Send = Annotated[bool, typer.Option("--send", help="Mail each edition to its readers.")]
Again = Annotated[bool, typer.Option("--again", help="Make editions also of what was read before.")]


def loaded(folder: Path, only: list[str] | None) -> "Fleet":
    """The fleet of a folder, its new files put to the user. Raises ConfigError."""
    from digest import fleet as fleets
    from digest.cli.consent import ask

    return fleets.load(folder, only or None, ask)
