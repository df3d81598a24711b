"""Flags that several commands share, and how they become settings."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from digest.settings import Secrets, Settings
    from digest.store import Store

Config = Annotated[
    Path | None,
    typer.Option("--config", "-c", help="Configuration file; ./digest.toml if it is there."),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but errors.")]
EditionFile = Annotated[
    Path, typer.Argument(metavar="EDITION", help="An edition's folder or its digest.json.")
]


def settings(config: Path | None, **flags: dict[str, Any]) -> "Settings":
    """The settings, with those flags that were given; a flag left out is None."""
    from digest import settings as rules
    from digest.cli.trust import ask

    given = {
        section: {key: value for key, value in values.items() if value is not None}
        for section, values in flags.items()
    }
    return rules.load(config, given, ask)


def secrets() -> "Secrets":
    from digest import settings as rules

    return rules.secrets(os.environ)


def store_place(chosen: "Settings") -> Path | str:
    """The database: the URL if one is set, or the file as set or in the user's state folder."""
    import platformdirs

    return (
        chosen.store.url
        or chosen.paths.store
        or platformdirs.user_state_path("digest") / "digest.sqlite"
    )


def store(config: Path | None) -> "Store":
    """The store of the settings, opened; for commands that need nothing else."""
    from digest.store import open_store

    return open_store(store_place(settings(config)))
