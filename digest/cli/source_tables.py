"""The `[[sources]]` tables of digest.toml, edited so that the rest of the file stays as it is."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from digest.delivery.replacing import replace_file
from digest.errors import ConfigError, WriteError

if TYPE_CHECKING:
    from tomlkit import TOMLDocument
    from tomlkit.items import AoT

    from digest.sources import Place


@dataclass(frozen=True)
class SourceTables:
    """The tables of one file. Nothing is written before `save`."""

    file: Path
    document: "TOMLDocument"

    @classmethod
    def of(cls, file: Path) -> "SourceTables":
        """The tables of the file; none where there is no file yet. Raises ConfigError."""
        import tomlkit
        from tomlkit.exceptions import TOMLKitError

        try:
            text = file.read_text(encoding="utf-8") if file.exists() else ""
            document = tomlkit.parse(text)
        except (OSError, UnicodeDecodeError, TOMLKitError) as error:
            raise ConfigError(f"cannot read {str(file)!r}: {error}") from error
        return cls(file, document)

    def addresses(self) -> list[str]:
        return [str(table.get("address", "")) for table in self._tables()]

    def beside(self, address: str) -> str:
        """An address as the file has to have it: a path that was given here, seen from the file."""
        path = Path(address)
        if "://" in address or address.startswith(("-", "~")) or path.is_absolute():
            return address
        folder = self.file.parent.resolve()
        return address if folder == Path.cwd() else os.path.relpath(path, folder)

    def add(self, places: Sequence["Place"]) -> list["Place"]:
        """Append those places whose address is not there yet, and give them back.

        Raises ConfigError for one that would be refused.
        """
        import tomlkit

        from digest import settings
        from digest.sources import where

        known = {where(address, self.file.parent) for address in self.addresses()}
        added = []
        for place in places:
            at = where(place.address, self.file.parent)
            if at in known:
                continue
            known.add(at)
            added.append(place)
            table = tomlkit.table()
            for key, value in _fields(place):
                table.add(key, value)
            settings.check_source(table.unwrap())
            self._tables().append(table)
        return added

    def remove(self, which: str) -> str:
        """Take out the source with this address or name, and give its address back.

        Raises ConfigError when there is none, or more than one of the name.
        """
        tables, at = self._tables(), self._at(which)
        address = str(tables[at].get("address"))
        del tables[at]
        if not len(tables):
            del self.document["sources"]
        return address

    def change(self, which: str, changes: Mapping[str, str | float | bool | None]) -> str:
        """Set these keys of that source, None taking one out, and give its address back.

        Raises ConfigError as `remove` does, and for a value that would be refused.
        """
        from digest import settings

        table = self._tables()[self._at(which)]
        for key, value in changes.items():
            if value is not None:
                table[key] = value
            elif key in table:
                del table[key]
        settings.check_source(table.unwrap())
        return str(table.get("address"))

    def _at(self, which: str) -> int:
        tables = self._tables()
        hits = [
            index
            for index, table in enumerate(tables)
            if which in (table.get("address"), table.get("name"))
        ] or self._leading_to(which)
        if not hits:
            raise ConfigError(
                f"no source {which!r} in {str(self.file)!r}; `digest sources list` shows them"
            )
        if len(hits) > 1:
            raise ConfigError(f"{len(hits)} sources are called {which!r}; give the address")
        return hits[0]

    def _leading_to(self, typed: str) -> list[int]:
        """The sources that `add` would have made of the same words."""
        from digest.sources import completed, where

        meant = where(completed(typed), Path.cwd())
        at = (where(address, self.file.parent) for address in self.addresses())
        return [index for index, place in enumerate(at) if place == meant]

    def save(self) -> None:
        """Write the file as a whole or not at all. Raises WriteError."""
        try:
            replace_file(self.file, self.document.as_string().encode())
        except OSError as error:
            raise WriteError.of(self.file, error) from error

    def save_trusted(self) -> None:
        """The same; what the user does by a command costs a trusted file no trust."""
        from digest import settings
        from digest.settings.trusted import Trusted

        known = Trusted.of_user()
        before = settings.risks_of(self.file) if self.file.exists() else None
        self.save()
        after = settings.risks_of(self.file)
        if after.all() and (before is None or not before.all() or known.holds(self.file, before)):
            known.add(self.file, after)

    def _tables(self) -> "AoT":
        import tomlkit
        from tomlkit.items import AoT

        if "sources" not in self.document:
            self.document.add("sources", tomlkit.aot())
        tables = self.document["sources"]
        if not isinstance(tables, AoT):
            raise ConfigError(f"'sources' in {str(self.file)!r} must be written as [[sources]]")
        return tables


def _fields(place: "Place") -> list[tuple[str, str | float]]:
    """What is worth writing down: the address, and what differs from the defaults."""
    fields: list[tuple[str, str | float]] = [("address", place.address)]
    words = (("name", place.name), ("section", place.section), ("language", place.language))
    fields += [(key, value) for key, value in words if value]
    if place.kind != "auto":
        fields.append(("kind", place.kind))
    if place.weight != 1.0:
        fields.append(("weight", place.weight))
    return fields
