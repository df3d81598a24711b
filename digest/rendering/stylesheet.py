"""A theme's style sheet in words that every mail program knows, with a night for each colour.

Themes are written in today's CSS: `:root` names colours and fonts, `light-dark(DAY, NIGHT)` gives
both sides of a colour and `var(--NAME)` uses it. Here all of it is written out.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from digest.rendering.colours import ink_on, is_colour, readable

if TYPE_CHECKING:
    from tinycss2.ast import Declaration, Node

_DAY, _NIGHT = 0, 1
_AT_NIGHT = "(prefers-color-scheme: dark)"
_SELECTORS = re.compile(r",\s*(?![^(]*\))")


class Plain(NamedTuple):
    """Rules without variables, a rule a line: those of the day, and what the night changes."""

    days: tuple[Markup, ...]
    """One for each sheet."""
    night: Markup


@lru_cache(maxsize=32)  # a mail is filled again and again until it fits
def plain(*sheets: str) -> Plain:
    """The style sheets, of which each may set variables for all, in plain words.

    Beside its own variables it may use `--accent-ink`, a shade of `--accent` that can be read on
    `--paper`, and `--on-accent`, which can be read on the accent. Raises ValueError, with the line
    in the sheet, for what is no CSS or a variable that nobody has set.
    """
    from tinycss2 import parse_stylesheet

    parsed = [
        _sound(parse_stylesheet(css, skip_comments=True, skip_whitespace=True)) for css in sheets
    ]
    known = _variables([rule for rules in parsed for rule in rules])
    writer = _Writer(_Values(_DAY, known), _Values(_NIGHT, known), _Night())
    days = ("\n".join(writer.rules(rules)) for rules in parsed)
    written = tuple(Markup(rules) for rules in days)  # noqa: S704  a theme's own words
    return Plain(written, Markup("\n".join(writer.night.lines())))  # noqa: S704  as above


class _Values:
    """What the variables of a sheet stand for, by day or by night."""

    def __init__(self, side: int, variables: Mapping[str, "Sequence[Node]"]) -> None:
        self._side = side
        self._variables = variables
        self._open: list[str] = []

    def written(self, nodes: "Iterable[Node]") -> str:
        """CSS with the values in their places. Raises ValueError for an unknown variable."""
        return "".join(map(self._node, nodes)).strip()

    def _node(self, node: "Node") -> str:
        if node.type == "comment":
            return ""
        if node.type == "string" and not set(node.value) & set("'\\\n"):
            return f"'{node.value}'"  # in an attribute the other quotation marks are long
        if node.type != "function":
            return str(node.serialize())
        if node.lower_name == "var":
            return self._value(self.written(node.arguments), node.source_line)
        if node.lower_name == "light-dark":
            return self.written(_sides(node)[self._side])
        return f"{node.name}({self.written(node.arguments)})"

    def _value(self, name: str, line: int) -> str:
        if name in self._open:
            raise ValueError(f"style sheet, line {line}: {name} stands for itself")
        self._open.append(name)
        try:
            if name in self._variables:
                return self.written(self._variables[name])
            return self._derived(name, line)
        finally:
            self._open.pop()

    def _derived(self, name: str, line: int) -> str:
        if name == "--accent-ink":
            return readable(self._colour("--accent", line), self._colour("--paper", line))
        if name == "--on-accent":
            return ink_on(self._colour("--accent", line))
        raise ValueError(f"style sheet, line {line}: there is no variable {name}")

    def _colour(self, name: str, line: int) -> str:
        value = self._value(name, line)
        if not is_colour(value):
            raise ValueError(f"style sheet: {name} has to be a colour as #rrggbb, not {value!r}")
        return value


class _Night:
    """What the night changes, in the order of the sheets: what a later rule sets anew is gone."""

    def __init__(self) -> None:
        self._changes: dict[tuple[str, str, str], tuple[int, str]] = {}
        """Condition, selector and property → number of the rule, and value."""
        self._rules = 0

    def add(self, condition: str, selectors: Sequence[str], declared: Mapping[str, str]) -> None:
        """A rule's declarations; a value is empty where the night has that of the day."""
        self._rules += 1
        for selector in selectors:
            for name, value in declared.items():
                for key in list(self._changes):
                    if key[:2] == (condition, selector) and f"{key[2]}-".startswith(f"{name}-"):
                        del self._changes[key]
                if value:
                    self._changes[condition, selector, name] = (self._rules, value)

    def lines(self) -> Iterator[str]:
        by_selector: dict[tuple[str, int, str], list[str]] = {}
        for (condition, selector, name), (rule, value) in self._changes.items():
            by_selector.setdefault((condition, rule, selector), []).append(f"{name}: {value}")
        joined: dict[tuple[str, int, str], list[str]] = {}
        for (condition, rule, selector), declared in by_selector.items():
            # stronger than the attributes that a mail has
            body = "; ".join(f"{one} !important" for one in declared)
            joined.setdefault((condition, rule, body), []).append(selector)
        ordered = sorted(joined.items(), key=lambda one: (one[0][0] != _AT_NIGHT, one[0][:2]))
        for condition, rules in groupby(ordered, key=lambda one: one[0][0]):
            yield f"@media {condition} {{"
            yield from (f"{', '.join(selectors)} {{ {body} }}" for (_, _, body), selectors in rules)
            yield "}"


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes the day's rules, and notes what the night changes."""

    day: _Values
    dark: _Values
    night: _Night

    def rules(self, rules: "Iterable[Node]", conditions: str = "") -> Iterator[str]:
        """Those of a sheet or of conditions (`screen and `)."""
        from tinycss2 import parse_rule_list, serialize

        for rule in rules:
            prelude = " ".join(serialize(rule.prelude).split())
            if rule.type != "at-rule":
                yield from self._rule(rule, prelude, conditions)
            elif rule.lower_at_keyword != "media":
                yield rule.serialize()
            else:
                inner = parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
                yield f"@media {prelude} {{"
                yield from self.rules(_sound(inner), f"{conditions}{prelude} and ")
                yield "}"

    def _rule(self, rule: "Node", selector: str, conditions: str) -> Iterator[str]:
        by_day, by_night = [], {}
        for one in _declarations(rule):
            if one.name.startswith("--"):
                continue
            light, shade = self.day.written(one.value), self.dark.written(one.value)
            by_day.append(f"{one.name}: {light}{' !important' if one.important else ''}")
            by_night[one.name] = "" if light == shade else shade
        if by_day:
            yield f"{selector} {{ {'; '.join(by_day)} }}"
        self.night.add(f"{conditions}{_AT_NIGHT}", _SELECTORS.split(selector), by_night)


