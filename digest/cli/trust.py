"""`digest trust` and `digest untrust`: whether a folder's digest.toml may send, read and write."""

from pathlib import Path
from typing import Annotated

import typer

from digest.cli import flags
from digest.cli.command import command
from digest.cli.consent import agreed, has_terminal, show
from digest.cli.console import say
from digest.errors import ConfigError, DigestError

Folder = Annotated[
    Path | None,
    typer.Argument(help="A folder with a digest.toml, or such a file; none: the one in use here."),
]


def register(app: typer.Typer) -> None:
    command(app, examples=["digest trust", "digest trust newsletters/harbour"])(trust)
    command(app, examples=["digest untrust"])(untrust)


def trust(
    folder: Folder = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask on the terminal.")] = False,
) -> None:
    """Let a folder's digest.toml name endpoints, mail servers and places outside it.

    What that comes to is shown, and on a terminal you are asked.
    """
    from digest import settings
    from digest.settings.trusted import Trusted

    file = _file(folder)
    found = settings.risks_of(file)
    if not found.all():
        say(f"{file} needs no trust: it sends nothing, and reads and writes in its folder alone")
        return
    say(f"{file} could send, read or write what is yours:")
    show(found.all())
    if not yes and has_terminal() and not agreed():
        raise DigestError(f"{str(file)!r} was not trusted; nothing was changed")
    Trusted.of_user().add(file, found)
    say(f"{file} is trusted from now on, while it keeps to this")


def untrust(folder: Folder = None) -> None:
    """Take that back."""
    from digest.settings.trusted import Trusted

    file = _file(folder)
    was_trusted = Trusted.of_user().remove(file)
    say(f"{file} is trusted no longer" if was_trusted else f"{file} was not trusted")


def _file(folder: Path | None) -> Path:
    from digest.settings import FILE_NAME, FLEET_FILE

    if folder is None:
        file = flags.settings_file(None)
    else:
        named = (folder, folder / FILE_NAME, folder / FLEET_FILE)
        file = next((file for file in named if file.is_file()), folder / FILE_NAME)
    if not file.exists():
        raise ConfigError(f"there is no {str(file)!r}")
    return file
