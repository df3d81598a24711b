"""Settings from variables: the text of `DIGEST_MAIL__TO` becomes what `mail.to` takes.

A list is written with commas or as JSON, and so is a table: `top_p=0.9,seed=7`. In a list of tables
a word alone gives the field that is required: `DIGEST_SOURCES=articles/,https://a.example/feed`.
"""

import difflib
import json
from collections.abc import Mapping
from typing import Any

from pydantic.fields import FieldInfo

from digest.errors import ConfigError
from digest.settings import trusted
from digest.settings.keys import PREFIX, all_keys, is_list, is_table, model_in, variable_of, wanted
from digest.settings.sections import Settings

SECRETS = frozenset({"DIGEST_JUDGE_API_KEY", "DIGEST_SMTP_USER", "DIGEST_SMTP_PASSWORD"})
_NO_SETTINGS = SECRETS | {trusted.VARIABLE}
_ALIKE = 0.8
"""Two words that differ by a slip; another word of the same length is less like it."""


def from_environment(environment: Mapping[str, str]) -> tuple[dict[str, Any], list[str]]:
    """The table of what the variables set, and what is wrong with the others, a line each.

    A variable that is empty sets nothing; wrong is one that does not exist, or a list that cannot
    be read.
    """
    table: dict[str, Any] = {}
    faults: list[str] = []
    takers = _takers()
    for name, text in sorted(environment.items()):
        if not name.startswith(PREFIX) or name in _NO_SETTINGS:
            continue
        if name not in takers:
            faults.append(f"unknown environment variable {name}; {_nearest(name)}")
            continue
        section, key, field = takers[name]
        if not text.strip():
            continue
        try:
            value = _value(name, text.strip(), field)
        except ConfigError as fault:
            faults.append(str(fault))
            continue
        if key is None:
            table[section] = value
        else:
            table.setdefault(section, {})[key] = value
    return table, faults


def _takers() -> dict[str, tuple[str, str | None, FieldInfo]]:
    """By variable: the section, its key (None for the section as a whole), and what it takes."""
    single = [key for key in all_keys() if not key.is_of_many]
    many = {name: f for name, f in Settings.model_fields.items() if is_list(f.annotation)}
    return {
        **{key.variable: (key.section, key.name, key.field) for key in single},
        **{variable_of(name): (name, None, field) for name, field in many.items()},
    }


def _nearest(name: str) -> str:
    """The variable that was meant: misspelt, or a key without its section."""
    known = [*_takers(), *_NO_SETTINGS]
    tails = {each.rpartition("__")[2]: each for each in reversed(known)}
    word = name.upper()
    near = difflib.get_close_matches(word, known, n=1, cutoff=_ALIKE)
    guess = tails.get(word.removeprefix(PREFIX)) or next(iter(near), None)
    return f"did you mean {guess}?" if guess else "`digest settings` lists those there are"


def _value(name: str, text: str, field: FieldInfo) -> object:
    if is_list(field.annotation):
        return _items(name, text, field)
    if is_table(field.annotation):
        return _table(name, text, field)
    return text


def _items(name: str, text: str, field: FieldInfo) -> list[object]:
    """The items of JSON, or those between commas."""
    items = _json(name, text, field) if text.startswith("[") else text.split(",")
    model = model_in(field.annotation)
    required = [n for n, f in model.model_fields.items() if f.is_required()] if model else []
    words = (item.strip() if isinstance(item, str) else item for item in items)
    return [
        {required[0]: word} if required and isinstance(word, str) else word
        for word in words
        if word != ""
    ]


def _table(name: str, text: str, field: FieldInfo) -> dict[str, object]:
    if text.startswith("{"):
        return dict(_json(name, text, field))
    pairs = [pair.partition("=") for pair in text.split(",") if pair.strip()]
    if not all(key.strip() and sign for key, sign, _ in pairs):
        raise _fault(name, text, field)
    return {key.strip(): _scalar(value.strip()) for key, _, value in pairs}


def _scalar(text: str) -> object:
    try:
        value: object = json.loads(text)
    except ValueError:
        return text
    return value


def _json(name: str, text: str, field: FieldInfo) -> Any:  # noqa: ANN401 - checked by the model
    try:
        return json.loads(text)
    except ValueError as error:
        raise _fault(name, text, field) from error


def _fault(name: str, text: str, field: FieldInfo) -> ConfigError:
    given = f"{name} is {text!r}" if field.repr else f"{name} cannot be read"
    return ConfigError(f"{given}: wanted is {wanted(field)}, with commas or as JSON")
