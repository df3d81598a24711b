"""What a page says of itself in JSON-LD (schema.org), where its article is described."""

import json
import re
from collections.abc import Iterator, Mapping
from html import unescape

from lxml.html import HtmlElement

_ARTICLE = re.compile(
    r"(?:Article|Posting|Report|Review|Recipe|OpinionPiece|LiveBlog|WebPage|Book)$"
)
_VIEW = re.compile(r"^Opinion|(?<!Claim)Review")
_CONTROL = re.compile(r"[\x00-\x1f]+")
_LARGEST = 2_000_000

Record = Mapping[str, object]
_DEEPEST = 4
_DEEPEST_NAME = 2
"""Lists inside each other; deeper ones are made to be endless."""


def article(root: HtmlElement) -> Record:
    """The record of the page's article; of the page itself where no article is described."""
    everything = list(_records(root))
    records = [record for record in everything if _kind(record)]
    records.sort(key=lambda record: (_kind(record).endswith("Page"), "headline" not in record))
    if not records:
        return {}
    called = {
        str(one["@id"]): one["name"] for one in everything if one.get("@id") and one.get("name")
    }
    return {key: _called(value, called) for key, value in records[0].items()}


def is_view(record: Record) -> bool:
    """Whether the article is of a kind that tells somebody's view: an opinion piece, a review."""
    return _VIEW.search(_kind(record)) is not None


def _called(value: object, called: Mapping[str, object]) -> object:
    """The value, with the names of the persons that it only refers to."""
    if isinstance(value, list):
        return [_called(item, called) for item in value[:50]]
    if isinstance(value, dict) and "name" not in value and str(value.get("@id")) in called:
        return {**value, "name": called[str(value["@id"])]}
    return value


def _kind(record: Record) -> str:
    kinds = record.get("@type")
    names = kinds if isinstance(kinds, list) else [kinds]
    fit = [name for name in names if isinstance(name, str) and _ARTICLE.search(name)]
    return fit[0] if fit else ""


def _records(root: HtmlElement) -> Iterator[Record]:
    for script in root.iter("script"):
        if (script.get("type") or "").strip().lower() != "application/ld+json" or not script.text:
            continue
        if len(script.text) < _LARGEST:
            yield from _walk(_load(script.text), 0)


def _load(text: str) -> object:
    text = text.strip().removeprefix("<!--").removesuffix("-->").strip().rstrip(";")
    try:
        return json.loads(_CONTROL.sub(" ", text))
    except (ValueError, RecursionError):
        return None


def _walk(value: object, depth: int) -> Iterator[Record]:
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for item in value[:50]:
            yield from _walk(item, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement"):
            yield from _walk(value.get(key), depth + 1)


def text(record: Record, key: str) -> str | None:
    """A plain string of the record, entities resolved."""
    value = record.get(key)
    if isinstance(value, list):
        value = next((item for item in value if isinstance(item, str)), None)
    return unescape(value).strip() or None if isinstance(value, str) else None


def names(record: Record, key: str) -> tuple[str, ...]:
    """The names of persons or organisations under the key."""
    return tuple(_names(record.get(key), 0))


def _names(value: object, depth: int) -> Iterator[str]:
    if isinstance(value, str):
        yield unescape(value).strip()
    elif isinstance(value, dict):
        yield from _names(value.get("name"), depth)
    elif isinstance(value, list) and depth < _DEEPEST_NAME:
        for item in value[:20]:
            yield from _names(item, depth + 1)
