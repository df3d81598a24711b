"""The settings of a file that are paths: told once, for all that has to be done to each of them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from digest.errors import ConfigError

SQLITE = "sqlite:///"
_PATHS = (
    ("edition", "out", ""),
    *(("paths", key, "") for key in ("prompts", "templates", "store")),
    ("llm", "gguf", ""),
    ("theme", "logo", ""),
    *(("mail", key, "") for key in ("ca_file", "readers")),
    ("store", "url", SQLITE),
)
"""Section, key, and what stands before the path."""
_IN_MEMORY = ("", ":memory:")


@dataclass(frozen=True, slots=True)
class PathSetting:
    """A path where it stands in a file's table."""

    key: str
    """As it is shown."""
    holder: dict[str, Any]
    name: str
    prefix: str = ""

    @property
    def path(self) -> Path:
        """The user's home written out. Raises ConfigError for the home of nobody here."""
        written = self.holder[self.name].removeprefix(self.prefix)
        try:
            return Path(written).expanduser()
        except RuntimeError as error:
            raise ConfigError(f"{self.key}: nobody here has the home of {written!r}") from error

    def anchor(self, folder: Path) -> None:
        """Make it relative to a folder; one from the root stays."""
        self.holder[self.name] = f"{self.prefix}{folder / self.path}"


def path_settings(table: Mapping[str, Any]) -> Iterator[PathSetting]:
    """Those of a table, sources included; addresses of the web and standard input are none."""
    for section, name, prefix in _PATHS:
        holder = table.get(section)
        value = holder.get(name) if isinstance(holder, dict) else None
        if not isinstance(holder, dict) or not isinstance(value, str):
            continue
        is_memory = prefix and value.removeprefix(prefix) in _IN_MEMORY
        if value.startswith(prefix) and not is_memory:
            yield PathSetting(f"{section}.{name}", holder, name, prefix)
    sources = table.get("sources")
    for number, source in enumerate(sources if isinstance(sources, list) else ()):
        address = source.get("address") if isinstance(source, dict) else None
        if isinstance(address, str) and address != "-" and "://" not in address:
            yield PathSetting(f"sources[{number}].address", source, "address")
