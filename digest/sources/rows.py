"""JSON Lines: one article a line, under the field names that people use."""

import json
from collections.abc import Iterator, Mapping
from typing import BinaryIO, cast

from digest.language.decoding import decode
from digest.language.written_dates import parse_date
from digest.model import Document, Skipped
from digest.sources.found import Found, Origin, Wanted
from digest.sources.head import Head, is_page
from digest.sources.one_line import from_markup, language_code, one_line

_TEXT = ("text", "body", "content", "article", "maintext", "content_text")
_HTML = ("html", "content_html")
_TITLE = ("title", "headline")
_URL = ("url", "link", "address")
_SOURCE = ("source", "outlet", "publisher", "site_name", "source_name")
_DATE = ("published", "published_at", "date", "date_published", "pubDate", "publish_date")
_AUTHORS = ("authors", "author", "byline")
_LANGUAGE = ("language", "lang")

Row = Mapping[str, object]


def read_rows(stream: BinaryIO, origin: Origin, max_bytes: int) -> Iterator[Found]:
    """One item for each line that is not blank; a line above max_bytes is never held in memory."""
    number = 0
    while line := stream.readline(max_bytes + 1):
        number += 1
        where = f"{origin.where}#{number}"
        if len(line) > max_bytes:
            _skip_line(stream, line)
            yield Skipped(what=where, why=f"the line is longer than {max_bytes:,} bytes")
        elif line.strip(b" \t\r\n\x00\xef\xbb\xbf"):
            yield _read_line(line, origin, where)


def _skip_line(stream: BinaryIO, line: bytes) -> None:
    while line and not line.endswith(b"\n"):
        line = stream.readline(1 << 16)


def _read_line(line: bytes, origin: Origin, where: str) -> Found:
    try:
        row = json.loads(decode(line, origin.charset))
    except (ValueError, RecursionError) as fault:
        return Skipped(what=where, why=f"not JSON: {one_line(str(fault))[:80]}")
    return from_row(row, origin, where)


def from_row(row: object, origin: Origin, where: str) -> Found:
    """The article of one JSON object; a row with an address and no text is fetched."""
    if not isinstance(row, dict):
        return Skipped(what=where, why="not a JSON object with the fields of an article")
    text, html = _string(row, _TEXT), _string(row, _HTML)
    url = _string(row, _URL).strip()
    if not url.lower().startswith(("http://", "https://")):
        url = ""
    hints = origin.place.hints(
        source=one_line(_name(row, _SOURCE)) or None,
        url=url or None,
        title=from_markup(_string(row, _TITLE)) or None,
        authors=_authors(row),
        published=parse_date(_string(row, _DATE)),
        language=language_code(_string(row, _LANGUAGE)),
    )
    if text.strip() or html.strip():
        content = (text if text.strip() else html).encode("utf-8", errors="replace")
        is_html = not text.strip() or is_page(Head.of(content[:1000]))
        return Document(
            place=where,
            content=content,
            media_type="text/html" if is_html else "text/plain",
            charset="utf-8",
            hints=hints,
        )
    if url:
        return Wanted(url=url, hints=hints)
    return Skipped(what=where, why="neither text nor address in it")


def _string(row: Row, names: tuple[str, ...]) -> str:
    """The first of these fields that says something."""
    for name in names:
        value = row.get(name)
        if isinstance(value, str) and value.strip():
            return value
        if isinstance(value, int | float) and not isinstance(value, bool):
            return str(value)
        if isinstance(value, list) and value and all(isinstance(part, str) for part in value):
            return "\n\n".join(cast("list[str]", value))
    return ""


def _name(row: Row, names: tuple[str, ...]) -> str:
    """A name given as a string or as an object that has one: `{"source": {"name": ...}}`."""
    for name in names:
        value = row.get(name)
        if isinstance(value, dict):
            value = value.get("name") or value.get("title")
        if isinstance(value, str) and value.strip():
            return value
    return ""


def _authors(row: Row) -> tuple[str, ...]:
    for name in _AUTHORS:
        value = row.get(name)
        people = value if isinstance(value, list) else [value]
        names = (_name({"name": person}, ("name",)) for person in people)
        found = tuple(filter(None, map(from_markup, names)))
        if found:
            return found[:20]
    return ()
