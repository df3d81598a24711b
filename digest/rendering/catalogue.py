"""The labels of a language: `labels/CODE.toml` of the templates, ours and the user's own."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import BaseLoader, Environment, TemplateNotFound

from digest.errors import RenderError
from digest.rendering.phrase import names
from digest.resources import bundled

ENGLISH = "en"
OPTIONAL = {"detail"}
"""What a translation may leave out: details of a fault."""
CATEGORIES = frozenset({"zero", "one", "two", "few", "many", "other"})
_TAG_PARTS = re.compile(r"([a-z]{2,3})(?:[-_][a-z0-9]{1,8}){0,4}")
_SAME = {"nb": "no", "nn": "no", "iw": "he"}
"""Languages whose labels stand under another code."""

Forms = Mapping[str, str]
"""A label by plural category; one that counts nothing has `other` alone."""


@dataclass(frozen=True)
class Catalogue:
    """All labels in one language."""

    language: str
    labels: Mapping[str, Forms]
    """By section and name, as in `said.waiting`; those of `[labels]` by their name alone."""

    def section(self, name: str) -> dict[str, Forms]:
        """Its labels by their names in it."""
        start = f"{name}."
        return {
            key.removeprefix(start): forms
            for key, forms in self.labels.items()
            if key.startswith(start)
        }


def code_of(tag: str) -> str | None:
    """The code under which labels in a language are looked for: `pt` of `pt-BR`."""
    found = _TAG_PARTS.fullmatch(tag.lower())
    return _SAME.get(found[1], found[1]) if found else None


def catalogue(templates: BaseLoader, code: str) -> Catalogue | None:
    """What the templates' folder has of a language, over ours, over English; None for neither.

    Raises RenderError for a file that is no catalogue.
    """
    ours, own = _bundled(code), _own(templates, code)
    if not ours and not own:
        return None
    return Catalogue(language=code, labels={**english(), **ours, **own})


def english() -> Mapping[str, Forms]:
    """Our English labels, which all others translate."""
    return _bundled(ENGLISH)


@cache
def _bundled(code: str) -> Mapping[str, Forms]:
    file = bundled("templates") / "labels" / f"{code}.toml"
    if not file.is_file():
        return {}
    return _read(file.read_text(encoding="utf-8"), file, is_model=code == ENGLISH)


def _own(templates: BaseLoader, code: str) -> Mapping[str, Forms]:
    """The labels of the file that the templates have under that name, which may be ours."""
    try:
        text, place, _ = templates.get_source(Environment(), f"labels/{code}.toml")  # noqa: S701
    except TemplateNotFound:
        return {}
    return _read(text, place or f"labels/{code}.toml")


def _read(text: str, place: str | Path, *, is_model: bool = False) -> Mapping[str, Forms]:
    """The labels of a file, each of which English has too; `is_model`: the file is that English."""
    try:
        found = dict(_labels(tomllib.loads(text)))
        model = found if is_model else english()
        for name, forms in found.items():
            _check(name, forms, model)
    except ValueError as fault:  # TOML's faults are ValueErrors too
        raise RenderError(f"{place}: {fault}") from fault
    return found


def _labels(table: Mapping[str, Any]) -> Iterator[tuple[str, Forms]]:
    for section, labels in table.items():
        if not isinstance(labels, dict):
            raise ValueError(f"{section!r} stands in no section")  # noqa: TRY004  read below
        for name, label in labels.items():
            forms = {"other": label} if isinstance(label, str) else label
            if not isinstance(forms, dict) or not all(isinstance(f, str) for f in forms.values()):
                raise ValueError(f"label {name!r} is no text")
            if "other" not in forms or not forms.keys() <= CATEGORIES:
                raise ValueError(f"label {name!r} has not `other` or has an unknown plural form")
            yield name if section == "labels" else f"{section}.{name}", forms


def _check(name: str, forms: Forms, model: Mapping[str, Forms]) -> None:
    """Raises ValueError for a label that is none, or whose text has not what English has."""
    if name not in model:
        raise ValueError(f"unknown label {name!r}")
    wanted = names(model[name]["other"])
    for form in forms.values():
        given = names(form)
        if given - wanted:
            raise ValueError(f"label {name!r} has {{{min(given - wanted)}}}, which nothing fills")
        if wanted - given - OPTIONAL - {"n"}:
            raise ValueError(f"label {name!r} lacks {{{min(wanted - given)}}}")
