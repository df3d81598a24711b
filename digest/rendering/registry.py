"""The one list of forms: every module of `forms/`, found by being there.

The files of an edition, `digest render --format`, its help and the table in the reference come from
here, so that a new form is its module and its template.
"""

from collections.abc import Mapping
from importlib import import_module
from pkgutil import iter_modules

from digest.errors import ConfigError
from digest.rendering import forms
from digest.rendering.output_form import Form


def _found() -> dict[str, Form]:
    modules = (
        import_module(f"{forms.__name__}.{found.name}") for found in iter_modules(forms.__path__)
    )
    return {module.FORM.name: module.FORM for module in modules}


FORMS: Mapping[str, Form] = _found()
"""Each form under its name, in the order of the alphabet."""
FILES: Mapping[str, Form] = {name: form for name, form in FORMS.items() if form.is_kept}
"""Those that each edition has as files."""


def form_named(word: str, known: Mapping[str, Form] = FORMS) -> Form:
    """The form of that name or of that ending: `markdown`, `md`. Raises ConfigError."""
    for form in known.values():
        if word in (form.name, form.word):
            return form
    raise ConfigError(f"unknown format {word!r}; choose {choices(known)}")


def choices(known: Mapping[str, Form] = FORMS) -> str:
    """`eml, html, json, md or txt`, and those that are no files of an edition."""
    kept_first = sorted(known.values(), key=lambda form: not form.is_kept)
    *most, last = (form.word for form in kept_first)
    return f"{', '.join(most)} or {last}" if most else last
