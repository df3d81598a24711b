"""What is wrong with the settings, a line each: which key of whom, its value, what is wanted."""

import difflib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from digest.errors import ConfigError
from digest.settings.keys import NUMBER, all_keys, is_list, model_in, wanted
from digest.settings.sections import Settings

_SECRET = ("api_key", "password", "token_secret")
_MOST_SHOWN = 80
"""Characters of a value that are shown."""

Named = Callable[[str], str]
"""Who gave a key (`mail.to`): the variable, or the key with its file."""


def fault_of(lines: Sequence[str]) -> ConfigError:
    """All that is wrong; its message is the fault where there is but one."""
    if len(lines) == 1:
        return ConfigError(lines[0])
    return ConfigError(f"{len(lines)} settings are wrong").naming(lines)


def explained(error: ValidationError, named: Named) -> list[str]:
    """Each fault in a line, those of misspelt keys first: for their sake others may be missing."""
    faults = sorted(error.errors(), key=lambda fault: not _is_unknown(fault))
    misspelt = {_place(fault["loc"][:-1]).path for fault in faults if _is_unknown(fault)}
    told = (
        _told(fault, named)
        for fault in faults
        if fault["type"] != "missing" or _place(fault["loc"][:-1]).path not in misspelt
    )
    return list(dict.fromkeys(told))


def _is_unknown(fault: ErrorDetails) -> bool:
    return fault["type"] == "extra_forbidden"


def _told(fault: ErrorDetails, named: Named) -> str:
    place = _place(fault["loc"])
    who = named(place.path)
    if any(word in str(fault["loc"][-1]).lower() for word in _SECRET):
        return f"{who}: secrets come from the environment alone; see the README"
    if _is_unknown(fault):
        return f"unknown key {who}{_meant(place)}"
    if fault["type"] == "missing":
        return f"{who} is missing"
    if fault["type"] == "value_error":  # one of our own checks, which says what is wanted
        return f"{who}: {fault['ctx']['error']}"
    return f"{who}{_value(fault['input'], place)}: wanted is {_wanted(fault['input'], place)}"


@dataclass(frozen=True, slots=True)
class _Place:
    """Where in the settings a fault is."""

    path: str
    """`sources[0].name`."""
    field: FieldInfo | None
    """What is there; None where nothing is to be."""
    around: type[BaseModel]
    """What it stands in."""


def _place(loc: Sequence[int | str]) -> _Place:
    place = _Place("", None, Settings)
    model: type[BaseModel] | None = Settings
    for part in loc:
        if isinstance(part, int):
            place = replace(place, path=f"{place.path}[{part}]")
        elif model is None:  # within a value: which kind of it was tried
            break
        else:
            path = f"{place.path}.{part}" if place.path else part
            place = _Place(path, model.model_fields.get(part), model)
            model = model_in(place.field.annotation) if place.field else None
    return place


def _wanted(value: object, place: _Place) -> str:
    if place.field is None:
        return "nothing"
    many = is_list(place.field.annotation)
    if place.around is Settings:
        return f"tables [[{place.path}]]" if many else f"a table [{place.path}]"
    hint = (
        f", such as [{value!r}]"
        if many and isinstance(value, str) and "[" not in place.path and place.field.repr
        else ""
    )
    return wanted(place.field) + hint


def _value(value: object, place: _Place) -> str:
    """What was given, unless it may be a secret."""
    if place.field is None or not place.field.repr:
        return ""
    text = repr(value)
    return f" is {text if len(text) <= _MOST_SHOWN else text[:_MOST_SHOWN] + '…'}"


def _meant(place: _Place) -> str:
    """The likeliest right name, with its section."""
    above, _, name = place.path.rpartition(".")
    section = NUMBER.sub("", above)
    near = difflib.get_close_matches(name, place.around.model_fields, n=1)
    if near and place.around is Settings:
        return f"; did you mean the section [{near[0]}]?"
    if not near:
        homes = {key.name: key.section for key in reversed(all_keys())}
        near = difflib.get_close_matches(name, homes, n=1)
        section = homes[near[0]] if near else ""
    return f"; did you mean [{section}] {near[0]}?" if near else ""
