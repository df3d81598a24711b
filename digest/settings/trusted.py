"""A file found in a folder may be a stranger's: what it must not do before it is trusted.

Trust is given once, by hand, to one file and to those of its settings that could send, read or
write what is the user's; when one of these changes, it has to be given again. It is kept in the
user's state folder, never where a setting says.
"""

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from digest.errors import WriteError
from digest.settings.paths import SQLITE, path_settings
from digest.settings.toml_file import EDITIONS, tables_of_editions

VARIABLE = "DIGEST_TRUST"
"""Folders whose files are trusted, as in PATH: for machines where nobody can be asked."""


@dataclass(frozen=True, slots=True)
class Risks:
    """The settings of a file that need trust: each key with its value, secrets masked."""

    sends: Mapping[str, object]
    """Who would get a key, a password, or a mail in the user's name."""
    reaches: Mapping[str, object]
    """What lies outside the file's folder."""

    def all(self) -> dict[str, str]:
        """Both, in order, in plain words."""
        return _in_words({**self.sends, **self.reaches})

    def untold(self, *, is_named: bool) -> dict[str, str]:
        """What trust is needed for: a file that a flag names may reach where it likes."""
        return _in_words(self.sends) if is_named else self.all()


def _in_words(values: Mapping[str, object]) -> dict[str, str]:
    return {key: _worded(value) for key, value in values.items()}


def _worded(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(map(_worded, value)) or "none"
    if isinstance(value, Mapping):
        return " ".join(f"{name} {_worded(inner)}" for name, inner in value.items())
    return str(value)


_SHOWN_DIGITS = 8
_RUN = "llm.gguf"
"""Weights are read by native code, and their model tells true from false: whoever made them is
trusted, inside the folder too."""
_RECEIVERS = (
    *(("llm", "base_url"), ("llm", "fallback"), ("llm", "insecure_http")),
    ("check", "judge_base_url"),
)
"""Who gets a key, and whether it may go in the clear."""


def risks(table: Mapping[str, Any], folder: Path) -> Risks:
    """The settings of a file (its paths relative to where we are) that need trust."""
    sends, reaches = dict(_sends(table)), dict(_reaches(table, folder))
    for number, own in enumerate(tables_of_editions(table)):
        inner, name = risks(own, folder), f"{EDITIONS}[{number}]"
        sends |= {f"{name}.{key}": value for key, value in inner.sends.items()}
        reaches |= {f"{name}.{key}": value for key, value in inner.reaches.items()}
    return Risks(sends, reaches)


def _sends(table: Mapping[str, Any]) -> Iterator[tuple[str, object]]:
    for section, key in _RECEIVERS:
        if key in _section(table, section):
            yield f"{section}.{key}", table[section][key]
    url = str(_section(table, "store").get("url", ""))
    if url and not url.startswith(SQLITE):
        yield "store.url", url
    if "url" in _section(table, "fleet"):
        yield "fleet.url", str(table["fleet"]["url"])
    for key, value in sorted(_section(table, "mail").items()):
        yield f"mail.{key}", value
    for key, value in sorted(_section(table, "post").items()):
        yield f"post.{key}", _masked(value) if key == "to" else value


def _masked(secret: object) -> str:
    """A secret as it may be shown; another one is shown otherwise."""
    return f"secret {hashlib.sha256(str(secret).encode()).hexdigest()[:_SHOWN_DIGITS]}"


def _reaches(table: Mapping[str, Any], folder: Path) -> Iterator[tuple[str, object]]:
    """What lies outside the folder, what is dropped there, and networks that are closed else."""
    for setting in path_settings(table):
        if setting.key == _RUN or not setting.path.resolve().is_relative_to(folder.resolve()):
            yield setting.key, str(setting.path.resolve())
    keep = _section(table, "store").get("keep")
    if keep is not None:
        yield "store.keep", keep  # the store may be one that all of the user's folders share
    networks = _section(table, "fetch").get("allow_networks")
    if networks:
        yield "fetch.allow_networks", networks


def _section(table: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    value = table.get(name)
    return value if isinstance(value, dict) else {}


class Trusted:
    """The files that are trusted, in a file of the user's own."""

    def __init__(self, file: Path) -> None:
        self._file = file

    @classmethod
    def of_user(cls) -> "Trusted":
        """Those of the user who runs the program."""
        import platformdirs

        return cls(platformdirs.user_state_path("digest") / "trusted.json")

    def holds(self, file: Path, found: Risks) -> bool:
        """Whether these settings of the file were trusted, or its folder by the environment."""
        folders = filter(None, os.environ.get(VARIABLE, "").split(os.pathsep))
        resolved = file.resolve()
        if any(resolved.is_relative_to(Path(folder).resolve()) for folder in folders):
            return True
        return self.files().get(str(resolved)) == _seal(found)

    def add(self, file: Path, found: Risks) -> None:
        """Trust these settings of the file from now on. Raises WriteError."""
        self._write({**self.files(), str(file.resolve()): _seal(found)})

    def remove(self, file: Path) -> bool:
        """Trust the file no longer; whether it was trusted. Raises WriteError."""
        known = self.files()
        was_there = known.pop(str(file.resolve()), None) is not None
        self._write(known)
        return was_there

    def files(self) -> dict[str, str]:
        """Paths with a hash of what was trusted; none where nothing can be read."""
        try:
            known = json.loads(self._file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return known if isinstance(known, dict) else {}

    def _write(self, known: Mapping[str, str]) -> None:
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            self._file.write_text(json.dumps(known, indent=1), encoding="utf-8")
        except OSError as error:
            raise WriteError.of(self._file, error) from error


def _seal(found: Risks) -> str:
    values = {key: str(value) for key, value in {**found.sends, **found.reaches}.items()}
    return hashlib.sha256(json.dumps(values, sort_keys=True).encode()).hexdigest()


def refusal(file: Path, found: Mapping[str, str]) -> str:
    """Why a file is not used, in one line."""
    named = ", ".join(f"{key} = {value!r}" for key, value in found.items())
    return (
        f"{str(file)!r} is not trusted, and its settings could send, read or write what is yours: "
        f"{named}; look at it, then run `digest trust {file}`"
    )
