"""What the user decided: flags > DIGEST_* environment > digest.toml > defaults.

Secrets are no settings: they come from the environment alone (see `Secrets`), and a file that holds
one is refused. Unknown keys are refused by name, wherever they stand.
"""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from digest.errors import ConfigError
from digest.settings import trusted
from digest.settings.faults import explained, fault_of
from digest.settings.keys import NUMBER, PREFIX, Key, all_keys, described, shown, variable_of
from digest.settings.sections import EditionSettings, Settings
from digest.settings.toml_file import FILE_NAME, FLEET_FILE, Located, located, own_file, parse
from digest.settings.variables import from_environment

__all__ = [
    "FILE_NAME",
    "FLEET_FILE",
    "Ask",
    "Key",
    "Located",
    "Resolved",
    "Secrets",
    "Settings",
    "all_keys",
    "check_source",
    "described",
    "load",
    "located",
    "nobody",
    "own_file",
    "refuse_untrusted",
    "resolve",
    "risks_of",
    "secrets",
    "shown",
    "validated",
    "without_number",
]

Table = Mapping[str, Any]
_FLAGS = "the flags"


class Secrets(BaseModel):
    """What only the environment may know."""

    model_config = ConfigDict(frozen=True)

    api_key: str | None = Field(None, repr=False)
    judge_api_key: str | None = Field(None, repr=False)
    """For `[check] judge_base_url`; the other key is never sent there."""
    base_url: str | None = None
    keys: Mapping[str, str] = Field({}, repr=False)
    """Every variable whose name ends in API_KEY, for `[[llm.fallback]] key_env`."""
    smtp_user: str | None = None
    smtp_password: str | None = Field(None, repr=False)


def secrets(environment: Mapping[str, str]) -> Secrets:
    return Secrets(
        api_key=environment.get("OPENAI_API_KEY") or None,
        judge_api_key=environment.get("DIGEST_JUDGE_API_KEY") or None,
        base_url=environment.get("OPENAI_BASE_URL") or None,
        keys={name: key for name, key in environment.items() if name.endswith("API_KEY") and key},
        smtp_user=environment.get("DIGEST_SMTP_USER") or None,
        smtp_password=environment.get("DIGEST_SMTP_PASSWORD") or None,
    )


Ask = Callable[[Path, Mapping[str, str]], bool]
"""Whether a file is to be trusted with these settings from now on."""


def nobody(_file: Path, _needed: Mapping[str, str]) -> bool:
    """Trusts no file."""
    return False


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """The settings, and where each came from."""

    settings: Settings
    file: Located | None
    origins: Mapping[str, str]
    """By key (`mail.to`; `sources` as a whole): the variable, the file or `the flags`.

    A key that is not there has its default."""


def load(path: Path | None, flags: Table, ask: Ask = nobody) -> Settings:
    """The settings alone; see `resolve`."""
    return resolve(path, flags, ask).settings


def resolve(
    path: Path | None,
    flags: Table,
    ask: Ask = nobody,
    *,
    named: Mapping[str, str] = MappingProxyType({}),
) -> Resolved:
    """Settings from the flags, the environment and a file, each winning over the next.

    Without a path the file is `digest.toml` of the working folder, or else of the nearest folder
    above it, or else of the user's configuration folder. Relative paths in the file are relative to
    the file. `ask` decides on a file that is not trusted yet; `named` are the flags by their keys.
    Raises ConfigError, also for a file that is not trusted.
    """
    file = located(path)
    table = parse(file.path) if file else {}
    layers: list[Layer] = [
        (_beside(file), ""),
        (table, repr(str(file.path)) if file else ""),
        (flags, _FLAGS),
    ]
    chosen, origins = _validated(layers, named)
    origins = {key: origin for key, origin in origins.items() if origin}
    if file is not None and file.how != "own":
        refuse_untrusted(file.path, table, ask, is_named=file.how == "named")
    return Resolved(settings=chosen, file=file, origins=origins)


Layer = tuple[Table, str]
"""Settings, and where they came from, in words; empty for defaults."""


def validated(layers: Sequence[Layer]) -> Settings:
    """Settings of which each layer wins over those before it, and the environment over all.

    Raises ConfigError, with the place of each fault.
    """
    return _validated([*layers, ({}, _FLAGS)], {})[0]


def _validated(
    layers: Sequence[Layer], named: Mapping[str, str]
) -> tuple[Settings, dict[str, str]]:
    """The same, with the origin of each key; the last layer, the flags, wins over the variables."""
    merged: dict[str, Any] = {}
    origins: dict[str, str] = {}
    *below, (flags, told) = layers
    for table, origin in below:
        origins |= dict.fromkeys(_laid(table, merged), origin)
    variables, faults = from_environment(os.environ)
    origins |= {key: variable_of(key) for key in _laid(variables, merged)}
    origins |= {key: named.get(key, told) for key in _laid(flags, merged)}
    try:
        chosen = Settings.model_validate(merged)
    except ValidationError as error:
        raise fault_of([*faults, *explained(error, lambda key: _who(key, origins))]) from error
    if faults:
        raise fault_of(faults)
    return chosen, origins


def _laid(layer: Table, merged: dict[str, Any]) -> Iterator[str]:
    """Lay it over what is merged so far; gives the keys that it sets."""
    for section, values in layer.items():
        if isinstance(values, Mapping):
            below = merged.get(section)
            merged[section] = {**(below if isinstance(below, dict) else {}), **values}
            yield from (f"{section}.{name}" for name in values)
        else:
            merged[section] = values
            yield section


def _beside(file: Located | None) -> dict[str, Any]:
    """Editions lie beside a file of a folder above, not where somebody happens to stand."""
    if file is None or file.how != "above":
        return {}
    return {"edition": {"out": file.path.parent / EditionSettings().out}}


def _who(key: str, origins: Mapping[str, str]) -> str:
    """A key with its file, or the variable or the flag that gave it."""
    setting = NUMBER.sub("", key)
    while setting and setting not in origins:
        setting = setting.rpartition(".")[0]
    origin = origins.get(setting) or next(
        (origin for name, origin in origins.items() if name.startswith(f"{key}.")), _FLAGS
    )
    is_whole = NUMBER.sub("", key) == setting
    return origin if is_whole and origin.startswith((PREFIX, "--")) else f"{key!r} in {origin}"


def refuse_untrusted(file: Path, table: Table, ask: Ask, *, is_named: bool = True) -> None:
    """Raise ConfigError for a file that needs trust, has none, and gets none when it is asked for.

    One that was named may reach outside its folder.
    """
    found = trusted.risks(table, file.parent)
    needed = found.untold(is_named=is_named)
    known = trusted.Trusted.of_user()
    if not needed or known.holds(file, found):
        return
    if not ask(file, needed):
        raise ConfigError(trusted.refusal(file, needed))
    known.add(file, found)


def check_source(table: Table) -> None:
    """Raise ConfigError for a `[[sources]]` table that would be refused."""
    try:
        Settings.model_validate({"sources": [table]})
    except ValidationError as error:
        lines = explained(error, lambda key: f"'{key.rpartition('.')[2]}'")
        raise fault_of(lines) from error


def without_number(key: str) -> str:
    """A key without which table of many it stands in: `sources.name` for `sources[1].name`."""
    return NUMBER.sub("", key)


def risks_of(file: Path) -> trusted.Risks:
    """The settings of a file that need trust. Raises ConfigError for one that cannot be read."""
    return trusted.risks(parse(file), file.parent)
