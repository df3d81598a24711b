"""Editions to remember, of one story each."""

from datetime import UTC, date, datetime

from digest.model import (
    Article,
    Citation,
    Copy,
    Coverage,
    Digest,
    Edition,
    MadeWith,
    Point,
    Rank,
    Span,
    Summary,
    ToldStory,
    Usage,
)

NOW = datetime(2026, 3, 2, 7, tzinfo=UTC)
DAY = NOW.date()


def article(key: str) -> Article:
    text = f"The harbour wall at {key} failed. Nobody was hurt."
    return Article(
        id=key,
        source="Harbour Courier",
        url=f"https://harbour-courier.example/{key}",
        title=f"Wall fails at {key}",
        published=NOW,
        language="en",
        text=text,
        sentences=(Span(0, text.index(".") + 1), Span(text.index(".") + 2, len(text))),
    )


def edition(*keys: str, number: int = 1) -> Digest:
    lead, *others = keys
    point = Point(text="The harbour wall failed.", citations=(Citation(lead, 0),))
    story = ToldStory(
        id=f"s-{lead}",
        thread="t-1",
        section="News",
        rank=Rank(position=1, score=1.0),
        articles=(lead,),
        copies=tuple(Copy(article=other, of=lead) for other in others),
        headline="Wall fails",
        summary=Summary(method="extractive", headline="Wall fails", points=(point,)),
    )
    return Digest(
        edition=Edition(title="Daily", number=number, date=date(2026, 3, 2)),
        lead=(),
        stories=(story,),
        articles=tuple(article(key) for key in keys),
        skipped=(),
        coverage=Coverage(read=len(keys), told=1, copies=len(others), merged=0, left_out=0),
        usage=Usage(),
        made_with=MadeWith(digest="0", model=None, prompts="x"),
    )
