"""JSON Feed 1 and 1.1 (jsonfeed.org)."""

import html
from collections.abc import Mapping

from digest.language.written_dates import parse_date
from digest.sources.address import absolute
from digest.sources.found import Entry, Feed
from digest.sources.one_line import from_markup, language_code, one_line

_OF_ITEMS = ("content_html", "content_text")


def parse_json_feed(value: object, *, base: str | None = None) -> Feed | None:
    """The feed that a JSON value is, or None where it is something else."""
    items = value.get("items") if isinstance(value, dict) else None
    if not isinstance(value, dict) or not _is_feed(value.get("version"), items):
        return None
    home = absolute(_text(value, "home_page_url"), base)
    return Feed(
        title=from_markup(_text(value, "title")) or None,
        home=home,
        language=language_code(_text(value, "language")),
        entries=tuple(
            _entry(item, value, home or base)
            for item in (items if isinstance(items, list) else [])
            if isinstance(item, dict)
        ),
    )


def _is_feed(version: object, items: object) -> bool:
    """By its version, or by the names that its items alone have."""
    if "jsonfeed.org" in str(version)[:100]:
        return True
    first = items[0] if isinstance(items, list) and items else None
    return isinstance(first, dict) and not first.keys().isdisjoint(_OF_ITEMS)


def _entry(item: Mapping[str, object], feed: Mapping[str, object], base: str | None) -> Entry:
    content = _text(item, "content_html") or _as_html(_text(item, "content_text"))
    written = _text(item, "date_published") or _text(item, "date_modified")
    url = absolute(_text(item, "url") or _text(item, "external_url"), base)
    title = from_markup(_text(item, "title")) or None
    language = _text(item, "language") or _text(feed, "language")
    return Entry(
        id=one_line(_text(item, "id")) or url or f"{title} {written}",
        url=url,
        title=title,
        authors=_authors(item),
        published=parse_date(written) if written else None,
        language=language_code(language),
        html=content or _as_html(_text(item, "summary")),
        is_content=bool(content),
    )


def _text(value: Mapping[str, object], key: str) -> str:
    """A string, or a number (ids are often numbers); anything else says nothing."""
    found = value.get(key)
    is_number = isinstance(found, int | float) and not isinstance(found, bool)
    return found if isinstance(found, str) else str(found) if is_number else ""


def _as_html(text: str) -> str:
    paragraphs = (html.escape(part.strip(), quote=False) for part in text.split("\n\n"))
    return "".join(f"<p>{part}</p>" for part in paragraphs if part)


def _authors(item: Mapping[str, object]) -> tuple[str, ...]:
    """Version 1.1 has a list, version 1 one object."""
    people = item.get("authors")
    people = people if isinstance(people, list) else [item.get("author")]
    names = (from_markup(_text(person, "name")) for person in people if isinstance(person, dict))
    return tuple(name for name in names if name)[:20]
