"""Builds the facts of an edition in a line each, for tests."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from digest.model import (
    COPIED,
    Article,
    Citation,
    Copy,
    Point,
    Proof,
    Quote,
    Rank,
    Reason,
    Span,
    Summary,
    ToldStory,
)


def article(
    article_id: str,
    source: str,
    title: str,
    text: str,
    *,
    url: str | None = None,
    published: datetime | None = None,
    language: str = "en",
) -> Article:
    """An article whose sentences end where a line of `text` does."""
    return Article(
        id=article_id,
        source=source,
        url=url,
        title=title,
        published=published,
        language=language,
        text=text,
        sentences=tuple(Span(*line.span()) for line in re.finditer(r"[^\n]+", text)),
    )


def point(
    text: str,
    *citations: tuple[str, int],
    is_new: bool = True,
    doubt: int | None = None,
) -> Point:
    """A point that was copied, or judged where it has a doubt."""
    return Point(
        text=text,
        citations=tuple(Citation(*citation) for citation in citations),
        is_new=is_new,
        proof=COPIED if doubt is None else judged(doubt),
    )


def judged(doubt: int) -> Proof:
    return Proof(kind="judged", model="gpt-6-luna", doubt=doubt, at=at(3, 6))


def quote(text: str, speaker: str, of: Article, role: str | None = None) -> Quote:
    start = of.text.index(text)
    return Quote(
        text=text, speaker=speaker, role=role, article=of.id, start=start, end=start + len(text)
    )


def story(
    position: int,
    section: str,
    articles: Sequence[Article],
    summary: Summary,
    *,
    copies: tuple[Copy, ...] = (),
    continues: str | None = None,
) -> ToldStory:
    outlets = len(articles) + len(copies)
    return ToldStory(
        id=f"story-{position}",
        thread=f"story-{position}",
        section=section,
        rank=Rank(position=position, score=3.0, reasons=(Reason(what="outlets", value=3.0),)),
        articles=tuple(a.id for a in articles),
        copies=copies,
        outlets=outlets,
        independent=outlets - len(copies),
        continues=continues,
        headline=summary.headline,
        summary=summary,
    )


def at(day: int, hour: int = 0, minute: int = 0) -> datetime:
    return datetime(2026, 5, day, hour, minute, tzinfo=UTC)


def told_as(**changes: object) -> Summary:
    told = Summary(method="model", headline="Lind crossing shut", points=())
    return replace(told, **changes)  # type: ignore[arg-type]
