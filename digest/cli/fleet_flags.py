"""Flags of the commands of `digest fleet`."""

from pathlib import Path
from typing import Annotated

import typer

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
