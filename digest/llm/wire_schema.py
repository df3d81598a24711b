"""The form of an answer as a JSON Schema on the wire."""

from functools import lru_cache
from typing import TypeVar, cast

from pydantic import BaseModel

FormT = TypeVar("FormT", bound=BaseModel)

RANGES = (64, 128, 256, 512, 1024, 2048, 4096, 8192)


def rounded_range(highest: int) -> int:
    """The range of numbers to declare: servers compile each schema they meet, so keep them few."""
    return next((size for size in RANGES if size >= highest), highest)


@lru_cache(maxsize=64)
def strict_schema(form: type[BaseModel], highest: int) -> dict[str, object]:
    """The JSON Schema that is sent: strict, flat, and without the limits that servers trip over.

    Every property is required and no other is allowed; `$ref` is resolved; titles, defaults,
    patterns and lengths of strings are dropped, as they are validated afterwards. Lengths of lists
    stay, so that a small model comes to an end. An integer without bounds of its own is a number
    that the request gave out, and bounded by 1 and highest. It is made once, and not to be changed.
    """
    whole = form.model_json_schema()
    return _strict(whole, cast("dict[str, dict[str, object]]", whole.get("$defs", {})), highest)


def _strict(
    node: dict[str, object], parts: dict[str, dict[str, object]], highest: int
) -> dict[str, object]:
    if "$ref" in node:
        return _strict(parts[str(node["$ref"]).rpartition("/")[2]], parts, highest)
    kind = node["type"]
    if kind == "object":
        properties = cast("dict[str, dict[str, object]]", node["properties"])
        return {
            "type": "object",
            "properties": {
                name: _strict(part, parts, highest) for name, part in properties.items()
            },
            "required": list(properties),
            "additionalProperties": False,
        }
    if "enum" in node:
        return {"type": kind, "enum": node["enum"]}
    if kind == "array":
        items = _strict(cast("dict[str, object]", node["items"]), parts, highest)
        lengths: dict[str, object] = {
            name: value for name, value in node.items() if name in ("minItems", "maxItems")
        }
        return {"type": "array", "items": items, **lengths}
    if kind == "integer":
        bounds = {"minimum": node.get("minimum", 1), "maximum": node.get("maximum", highest)}
        return {"type": "integer", **bounds}
    return {"type": kind}


def skeleton(schema: dict[str, object]) -> object:
    """An example of the form, for servers that are told about it in words only."""
    kind = schema["type"]
    if kind == "object":
        properties = cast("dict[str, dict[str, object]]", schema["properties"])
        return {name: skeleton(part) for name, part in properties.items()}
    if kind == "array":
        return [skeleton(cast("dict[str, object]", schema["items"]))]
    if "enum" in schema:
        return " | ".join(cast("list[str]", schema["enum"]))
    return {"integer": 1, "boolean": True}.get(str(kind), "...")
