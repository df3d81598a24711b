"""The ladder of ways to ask a server for JSON of a given form, the strictest first.

A server that complains about one is asked one rung lower and remembered. That a rung was accepted
does not mean that it was enforced: after each of them the answer is mended and validated.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from digest.llm.wire_schema import skeleton

Schema = dict[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung:
    """One way to ask; its value in the ladder is all that the program knows of it."""

    name: str
    """What the store remembers it by."""
    fields: Callable[[str, Schema], dict[str, object]]
    """Name of the form and its schema → what joins the request's body."""
    is_told: bool = False
    """The system message shows the form, for the schema does not travel beside it."""


JSON_SCHEMA = Rung(
    name="json_schema",
    fields=lambda name, schema: {
        "response_format": {
            "type": "json_schema",
            "json_schema": {"name": name, "strict": True, "schema": schema},
        }
    },
)
JSON_OBJECT = Rung(
    name="json_object",
    fields=lambda _name, _schema: {"response_format": {"type": "json_object"}},
    is_told=True,
)
TOOL = Rung(
    name="tool",
    fields=lambda name, schema: {
        "tools": [
            {"type": "function", "function": {"name": name, "strict": True, "parameters": schema}}
        ],
        "tool_choice": {"type": "function", "function": {"name": name}},
    },
)
PROMPT = Rung(name="prompt", fields=lambda _name, _schema: {}, is_told=True)

LADDER: Mapping[str, Rung] = {r.name: r for r in (JSON_SCHEMA, JSON_OBJECT, TOOL, PROMPT)}
"""Each rung under its name, the strictest first."""


def rung_named(name: str | None) -> Rung:
    """The rung of that name; the highest for a name that means nothing."""
    return LADDER.get(name or "", JSON_SCHEMA)


def below(rung: Rung) -> Rung | None:
    """The next form to try on a server that refused this one; None at the foot of the ladder."""
    rungs = list(LADDER.values())
    place = rungs.index(rung) + 1
    return rungs[place] if place < len(rungs) else None


def lower(one: Rung, other: Rung) -> Rung:
    """The one further down: of two threads that were refused, neither climbs up again."""
    return max(one, other, key=list(LADDER.values()).index)


def instruction(rung: Rung, schema: Schema) -> str:
    """What the system message adds about the form; nothing where the schema travels beside it."""
    if not rung.is_told:
        return ""
    example = json.dumps(skeleton(schema), separators=(",", ":"))
    return f"\n\nAnswer with one JSON object of this form and nothing else:\n{example}"
