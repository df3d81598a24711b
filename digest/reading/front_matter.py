# ruff: noqa: E501  a table of words is easier to check in long lines
"""The block of facts that stands before a text: YAML or TOML between fences, or `Key: value` lines.

Only the plain subset of YAML that such blocks use is read (scalars, quoted scalars, lists), by
hand: a full YAML parser is a large door for a small letter.
"""

import json
import re
import tomllib
from collections.abc import Mapping, Sequence
from itertools import takewhile

Facts = Mapping[str, tuple[str, ...]]

_KEYS = {
    "title": "title", "headline": "title", "date": "date", "published": "date", "pubdate": "date",
    "publishdate": "date", "published_at": "date", "datepublished": "date", "created": "date", "author": "authors",
    "authors": "authors", "byline": "authors", "by": "authors", "creator": "authors", "source": "source",
    "outlet": "source", "publication": "source", "publisher": "source", "site": "source", "newspaper": "source",
    "site_name": "source", "url": "url", "link": "url", "address": "url", "canonical": "url", "permalink": "url",
    "canonical_url": "url", "source_url": "url", "lang": "language", "language": "language", "locale": "language",
}  # fmt: skip
_LONGEST_HEAD = 16_384
_PAIR = re.compile(r"^([A-Za-z][\w -]{0,30}?)\s*:\s*(.*)$")
_ITEM = re.compile(r"^\s*-\s+(.*)$")
_BLOCKS = frozenset(("", "|", ">", "|-", ">-", "null", "~"))
"""What has no value of its own on its line."""
_YAML_QUOTES = ("'", '"')
_FOLDS = 8
"""Lines over which a value may go on."""
_SHORT_ESCAPE = re.compile(r"\\x([0-9A-Fa-f]{2})")
_LIST_SPLIT = re.compile(r"""\s*,\s*(?=(?:[^"]*"[^"]*")*[^"]*$)""")


def take(text: str) -> tuple[Facts, str]:
    """The facts before the text, under our own names for them, and the text without them."""
    for fence, parse in (("---", _yaml), ("+++", _toml)):
        if text.startswith(fence + "\n"):
            head, closing, body = text[4 : _LONGEST_HEAD + 4].partition(f"\n{fence}\n")
            if closing:
                facts = parse(head)
                rest = body + text[_LONGEST_HEAD + 4 :]
                return (facts, rest.lstrip("\n")) if facts or _is_yaml(head) else ({}, text)
            if text.rstrip().endswith("\n" + fence) and len(text) < _LONGEST_HEAD:
                return parse(text[4:].rstrip()[: -len(fence)]), ""
    return _header_lines(text)


def _is_yaml(head: str) -> bool:
    return all(
        _PAIR.match(line) or _ITEM.match(line) or not line.strip() for line in head.split("\n")
    )


def _header_lines(text: str) -> tuple[Facts, str]:
    """`Title: …` lines without a fence: at least two known keys, then an empty line."""
    head, gap, body = text[:4096].partition("\n\n")
    lines = head.split("\n")
    pairs = [_PAIR.match(line) for line in lines]
    known = [p for p in pairs if p and p.group(1).lower() in _KEYS]
    if gap and len(known) > 1 and len(known) == len(lines):
        return _yaml(head), body + text[4096:]
    return {}, text


def _yaml(head: str) -> Facts:
    facts: dict[str, list[str]] = {}
    current: str | None = None
    for line in _unfolded(head):
        item, pair = _ITEM.match(line), _PAIR.match(line)
        if item and current:
            facts.setdefault(current, []).append(_scalar(item.group(1)))
        elif pair:
            current = _fact_of(pair)
            if current and pair.group(2).strip() and current not in facts:
                facts[current] = _values(pair.group(2).strip())
    return {key: tuple(v for v in values if v) for key, values in facts.items() if any(values)}


def _unfolded(head: str) -> list[str]:
    """Its lines, with those that only go on joined to what they go on from.

    A program that writes YAML breaks a long title so, and escapes what stands at the break.
    """
    lines: list[str] = []
    told = head.split("\n")
    for at, line in enumerate(told):
        if lines and line and _goes_on(lines[-1], told[at : at + _FOLDS]):
            before = lines[-1]
            is_escaped = before.endswith("\\")
            more = line.removeprefix("\\") if is_escaped else f" {line}"
            lines[-1] = (before[:-1] if is_escaped else before) + more
        else:
            lines.append(line)
    return lines


def _goes_on(before: str, following: Sequence[str]) -> bool:
    """Whether the next line belongs to the value before it: it is no fact, or a mark is open there.

    `'Tis the season` opens none: no line closes it before a fact of ours.
    """
    pair, fact = _PAIR.match(before), _PAIR.match(following[0])
    if pair is None or pair.group(2) in _BLOCKS:
        return False
    if fact is None:
        return not (_ITEM.match(following[0]) or following[0].startswith("#"))
    mark = pair.group(2)[:1]
    if mark not in _YAML_QUOTES or pair.group(2).count(mark) % 2 == 0:
        return False
    inside = takewhile(lambda line: not ((one := _PAIR.match(line)) and _fact_of(one)), following)
    return any(line.endswith(mark) for line in inside)


def _fact_of(pair: re.Match[str]) -> str | None:
    """What we call the fact of a line; None for one that we have no use for."""
    return _KEYS.get(pair.group(1).strip().lower().replace(" ", "_").replace("-", "_"))


def _values(value: str) -> list[str]:
    if value.startswith("[") and value.endswith("]"):
        return [_scalar(part) for part in _LIST_SPLIT.split(value[1:-1][:2000])]
    return [] if value in _BLOCKS else [_scalar(value)]


def _scalar(value: str) -> str:
    value = value.strip()
    if len(value) > 1 and value[0] == value[-1] and value[0] in _YAML_QUOTES:
        inner = value[1:-1]
        return _unescaped(inner) if value[0] == '"' else inner.replace("''", "'")
    return value.split(" #", 1)[0].strip()


def _unescaped(inner: str) -> str:
    """Letters by their numbers, which JSON writes alike but for the short ones."""
    alike = _SHORT_ESCAPE.sub(r"\\u00\1", inner)
    try:
        return str(json.loads(f'"{alike}"', strict=False))
    except ValueError:
        return inner.replace('\\"', '"')


def _toml(head: str) -> Facts:
    try:
        table = tomllib.loads(head)
    except tomllib.TOMLDecodeError:
        return {}
    facts: dict[str, tuple[str, ...]] = {}
    for key, value in table.items():
        name = _KEYS.get(key.lower())
        if name and not isinstance(value, dict):
            parts = value if isinstance(value, list) else [value]
            facts.setdefault(name, tuple(str(part) for part in parts if part))
    return facts
