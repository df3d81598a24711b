"""An invented story of two invented outlets, for the tests of the check."""

import re
from datetime import UTC, datetime

from digest.grounding.evidence import Evidence
from digest.model import Article, Span


def article(
    name: str,
    text: str,
    *,
    title: str = "",
    language: str = "en",
    published: datetime | None = None,
    source: str | None = None,
) -> Article:
    """An article whose sentences are the lines of its text."""
    spans = tuple(
        Span(m.start(), m.end()) for m in re.finditer(r"[^\n]+", text) if m.group().strip()
    )
    return Article(
        id=name,
        source=source or f"The {name.title()} Gazette",
        url=None,
        title=title,
        language=language,
        text=text,
        sentences=spans,
        published=published,
    )


PLANT = article(
    "plant",
    """Mr Olsen said the plant would cost £600mn and open in 2027.
It is not expected to employ more than 200 people.
“This is a hard day for Brennick,” he told workers on Monday.
The town has had a steelworks since 1911, and a railway since 1880.
“I will never close the gates under any owner,” the chief executive said.""",
    title="Harald Olsen defends new plant for Brennick",
    published=datetime(2031, 3, 10, 9, tzinfo=UTC),
)
UNION = article(
    "union",
    """The Foundry Union called a strike for Friday.
Its leader, Mara Quint, may meet the company before that.
Ms Quint claimed that Olsen Metals had hidden its losses.
Three men were hurt and 14 were taken to hospital after the fire in May, police said.""",
    title="Union calls strike at Brennick",
    published=datetime(2031, 3, 11, 9, tzinfo=UTC),
)
STORY = Evidence([PLANT, UNION])
