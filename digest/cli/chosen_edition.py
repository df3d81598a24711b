"""Which edition a command means: a folder, a file, a number, or the one built last."""

from pathlib import Path
from typing import TYPE_CHECKING

from digest.cli import flags
from digest.errors import ConfigError

if TYPE_CHECKING:
    from digest.settings import Settings
    from digest.store import Store


def place_of(named: str | None, chosen: "Settings", store: "Store") -> Path:
    """Its folder or file; by its number where no file has that name. Raises ConfigError."""
    if named is not None and not _is_number(named):
        return Path(named)
    newsletter = chosen.edition.newsletter
    out = str(chosen.edition.out.resolve())
    found = store.editions.folder(newsletter, None if named is None else int(named), out)
    if found is None:
        which = "no edition" if named is None else f"no edition {named}"
        raise ConfigError(
            f"there is {which} of {newsletter!r} in the store; digest build makes one, "
            "and a folder can be named"
        )
    number, folder = found
    if not Path(folder, "digest.json").is_file():
        raise ConfigError(f"edition {number} was written to {folder!r}, and is not there any more")
    return Path(folder)


def named_place(named: Path, config: Path | None) -> Path:
    """Its folder or file; settings and store are looked at for a number alone.

    Raises ConfigError.
    """
    if not _is_number(str(named)):
        return named
    chosen = flags.settings(config)
    with flags.store_of(chosen) as store:
        return place_of(str(named), chosen, store)


def _is_number(named: str) -> bool:
    return named.isdecimal() and not Path(named).exists()
