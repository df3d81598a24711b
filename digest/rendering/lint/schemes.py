"""A page as it is by day or by night: its style sheets without the other one's rules."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Literal

Scheme = Literal["light", "dark"]

_SCHEME = re.compile(r"prefers-color-scheme\s*:\s*(light|dark)")
_STYLE = re.compile(r"(<style[^>]*>)(.*?)(</style>)", re.DOTALL | re.IGNORECASE)
_META = re.compile(r"(<meta name=\"color-scheme\" content=\")[^\"]*(\")")
"""By which a browser chooses the colours of what has no style."""
_VARIABLE = re.compile(r"var\(\s*(--[\w-]+)\s*(?:,([^()]*))?\)")
_DEPTH = 8
"""Variables that stand for variables; more is a circle."""


def in_scheme(markup: str, scheme: Scheme) -> str:
    """The page with `@media (prefers-color-scheme: …)` decided, whatever the system prefers."""
    page = _META.sub(lambda found: f"{found[1]}{scheme}{found[2]}", markup)
    return _STYLE.sub(lambda found: f"{found[1]}{sheet_in(found[2], scheme)}{found[3]}", page)


def sheet_in(sheet: str, scheme: Scheme, *, only_base: bool = False) -> str:
    """The style sheet for one scheme; `only_base`: without rules for other widths, or for print."""
    import tinycss2

    rules = tinycss2.parse_stylesheet(sheet, skip_comments=True)
    return "".join(_decided(rules, scheme, only_base=only_base))


def _decided(rules: Iterable[Any], scheme: Scheme, *, only_base: bool) -> Iterator[str]:
    import tinycss2

    for rule in rules:
        if rule.type != "at-rule" or rule.lower_at_keyword != "media" or rule.content is None:
            yield rule.serialize()
            continue
        query = tinycss2.serialize(rule.prelude)
        asked = _SCHEME.search(query)
        if asked and asked[1] == scheme:
            inner = tinycss2.parse_rule_list(rule.content)
            yield from _decided(inner, scheme, only_base=only_base)
        elif asked is None and not only_base:
            yield rule.serialize()


def without_variables(sheet: str, variables: Mapping[str, str]) -> str:
    """The sheet with the values of its variables written out."""
    for _ in range(_DEPTH):
        written = _VARIABLE.sub(lambda v: variables.get(v[1], v[2] or "initial"), sheet)
        if written == sheet:
            break
        sheet = written
    return sheet
