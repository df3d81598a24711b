"""Flags that several commands share, and how they become settings."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from digest.cli.console import say_once

if TYPE_CHECKING:
    from digest.settings import Resolved, Secrets, Settings
    from digest.store import Store

Config = Annotated[
    Path | None,
    typer.Option(
        "--config",
        "-c",
        help="Configuration file; else digest.toml here, in a folder above, or the user's own.",
    ),
]
EditionFile = Annotated[
    Path,
    typer.Argument(metavar="EDITION", help="An edition's folder, its digest.json or its number."),
]
AnyEdition = Annotated[
    str | None,
    typer.Argument(
        metavar="[EDITION]", help="Its folder, its digest.json or its number; none: the last one."
    ),
]


NAMES = {
    "edition.title": "--title",
    "edition.out": "--out",
    "llm.ask_again": "--ask-again",
    "llm.max_cost": "--budget",
    "llm.model": "--model",
    "theme.name": "--theme",
}
"""The flags that set a key, as they are typed."""


def settings(config: Path | None, **flags: dict[str, Any]) -> "Settings":
    """The settings, with those flags that were given; a flag left out is None."""
    return resolved(config, **flags).settings


def resolved(config: Path | None, **flags: dict[str, Any]) -> "Resolved":
    """The same, with where each came from; a file that nobody named is said."""
    from digest import settings as rules
    from digest.cli.consent import ask

    given = {
        section: {key: value for key, value in values.items() if value is not None}
        for section, values in flags.items()
    }
    found = rules.resolve(config, given, ask, named=NAMES)
    if found.file is not None:
        is_far = found.file.how in ("above", "own")
        say_once(f"settings: {found.file.path}", at=0 if is_far else 1)
    return found


def settings_file(config: Path | None) -> Path:
    """The file that the settings come from, or else the one to begin with in this folder."""
    from digest import settings as rules

    if config is not None:
        return config
    found = rules.located(None)
    return found.path if found else Path(rules.FILE_NAME)


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


def store_of(chosen: "Settings") -> "Store":
    """Their store, opened."""
    from digest.store import open_store

    return open_store(store_place(chosen))


def store(config: Path | None) -> "Store":
    """The store of the settings, opened; for commands that need nothing else."""
    return store_of(settings(config))
