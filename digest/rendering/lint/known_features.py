"""What mail programs lack, as caniemail.com has tested it: `features.json`, read once."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

CLIENTS = {"gmail": "Gmail", "outlook": "Outlook", "apple-mail": "Apple Mail", "yahoo": "Yahoo"}
"""In the order in which they are told."""
NO_SHEETS = "gmail mobile-webmail"
"""It reads no style sheet: that is one matter, and not one for each rule of the sheet."""
_PLATFORMS = {
    "desktop-webmail": "web",
    "mobile-webmail": "mobile web",
    "ios": "iOS",
    "android": "Android",
    "macos": "macOS",
    "windows": "Windows",
    "windows-mail": "Windows Mail",
    "outlook-com": "Outlook.com",
}


@dataclass(frozen=True, slots=True)
class Feature:
    """Something of HTML or CSS."""

    name: str
    """At https://www.caniemail.com/features/NAME/."""
    title: str
    lacking: Mapping[str, tuple[str, ...]]
    """Programs (`gmail ios`) with the limits that each has; none for one that lacks it all."""


def feature_of(sign: str) -> Feature | None:
    """The feature that has this sign (`property padding`, `element details`), if it was tested.

    A property that was not is tested with what it is a part of: `padding-left` with `padding`.
    """
    found = _by_sign().get(sign)
    shorter, dash, _ = sign.rpartition("-")
    return feature_of(shorter) if found is None and dash and sign[:9] == "property " else found


@cache
def _by_sign() -> Mapping[str, Feature]:
    return {sign: _feature(name, row) for name, row in _table().items() for sign in row["signs"]}


def in_words(programs: set[str]) -> tuple[str, ...]:
    """`Gmail`, `Outlook (Windows, iOS)`; a client alone where all of its programs are meant."""
    return tuple(_client(client, programs) for client in CLIENTS if _of(client, programs))


def _client(client: str, programs: set[str]) -> str:
    platforms = _of(client, programs)
    if platforms == _of(client, _programs()) or platforms == _of(client, _programs() - {NO_SHEETS}):
        return CLIENTS[client]
    return f"{CLIENTS[client]} ({', '.join(_PLATFORMS[one] for one in platforms)})"


def _of(client: str, programs: set[str]) -> list[str]:
    return sorted(one.split()[1] for one in programs if one.split()[0] == client)


@cache
def _programs() -> set[str]:
    """All of which anything is known."""
    return {one for row in _table().values() for ones in row["support"].values() for one in ones}


@cache
def _table() -> Mapping[str, Mapping[str, Any]]:
    text = files(__package__).joinpath("features.json").read_text(encoding="utf-8")
    table: Mapping[str, Mapping[str, Any]] = json.loads(text)["features"]
    return table


def _feature(name: str, row: Mapping[str, Any]) -> Feature:
    return Feature(name, row["title"], dict(_lacking(row)))


def _lacking(row: Mapping[str, Any]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """`n` is no support, `a` a partial one with its notes; `y` all, `u` unknown."""
    for said, programs in row["support"].items():
        support, *numbers = said.split()
        if support in ("n", "a"):
            notes = [
                row["notes"][n] for n in (one.strip("#") for one in numbers) if n in row["notes"]
            ]
            yield from ((program, tuple(notes) if support == "a" else ()) for program in programs)