def _variables(rules: "Iterable[Node]") -> dict[str, "Sequence[Node]"]:
    """Those of `:root` by name; what comes later wins."""
    from tinycss2 import serialize

    roots = [r for r in rules if r.type != "at-rule" and serialize(r.prelude).strip() == ":root"]
    named = (one for rule in roots for one in _declarations(rule))
    return {one.name: one.value for one in named if one.name.startswith("--")}


def _declarations(rule: "Node") -> "Iterator[Declaration]":
    from tinycss2 import parse_blocks_contents

    found = parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True)
    for one in _sound(found):
        if one.type != "declaration":
            raise ValueError(f"style sheet, line {one.source_line}: a rule within a rule")
        yield one


def _sides(function: "Node") -> list[list["Node"]]:
    """What stands before and after the comma. Raises ValueError for anything but one comma."""
    sides: list[list[Node]] = [[]]
    for node in function.arguments:
        if node.type == "literal" and node.value == ",":
            sides.append([])
        else:
            sides[-1].append(node)
    if len(sides) != len((_DAY, _NIGHT)):
        raise ValueError(
            f"style sheet, line {function.source_line}: light-dark() takes two colours"
        )
    return sides


def _sound(nodes: "Iterable[Node]") -> list["Node"]:
    """The nodes. Raises ValueError for a fault among them."""
    found = list(nodes)
    for node in found:
        if node.type == "error":
            raise ValueError(f"style sheet, line {node.source_line}: {node.message}")
    return found
