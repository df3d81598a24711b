"""What a server says instead of an answer, read out of a body of any shape."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from digest.llm.bodies import LONGEST_BODY, objects_in
from digest.llm.urls import host_of, without_secrets

BAD_GATEWAY = 502
"""For a fault that came with status 200 and does not say which it was."""
_OK = 300
_FAULTS = range(400, 600)
_LONGEST_SHORT = 300
_LONGEST_TEXT, _LONGEST_TOLD = 4000, 8000
"""Code points of one string, and of all; a gateway may send a page, or the request back."""
_MOST_STRINGS = 200
_DEEPEST_PART = 8
_ECHOES = frozenset(
    ("input", "inputs", "prompt", "messages", "request", "ctx", "url", "failed_generation")
)
"""Where our own request stands in a complaint: what an article says is no complaint."""
_MESSAGES = ("message", "msg", "detail", "error", "error_message", "reason", "title", "errors")
_STATUSES = ("status", "status_code", "statuscode", "code", "http_status", "httpstatus")
_SCRIPTS = re.compile(r"<(?:script|style)\b[^<]*", re.IGNORECASE)
_TAGS = re.compile(r"<[^<>]*>")
_ADDRESSES = re.compile(r"https?://\S+")
_THOUSANDS = re.compile(r"(?<=\d)[,_](?=\d{3}\b)")


@dataclass(frozen=True, slots=True)
class Asked:
    """Of whom something was asked, and how."""

    base_url: str
    model: str
    fields: Sequence[str] = ()
    """The names of the request's fields, as they were sent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Complaint:
    """An answer that is none, and what it was about."""

    status: int
    told: str
    """All that the server said, in lower case, its strings divided by ` | `."""
    short: str
    """Its own words for a reader, in one line."""
    asked: Asked
    may_pass: bool = True
    """False where the server says outright that asking again is of no use."""
    retry_after: float | None = None

    @property
    def host(self) -> str:
        """The server's name, as its messages tell it."""
        return host_of(self.asked.base_url)


def told_in(body: str, fields: Sequence[str] = ()) -> str:
    """All that a body says, in lower case, without addresses; numbers without their commas."""
    found = islice(_strings(_read(body), frozenset(fields)), _MOST_STRINGS)
    strings = (text[:_LONGEST_TEXT] for text in found)
    told = " | ".join(" ".join(_ADDRESSES.sub("", text).split()) for text in strings)
    return _THOUSANDS.sub("", told.lower()[:_LONGEST_TOLD])


def short_of(body: str) -> str:
    """The message of a body, in one line, for a reader."""
    read = _read(body)
    message = _message(read) or next(_strings(read, frozenset()), "")
    return without_secrets(" ".join(message.split()))[:_LONGEST_SHORT]


def status_of(body: str, status: int) -> int:
    """The status of a fault: what HTTP says, or for a hidden one what its body says."""
    if status >= _OK:
        return status
    return next(_named_statuses(_read(body)), BAD_GATEWAY)


def _read(body: str) -> object:
    """The JSON in a body; a page or plain text as what it shows."""
    found = objects_in(body)
    if found:
        return found
    try:
        value: object = json.loads(body[:LONGEST_BODY])
    except (ValueError, RecursionError):
        value = _TAGS.sub(" ", _SCRIPTS.sub(" ", body[:_LONGEST_TOLD])).strip()
    return value


def _inside(text: str) -> object:
    """What a string holds that is JSON itself; the string otherwise."""
    start = text.lstrip()
    return (objects_in(start) if start.startswith(("{", "[")) else None) or text


def _strings(part: object, fields: frozenset[str], depth: int = 0) -> Iterator[str]:
    """Every string of a body, and every key that is a field of the request."""
    if isinstance(part, str):
        inside = _inside(part) if depth < _DEEPEST_PART else part
        if isinstance(inside, str):
            yield inside
        else:
            yield from _strings(inside, fields, depth + 1)
    elif isinstance(part, int):
        yield str(part)
    elif depth < _DEEPEST_PART and isinstance(part, list):
        for item in part:
            yield from _strings(item, fields, depth + 1)
    elif depth < _DEEPEST_PART and isinstance(part, dict):
        for name, value in part.items():
            if name in fields:
                yield name
            if str(name).lower() not in _ECHOES:
                yield from _strings(value, fields, depth + 1)


def _message(part: object, depth: int = 0) -> str:
    """The first string under a name that messages have, wherever that is."""
    if isinstance(part, str):
        inside = _inside(part) if depth < _DEEPEST_PART else part
        return part if isinstance(inside, str) else _message(inside, depth + 1) or part
    if depth >= _DEEPEST_PART:
        return ""
    if isinstance(part, list):
        return next(filter(None, (_message(item, depth + 1) for item in part)), "")
    if isinstance(part, dict):
        named = {str(name).lower(): value for name, value in part.items()}
        told = (_message(named[name], depth + 1) for name in _MESSAGES if name in named)
        return next(filter(None, told), "")
    return ""


def _named_statuses(part: object, depth: int = 0) -> Iterator[int]:
    if depth >= _DEEPEST_PART:
        return
    if isinstance(part, str):
        inside = _inside(part)
        part = None if isinstance(inside, str) else inside
    if isinstance(part, list):
        for item in part:
            yield from _named_statuses(item, depth + 1)
    if isinstance(part, dict):
        for name, value in part.items():
            if str(name).lower() in _STATUSES and str(value).isdecimal():
                yield from (n for n in (int(str(value)[:4]),) if n in _FAULTS)
            yield from _named_statuses(value, depth + 1)
