"""Addresses as people type them: without a protocol, or with one that is not read."""

import re
from pathlib import Path
from urllib.parse import unquote

from digest.sources.kinds import KINDS
from digest.sources.place import Place, local_path

_SITE = re.compile(r"(?:[a-z0-9-]{1,63}\.)+[a-z][a-z0-9-]{1,62}(?::\d{1,5})?", re.IGNORECASE)
_NUMBERED = re.compile(r"(?:localhost|(?:\d{1,3}\.){3}\d{1,3})(?::\d{1,5})?", re.IGNORECASE)
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]{1,30}):/{2,3}", re.IGNORECASE)
_READ = ("http", "https")


def completed(address: str) -> str:
    """`https://harbour-courier.example/news` for what lacks its protocol, unless it is a file."""
    is_site = _SITE.fullmatch(_before_path(address)) and not _is_file(address)
    return f"https://{address}" if is_site else address


def where(address: str, folder: Path) -> str:
    """One address for all that lead to the same place; a path is seen from a folder."""
    if "://" in address or address == "-":
        return address
    return str((folder / local_path(address)).resolve())


def why_not_read(address: str) -> str | None:
    """What is wrong with an address that begins with another protocol than those of the web."""
    begun = _SCHEME.match(address)
    if begun is None or begun[1].lower() in _READ:
        return None
    if begun[1].lower() == "file":
        return f"a path is named without file://, as {unquote('/' + address[begun.end() :])}"
    return "only http:// and https:// addresses are read"


def no_such_file(name: str) -> str:
    """What to say of a path where nothing is, and what to type where it looks like an address."""
    meant = f"http://{name}" if _NUMBERED.fullmatch(_before_path(name)) else completed(name)
    hint = f"; if it is on the web, write {meant}" if meant != name else ""
    return f"there is no such file{hint}"


def _before_path(address: str) -> str:
    return address.partition("/")[0]


def _is_file(address: str) -> bool:
    endings = tuple(ending for kind in KINDS for ending in kind.suffixes)
    return _before_path(address).endswith(endings) or not Place(address=address).is_absent
