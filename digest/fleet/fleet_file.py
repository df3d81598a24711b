"""A fleet's folder: what its editions have in common, and the settings of each.

`fleet.toml` has the common tables, and may have `[[editions]]`; beside it lie NAME.toml or
NAME/digest.toml. A key of an edition wins over the common one, and a list wins whole.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from digest.errors import ConfigError
from digest.resources import refuse_missing
from digest.settings import FILE_NAME, Ask, Settings, nobody, refuse_untrusted, validated
from digest.settings.toml_file import EDITIONS, FLEET_FILE, parse

_OUT = "digests"

Table = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fleet:
    """Editions of one reading."""

    folder: Path
    """From the root."""
    common: Settings
    editions: Mapping[str, Settings]
    """By name, in its order."""
    broken: Mapping[str, str]
    """Those that cannot be made as they are set, each with the reason."""

    @property
    def names(self) -> tuple[str, ...]:
        """Of all, the broken ones included."""
        return tuple(sorted({*self.editions, *self.broken}))


@dataclass(frozen=True, slots=True)
class _Written:
    """An edition where it is written."""

    file: Path
    own: Table | None
    """Its table, where that stands in the fleet's file."""
    number: int = 0
    """Which of those tables it is, from 1."""

    def __str__(self) -> str:
        return f"{self.file} ([[{EDITIONS}]] {self.number})" if self.number else str(self.file)


def load(folder: Path, only: Collection[str] | None = None, ask: Ask = nobody) -> Fleet:
    """The fleet of a folder, of its editions those that are named, or all.

    `ask` decides on files that are not trusted yet. Raises ConfigError for a folder that is none,
    a common file that cannot be used, and a name that no edition has.
    """
    folder = folder.expanduser().resolve()
    if not folder.is_dir():
        raise ConfigError(f"there is no folder {str(folder)!r}; name one with {FLEET_FILE}")
    file = folder / FLEET_FILE
    common = parse(file) if file.is_file() else {}
    if file.is_file():
        refuse_untrusted(file, common, ask)
    inline = common.pop(EDITIONS, [])
    written = _written(folder, inline)
    unknown = sorted(set(only or ()) - written.keys())
    if unknown or not written:
        known = ", ".join(written) or f"none: NAME.toml, NAME/{FILE_NAME} or [[{EDITIONS}]]"
        raise ConfigError(f"{str(folder)!r} has no edition {', '.join(unknown)}; it has {known}")
    return Fleet(
        folder=folder,
        common=validated([(common, repr(str(file)))]),
        **_editions(folder, common, written, set(written if only is None else only), ask),
    )


def _written(folder: Path, inline: Any) -> dict[str, list[_Written]]:  # noqa: ANN401 - a file's
    """Where each edition is written, by name, in its order."""
    found: dict[str, list[_Written]] = {}
    files = chain(folder.glob("*.toml"), folder.glob(f"*/{FILE_NAME}"))
    for file in sorted(files):
        if file.name != FLEET_FILE and not file.is_symlink():
            name = file.stem if file.parent == folder else file.parent.name
            found.setdefault(name, []).append(_Written(file, None))
    for number, table in enumerate(inline if isinstance(inline, list) else (), start=1):
        own = dict(table) if isinstance(table, dict) else {}
        name = str(own.pop("name", f"{EDITIONS}[{number}]"))
        found.setdefault(name, []).append(_Written(folder / FLEET_FILE, own, number))
    return dict(sorted(found.items()))


def _editions(
    folder: Path,
    common: Table,
    written: Mapping[str, list[_Written]],
    wanted: Collection[str],
    ask: Ask,
) -> dict[str, dict[str, Any]]:
    editions: dict[str, Settings] = {}
    broken: dict[str, str] = {}
    for name in sorted(wanted):
        try:
            editions[name] = _edition(folder, common, name, written[name], ask)
        except ConfigError as error:
            broken[name] = str(error)
    for name, other in _remembered_alike(editions):
        broken[name] = (
            f"{name!r} and {other!r} are remembered by one name; give each an [edition] id"
        )
    return {
        "editions": {name: own for name, own in editions.items() if name not in broken},
        "broken": broken,
    }


def _edition(folder: Path, common: Table, name: str, written: list[_Written], ask: Ask) -> Settings:
    """Raises ConfigError where it cannot be made."""
    if len(written) > 1:
        files = " and ".join(map(str, written))
        raise ConfigError(f"two editions are named {name!r}: {files}; rename one of them")
    if not name.isprintable() or name.startswith(".") or set(name) & set("/\\"):
        raise ConfigError(f"an edition cannot be named {name!r}: it names files")
    [where] = written
    if where.own is None:
        own = parse(where.file)
        refuse_untrusted(where.file, own, ask)
    else:
        own = where.own
    given: Table = {"edition": {"title": name, "out": folder / _OUT / name}}
    if "fleet" in own or EDITIONS in own:
        raise ConfigError(f"{str(where.file)!r}: what is the fleet's stands in {FLEET_FILE}")
    layers = [(given, ""), (common, repr(str(folder / FLEET_FILE))), (own, repr(str(where.file)))]
    chosen = validated(layers)
    refuse_missing("prompts", chosen.paths.prompts)
    refuse_missing("templates", chosen.paths.templates)
    return chosen


def _remembered_alike(editions: Mapping[str, Settings]) -> Iterator[tuple[str, str]]:
    first: dict[str, str] = {}
    for name, own in editions.items():
        other = first.setdefault(own.edition.newsletter, name)
        if other != name:
            yield name, other
            yield other, name
