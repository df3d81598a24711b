"""Invented articles for the tests of the extractive half of `summaries`."""

from datetime import UTC, datetime

from digest.grounding.evidence import Evidence
from digest.model import Article, Span


def article(
    source: str,
    *sentences: str,
    title: str = "",
    published: str | None = "2026-03-12T18:00",
    language: str = "en",
) -> Article:
    """An article of one outlet; a sentence that starts with a line break opens a paragraph."""
    text, spans = "", []
    for sentence in sentences:
        gap = "" if not text else "\n\n" if sentence.startswith("\n") else " "
        start = len(text) + len(gap)
        text += gap + sentence.lstrip("\n")
        spans.append(Span(start, len(text)))
    return Article(
        id=source.lower().replace(" ", "-"),
        source=source,
        url=f"https://{source.lower().replace(' ', '')}.example/story",
        title=title,
        published=datetime.fromisoformat(published).replace(tzinfo=UTC) if published else None,
        language=language,
        text=text,
        sentences=tuple(spans),
    )


FERRY = Evidence(
    [
        article(
            "Harbour Post",
            "VELMOUTH (NNA) — A ferry with 214 passengers ran aground off the island of Tarn on Tuesday night, injuring at least nine people.",
            "“The ship hit the rocks with a terrible noise,” said Ines Calder, a teacher who was on board.",
            "She was taken to hospital with a broken wrist.",
            "Lifeboats brought all passengers of the ferry to the port of Velmouth before dawn on Wednesday.",
            "But the captain stayed on the bridge.",
            "The coastguard has opened an inquiry into the grounding of the ferry off Tarn.",
            title="Ferry runs aground off Tarn, nine injured",
        ),
        article(
            "Northern Wire",
            "Twelve people were injured when a passenger ferry ran aground off Tarn on Tuesday night, the coastguard said.",
            "The ferry company Tarnline said the ship had passed an inspection in January.",
            "All 214 passengers were brought ashore by lifeboats.",
            title="LIVE: FERRY DRAMA",
        ),
        article(
            "Daily Lantern",
            "The ferry ran aground off Tarn late on Tuesday with 214 passengers on board.",
            "What happened on the bridge?",
            "A fisherman, Oskar Brandt, said he had seen the lights of the ferry too close to the cliffs.",
            title="What we know about the ferry off Tarn",
        ),
    ]
)
