"""A folder of a site that grows: each file whole or as it was, and only what differs is written."""

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

from digest.delivery.replacing import replace_file
from digest.errors import ConfigError, WriteError

_SIGN = ".digest-archive.json"
"""Says that the folder is ours, and what was proven in it."""


class SiteFolder:
    """The folder; what lies in it and is no longer made stays, as somebody may link to it."""

    def __init__(self, folder: Path) -> None:
        """Raises ConfigError for a folder that holds something and is not ours."""
        self._folder = folder
        self._root = folder.resolve()
        self.written = 0
        self.unchanged = 0
        try:
            is_foreign = folder.exists() and not self._sign.is_file() and any(folder.iterdir())
        except OSError as error:
            raise ConfigError(f"cannot read {str(folder)!r}: {error.strerror or error}") from error
        if is_foreign:
            raise ConfigError(
                f"{str(folder)!r} holds files that digest publish did not write; name a "
                "folder that is empty or not there yet"
            )
        self._proven = self._remembered()

    @property
    def _sign(self) -> Path:
        return self._folder / _SIGN

    def _remembered(self) -> set[str]:
        try:
            known = json.loads(self._sign.read_text(encoding="utf-8"))
            return set(map(str, known["proven"]))
        except (OSError, ValueError, KeyError, TypeError):
            return set()

    def was_proven(self, content: bytes) -> bool:
        """Whether an edition of these very bytes was proven when it was published."""
        return _fingerprint(content) in self._proven

    def remember_proven(self, content: bytes) -> None:
        """Until the edition changes."""
        self._proven.add(_fingerprint(content))

    def fill(self, files: Iterable[tuple[str, bytes]]) -> None:
        """Write these files, under paths of the folder's own. Raises WriteError."""
        self._sign_it()
        for path, content in files:
            if self._put(path, content):
                self.written += 1
            else:
                self.unchanged += 1

    def _sign_it(self) -> None:
        """First of all: what is half filled is ours too."""
        told = {"what": "written by digest publish", "proven": sorted(self._proven)}
        self._put(_SIGN, f"{json.dumps(told, indent=1)}\n".encode())

    def _put(self, path: str, content: bytes) -> bool:
        """Whether the file was written, as it was not there as it is."""
        file = self._folder / path
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            if not file.parent.resolve().is_relative_to(self._root) or file.is_symlink():
                raise WriteError(f"{str(file)!r} leads out of {str(self._folder)!r}")
            if file.is_file() and file.read_bytes() == content:
                return False
            replace_file(file, content)
        except OSError as error:
            raise WriteError.of(file, error) from error
        return True


def _fingerprint(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
