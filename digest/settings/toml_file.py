"""digest.toml: where it is found, and what it says, with its paths beside it."""

import os
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from digest.errors import ConfigError
from digest.settings.paths import path_settings

FILE_NAME = "digest.toml"
FLEET_FILE = "fleet.toml"
"""What the editions of a folder share."""
EDITIONS = "editions"
_PASSWORD_IN_URL = re.compile(r"://[^/@:]*:[^@]+@|[?&](?:ssl)?password=")


@dataclass(frozen=True, slots=True)
class Located:
    """A file of settings, and how it came to be used."""

    path: Path
    how: Literal["named", "here", "above", "own"]
    """By a flag; in the working folder; in a folder above it; in the user's configuration folder,
    which nobody else writes."""


def located(named: Path | None) -> Located | None:
    """The file to read: the named one, the nearest upwards from here, or the user's own.

    Raises ConfigError for one that was named and is not there.
    """
    if named is not None:
        if not named.is_file():
            raise ConfigError(
                f"there is no configuration file {str(named)!r}; `digest init` writes one"
            )
        return Located(named, "named")
    if Path(FILE_NAME).is_file():
        return Located(Path(FILE_NAME), "here")
    above = next(_above(Path.cwd()), None)
    if above is not None:
        return Located(above, "above")
    own = own_file()
    return Located(own, "own") if own.is_file() else None


def own_file() -> Path:
    """Where the user's own settings lie, for all folders."""
    import platformdirs

    return platformdirs.user_config_path("digest") / FILE_NAME


def _above(folder: Path) -> Iterator[Path]:
    """Those in the folders above, the nearest first; what belongs to somebody else is passed over.

    Anybody may write to a folder such as /tmp, and people work in folders below it.
    """
    for parent in folder.parents:
        file = parent / FILE_NAME
        if file.is_file() and _is_ours(file):
            yield file


def _is_ours(file: Path) -> bool:
    return os.name != "posix" or file.stat().st_uid in (os.getuid(), 0)


def parse(file: Path) -> dict[str, Any]:
    """The file's table, its relative paths made relative to the file.

    Raises ConfigError for what cannot be read, and for a password in a database's URL.
    """
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise ConfigError(f"cannot read {str(file)!r}: {error}") from error
    return anchored(table, file.parent)


def anchored(table: dict[str, Any], folder: Path) -> dict[str, Any]:
    """The table, and those of its editions, with relative paths made relative to a folder.

    Raises ConfigError for a password in a database's URL.
    """
    for section in ("store", "fleet"):
        _refuse_password(table, section)
    for setting in path_settings(table):
        setting.anchor(folder)
    for own in tables_of_editions(table):
        anchored(own, folder)
    return table


def tables_of_editions(table: Mapping[str, Any]) -> tuple[dict[str, Any], ...]:
    """The `[[editions]]` of a fleet's file that are tables."""
    written = table.get(EDITIONS)
    return (
        tuple(own for own in written if isinstance(own, dict)) if isinstance(written, list) else ()
    )


def _refuse_password(table: dict[str, Any], section: str) -> None:
    values = table.get(section)
    if isinstance(values, dict) and _PASSWORD_IN_URL.search(str(values.get("url", ""))):
        raise ConfigError(
            f"[{section}] url holds a password: secrets come from the environment alone; "
            f"set PGPASSWORD, or the whole URL as DIGEST_{section.upper()}__URL"
        )
