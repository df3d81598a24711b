"""Which edition a command means: a folder, a file, a number, or the one built last."""

from pathlib import Path
from typing import TYPE_CHECKING

from digest.errors import ConfigError

if TYPE_CHECKING:
    from digest.settings import Settings
    from digest.store import Store


def place_of(named: str | None, chosen: "Settings", store: "Store") -> Path:
    """Its folder or file; by its number where no file has that name. Raises ConfigError."""
    if named is not None and (Path(named).exists() or not named.isdecimal()):
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
