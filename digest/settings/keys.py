"""Every setting by its key, and what it takes, in words."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from ipaddress import IPv4Network, IPv6Network
from pathlib import Path
from types import NoneType
from typing import Any, Literal, get_args, get_origin

from pydantic.fields import FieldInfo

from digest.settings.base import Section
from digest.settings.sections import Settings

PREFIX = "DIGEST_"
NUMBER = re.compile(r"\[\d+\]")
"""Which table of many, in the path of a key."""


@dataclass(frozen=True, slots=True)
class Key:
    """One setting."""

    section: str
    name: str
    field: FieldInfo
    is_of_many: bool = False
    """Its table may stand many times, such as `[[sources]]`."""

    def __str__(self) -> str:
        return f"{self.section}{'[]' * self.is_of_many}.{self.name}"

    @property
    def variable(self) -> str:
        """The variable that it is set by."""
        return variable_of(f"{self.section}.{self.name}")


def variable_of(key: str) -> str:
    """`DIGEST_MAIL__TO` for `mail.to`."""
    return PREFIX + key.upper().replace(".", "__")


@cache
def sections() -> Mapping[str, type[Section]]:
    """The model of each section; of those that may stand many times, that of one table."""
    fields = Settings.model_fields.items()
    return {name: model_in(info.annotation) or Section for name, info in fields}


@cache
def all_keys() -> tuple[Key, ...]:
    """All of them, in the order of the documentation."""
    return tuple(
        Key(section, name, field, is_of_many=is_list(Settings.model_fields[section].annotation))
        for section, model in sections().items()
        for name, field in model.model_fields.items()
    )


def is_list(annotation: Any) -> bool:  # noqa: ANN401 - an annotation may be anything
    """Whether it takes many values."""
    return get_origin(annotation) is tuple


def is_table(annotation: Any) -> bool:  # noqa: ANN401
    """Whether it takes names of the user's own with values."""
    return get_origin(annotation) is dict


def model_in(annotation: Any) -> type[Section] | None:  # noqa: ANN401
    """The model of a table, or of those in a list."""
    inner = get_args(annotation)[0] if is_list(annotation) else annotation
    return inner if isinstance(inner, type) and issubclass(inner, Section) else None


def wanted(field: FieldInfo) -> str:
    """What the setting takes: `a whole number from 1 to 512`."""
    return _in_words(field.annotation, field.metadata)


def _in_words(annotation: Any, metadata: list[Any]) -> str:  # noqa: ANN401
    while hasattr(annotation, "__metadata__"):  # Annotated, within `| None`
        parts = (getattr(info, "metadata", ()) for info in annotation.__metadata__)
        metadata = [part for some in parts for part in some]
        annotation = get_args(annotation)[0]
    if is_list(annotation):
        return f"a list of {_listed(get_args(annotation)[0])}"
    if is_table(annotation):
        return "a table of names with values"
    if get_origin(annotation) is Literal:
        return _either([repr(choice) for choice in get_args(annotation)])
    choices = [part for part in get_args(annotation) if part is not NoneType]
    if choices:
        return _in_words(choices[0], metadata)
    if annotation in (int, float):
        number = "a whole number" if annotation is int else "a number"
        return f"{number}{_bounds(metadata)}"
    return {bool: "true or false", Path: "a path"}.get(annotation, "text")


def _listed(inner: Any) -> str:  # noqa: ANN401
    if inner is str:
        return "texts"
    if set(get_args(inner)) == {IPv4Network, IPv6Network}:
        return "networks such as 10.1.0.0/16"
    return f"tables with {', '.join(inner.model_fields)}"


def _either(choices: list[str]) -> str:
    return f"{', '.join(choices[:-1])} or {choices[-1]}"


def _bounds(metadata: list[Any]) -> str:
    at = {
        name: f"{getattr(part, name):g}"
        for part in metadata
        for name in ("gt", "ge", "le")
        if hasattr(part, name)
    }
    match at:
        case {"ge": low, "le": high}:
            return f" from {low} to {high}"
        case {"gt": low, "le": high}:
            return f" above {low}, at most {high}"
        case {"ge": low}:
            return f" of at least {low}"
        case {"gt": low}:
            return f" above {low}"
    return ""


def described() -> Iterator[tuple[str, str, str]]:
    """(key, default, meaning) of every setting, for the documentation."""
    for key in all_keys():
        default = "required" if key.field.is_required() else shown(key.field.default)
        yield str(key), default, key.field.description or ""


def shown(value: object) -> str:
    """A value as the documentation has it."""
    if value is None:
        return "unset"
    if isinstance(value, tuple | dict):
        return "none" if not value else ", ".join(map(str, value))
    return str(value).lower() if isinstance(value, bool) else str(value)
