"""The JSON in the body of an HTTP answer, whatever a server or a gateway put around it."""

import json
from collections.abc import Iterator
from typing import TypeGuard

LONGEST_BODY = 4 << 20
"""Code points; no answer that anybody asked for is that long."""
_LONGEST_INTEGER = 18
"""Digits; Python refuses to read integers of thousands of them, and no count has more."""
_DATA = "data:"
_OPENINGS = ("{", "[", _DATA)
_ERRORS = (ValueError, RecursionError)


def _integer(digits: str) -> int | float:
    return int(digits) if len(digits) <= _LONGEST_INTEGER else float(digits)


_DECODER = json.JSONDecoder(parse_int=_integer)


def objects_in(body: str) -> list[dict[str, object]]:
    """The object that a body is, or those of a stream's events; none where it is no JSON.

    A byte order mark, blank lines and comments before it are passed over, and so is whatever
    follows the object (a `[DONE]`, say). A list gives its objects.
    """
    if len(body) > LONGEST_BODY:
        return []
    lines = body.lstrip("\ufeff \r\n").split("\n")
    if lines[0].startswith("<"):
        return []  # a page
    first = next((n for n, line in enumerate(lines) if line.lstrip().startswith(_OPENINGS)), None)
    if first is not None and lines[first].lstrip().startswith(_DATA):
        return list(_events(lines[first:]))
    whole = body[body.find("{") :] if first is None else "\n".join(lines[first:]).lstrip()
    found = decoded(whole)
    return [part for part in (found if isinstance(found, list) else [found]) if _is_object(part)]


def is_stream(body: str) -> bool:
    """Whether the body is a stream of events."""
    return body.lstrip("\ufeff \r\n").startswith((_DATA, ":", "event:", "id:")) and _DATA in body


def decoded(text: str) -> object:
    """The JSON that a text begins with; None where it does not."""
    try:
        found: object = _DECODER.raw_decode(text)[0]
    except _ERRORS:
        return None
    return found


def _is_object(part: object) -> TypeGuard[dict[str, object]]:
    return isinstance(part, dict)


def _events(lines: list[str]) -> Iterator[dict[str, object]]:
    """What stands on the lines of data; an event may be spread over several."""
    spread: list[str] = []
    for line in [*lines, ""]:
        name, _, told = line.strip().partition(":")
        if name == "data" and told.strip():
            spread.append(told.strip())
        elif not line.strip():
            yield from _event(spread)
            spread = []


def _event(spread: list[str]) -> Iterator[dict[str, object]]:
    """Servers that put no blank line between events have one on each line."""
    alone = [decoded(told) for told in spread if told != "[DONE]"]
    if None in alone:
        alone = [decoded("\n".join(spread))]
    yield from (part for part in alone if isinstance(part, dict))
