"""The labels of a language: `labels/CODE.toml` of the templates, ours and the user's own."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, NamedTuple

from jinja2 import BaseLoader, Environment, TemplateNotFound

from digest.errors import RenderError
from digest.rendering.phrase import names
from digest.resources import bundled

ENGLISH = "en"
_CATALOGUES_KEPT = 32
OWN = "own."
_WITHHELD = "withheld."
"""Of these a language has those that somebody translated, and `other` for what newer rules find."""
OPTIONAL = {"detail"}
"""What a translation may leave out: details of a fault."""
CATEGORIES = frozenset({"zero", "one", "two", "few", "many", "other"})
_SPELLED_OUT = {"zero", "one", "two"}
"""Of these a form may say the number in words; the others are of many numbers."""
_TAG_PARTS = re.compile(r"([a-z]{2,3})(?:[-_][a-z0-9]{1,8}){0,4}")
_SAME = {"nb": "no", "nn": "no", "iw": "he"}
"""Languages whose labels stand under another code."""

Forms = Mapping[str, str]
"""A label by plural category; one that counts nothing has `other` alone."""


@dataclass(frozen=True, eq=False)
class Catalogue:
    """All labels in one language. Two are the same only if they are one."""

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


class Source(NamedTuple):
    """A file of labels as it stands."""

    text: str
    place: str


def source(templates: BaseLoader, code: str) -> Source | None:
    """What the templates have under the language's code, which may be ours."""
    name = f"labels/{code}.toml"
    try:
        text, place, _ = templates.get_source(Environment(), name)  # noqa: S701  compiles nothing
    except TemplateNotFound:
        return None
    return Source(text, place or name)


@lru_cache(_CATALOGUES_KEPT)
def catalogue(code: str, own: Source | None) -> Catalogue | None:
    """What the templates' own file has, over our labels, over English; None for no file at all.

    Raises RenderError for a file that is no catalogue.
    """
    ours = _bundled(code)
    if not ours and own is None:
        return None
    labels = _read(own) if own else {}
    return Catalogue(language=code, labels={**english(), **_untranslated(ours), **ours, **labels})


def _untranslated(ours: Mapping[str, Forms]) -> Mapping[str, Forms]:
    """What our labels say of a check that they have no words for yet."""
    checks = (name for name in english() if name.startswith(_WITHHELD))
    return dict.fromkeys(checks, ours[f"{_WITHHELD}other"]) if ours else {}


def english() -> Mapping[str, Forms]:
    """Our English labels, which all others translate."""
    return _bundled(ENGLISH)


@cache
def _bundled(code: str) -> Mapping[str, Forms]:
    file = bundled("templates") / "labels" / f"{code}.toml"
    if not file.is_file():
        return {}
    ours = Source(file.read_text(encoding="utf-8"), str(file))
    return _read(ours, is_model=code == ENGLISH)


def _read(file: Source, *, is_model: bool = False) -> Mapping[str, Forms]:
    """The labels of a file, each of which English has too; `is_model`: the file is that English."""
    try:
        found = dict(_labels(tomllib.loads(file.text)))
        model = found if is_model else english()
        for name, forms in found.items():
            _check(name, forms, model)
    except ValueError as fault:  # TOML's faults are ValueErrors too
        raise RenderError(f"{file.place}: {fault}") from fault
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
    """Raises ValueError for a label that is none, or whose text has not what English has.

    What a theme says of its own stands in `[own]`, under any name.
    """
    if name.startswith(OWN):
        return
    if name not in model:
        raise ValueError(f"unknown label {name!r}")
    wanted = names(model[name]["other"])
    for category, form in forms.items():
        given = names(form)
        if given - wanted:
            raise ValueError(f"label {name!r} has {{{min(given - wanted)}}}, which nothing fills")
        unsaid = OPTIONAL | ({"n"} if category in _SPELLED_OUT else set())
        if lacking := wanted - given - unsaid:
            raise ValueError(f"label {name!r} lacks {{{min(lacking)}}}")
