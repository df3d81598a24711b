"""`digest settings`: each setting, its value, and where it came from."""

import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from digest.cli import flags
from digest.cli.command import command
from digest.cli.console import report, say
from digest.errors import ConfigError

if TYPE_CHECKING:
    from digest.settings import Key, Resolved, Secrets

EXAMPLES = (
    "digest settings --changed",
    "digest settings mail                # those of one section",
    "digest settings llm.model --json",
)
_DEFAULT = "default"
_LOGIN = re.compile(r"(?<=://).*@|\?.*")
_MOST_SHOWN = 12
"""Letters of what stands before ://, so that a secret without one is not shown."""
_SECRETS = (
    ("OPENAI_API_KEY", "api_key"),
    ("DIGEST_JUDGE_API_KEY", "judge_api_key"),
    ("DIGEST_SMTP_USER", "smtp_user"),
    ("DIGEST_SMTP_PASSWORD", "smtp_password"),
)
"""What only the environment may know, and where it is kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """One setting as it is now."""

    key: str
    value: object
    origin: str
    """The file, the variable, or `default`."""
    variable: str
    """The one that would set it."""
    meaning: str


def register(app: typer.Typer) -> None:
    command(app, "settings", examples=EXAMPLES, reports=True)(show)


def show(
    which: Annotated[
        str | None, typer.Argument(help="A section or a key, such as mail or llm.model.")
    ] = None,
    changed: Annotated[
        bool, typer.Option("--changed", help="Those alone that do not have their default.")
    ] = False,
    config: flags.Config = None,
) -> None:
    """Show each setting, its value and where it came from; secrets are only said to be set."""
    found = flags.resolved(config)
    rows = [row for row in _rows(found) if which is None or _is_meant(row.key, which)]
    if which is not None and not rows:
        raise ConfigError(f"there is no setting {which!r}; `digest settings` lists them all")
    rows = [row for row in rows if not changed or row.origin != _DEFAULT]
    report([asdict(row) for row in rows], map(_line, rows))
    if which is None:
        for name, is_set in _secrets(flags.secrets()):
            say(f"{name} is {'set' if is_set else 'not set'}")


def _is_meant(key: str, which: str) -> bool:
    return key == which or key.startswith((f"{which}.", f"{which}["))


def _rows(found: "Resolved") -> Iterator[_Row]:
    """Each setting; of tables that may stand many times, those fields that are given."""
    from digest.settings import all_keys

    for key in all_keys():
        if not key.is_of_many:
            value = getattr(getattr(found.settings, key.section), key.name)
            yield _row(key, f"{key.section}.{key.name}", value, found)
            continue
        for number, table in enumerate(getattr(found.settings, key.section)):
            if key.name in table.model_fields_set:
                path = f"{key.section}[{number}].{key.name}"
                yield _row(key, path, getattr(table, key.name), found)


def _row(key: "Key", path: str, value: object, found: "Resolved") -> _Row:
    return _Row(
        key=path,
        value=_safe(value) if key.field.repr else _bare(value),
        origin=found.origins.get(key.section if key.is_of_many else path, _DEFAULT),
        variable=key.variable,
        meaning=key.field.description or "",
    )


def _safe(value: object) -> object:
    """The value without what stands in an address beside its host and path."""
    from digest.llm.urls import without_secrets

    if isinstance(value, str):
        return without_secrets(value)
    if isinstance(value, tuple):
        return [_safe(item) for item in value]
    if isinstance(value, bool | int | float | None):
        return value
    if isinstance(value, dict):
        return {name: _safe(item) for name, item in value.items()}
    if isinstance(value, Path):
        return value
    dumped = getattr(value, "model_dump", None)
    return _safe(dumped()) if dumped else str(value)


def _bare(value: object) -> object:
    """An address that may hold a password, without one; of a list of secrets, their schemes."""
    if isinstance(value, tuple):
        return [f"{str(item).partition('://')[0][:_MOST_SHOWN]}://…" for item in value]
    return value and _LOGIN.sub("", str(value))


def _line(row: _Row) -> tuple[str, ...]:
    from digest.settings import shown

    value = tuple(row.value) if isinstance(row.value, list) else row.value
    return row.key, shown(value), row.origin


def _secrets(known: "Secrets") -> Iterator[tuple[str, bool]]:
    for name, field in _SECRETS:
        yield name, getattr(known, field) is not None
