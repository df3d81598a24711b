"""The corpus of tests/hostile/: attacks, and the documents that carry them into a build."""

import html
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent / "hostile"
ARTICLE_FILES = (
    *("plain_sight", "languages", "hidden", "unicode", "code", "headers"),
    "solicitations",
)
PAGE = """<!DOCTYPE html>
<html lang="{language}"><head><meta charset="utf-8"><title>{title}</title>
<meta property="og:site_name" content="{outlet}"><meta property="og:title" content="{title}">
<meta name="author" content="{author}"><link rel="canonical" href="{url}">
<meta property="article:published_time" content="{date}T08:00:00+00:00">{head}</head>
<body><main><article><h1>{title}</h1>
{body}
</article></main></body></html>
"""

Item = dict[str, Any]


@dataclass(frozen=True)
class News:
    """An honest article."""

    language: str
    outlet: str
    title: str
    url: str
    date: str
    paragraphs: tuple[str, ...]


@cache
def _load(name: str) -> Any:
    text = (FOLDER / f"{name}.yaml").read_text(encoding="utf-8")
    return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


@cache
def news() -> dict[str, News]:
    return {
        name: News(
            language=facts["language"],
            outlet=facts["outlet"],
            title=facts["title"],
            url=facts["url"],
            date=str(facts["date"]),
            paragraphs=tuple(facts["paragraphs"]),
        )
        for name, facts in _load("news").items()
    }


def articles() -> list[Item]:
    return [item for name in ARTICLE_FILES for item in _load(name)]


def denials() -> list[Item]:
    """What is told without being said to be so."""
    items: list[Item] = _load("denials")
    return items


def answers() -> list[Item]:
    items: list[Item] = _load("answers")
    return items


def files() -> list[Item]:
    items: list[Item] = _load("files")
    return items


def content(item: Item) -> bytes:
    """The bytes of a hostile file."""
    pieces = item["piece"] * item.get("times", 1)
    text: str = item.get("before", "") + pieces + item.get("after", "")
    return text.encode(item.get("encoding", "utf-8"))


def answer(item: Item) -> tuple[list[Any], str | None]:
    """What the model says of the story, and its whole answer where that is given as text."""
    points = list(item.get("points", ()))
    if "repeat" in item:
        piece, times = item["repeat"]
        points.append(piece * times)
    if "many" in item:
        piece, times = item["many"]
        points += [piece] * times
    if "repeat_raw" in item:
        piece, times = item["repeat_raw"]
        return points, piece * times
    return points, item.get("raw")


def document(item: Item) -> tuple[str, bytes]:
    """The attack inside its honest article, as a file: its suffix and its bytes."""
    return _page(item) if "html" in item or "head" in item else _row(item)


def honest(name: str) -> tuple[str, bytes]:
    return _row({"news": name})


def _row(item: Item) -> tuple[str, bytes]:
    told = news()[item["news"]]
    repeated = {key: piece * times for key, (piece, times) in item.get("repeat", {}).items()}
    fields = {**item.get("fields", {}), **repeated}
    passage = fields.pop("passage", item.get("passage"))
    paragraphs = [*told.paragraphs[:2], *([passage] if passage else []), *told.paragraphs[2:]]
    row = {
        "title": told.title,
        "outlet": told.outlet,
        "url": told.url,
        "date": told.date,
        "language": told.language,
        "text": "\n\n".join(paragraphs),
        **fields,
    }
    return ".jsonl", (json.dumps(row) + "\n").encode()


def _page(item: Item) -> tuple[str, bytes]:
    told = news()[item["news"]]
    hidden = f"The council confirmed on Monday that {item['hidden']}."
    parts = {part: item.get(part, "").format(hidden=hidden) for part in ("html", "head")}
    paragraphs = [f"<p>{html.escape(paragraph)}</p>" for paragraph in told.paragraphs]
    page = PAGE.format(
        language=told.language,
        title=html.escape(told.title),
        outlet=told.outlet,
        author="A. Reporter",
        url=told.url,
        date=told.date,
        head=parts["head"],
        body="\n".join([*paragraphs[:2], parts["html"], *paragraphs[2:]]),
    )
    return ".html", page.encode()
