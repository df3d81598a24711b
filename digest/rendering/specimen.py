"""An invented edition with something in every place, to try a theme on before it is needed."""

from dataclasses import replace
from datetime import UTC, date, datetime

from digest.model import (
    Article,
    Citation,
    Copy,
    Coverage,
    Difference,
    Digest,
    Edition,
    MadeWith,
    Moment,
    Point,
    Position,
    Proof,
    Quote,
    Rank,
    Rejected,
    Skipped,
    Span,
    Summary,
    ToldStory,
    Usage,
    Window,
)

_AT = datetime(2026, 5, 2, 9, 20, tzinfo=UTC)
_TEXT = "The quay is shut. Nine people were hurt. Mara Oduya said: “It will take a week.”"
_SENTENCES = (Span(0, 17), Span(18, 40), Span(41, len(_TEXT)))
_SAID = Span(_TEXT.index("“") + 1, _TEXT.index("”"))


def _article(name: str, outlet: str, language: str = "en", url: str | None = None) -> Article:
    return Article(
        id=name,
        source=outlet,
        url=url,
        title="Quay shut",
        published=None if url is None else _AT,
        language=language,
        text=_TEXT,
        sentences=_SENTENCES,
    )


_ARTICLES = (
    _article("a", "Harbour Post", url="https://harbour-post.example/quay"),
    _article("b", "Radio Aske"),
    _article("c", "صوت الميناء", "ar", "https://port.example/quay"),
    _article("d", "Courrier d'Aske", "fr", "https://courrier.example/quai"),
)
_JUDGED = Proof(kind="judged", model="a-model", doubt=3, at=_AT)
_POINT = Point(
    text="Nobody may use the quay.",
    citations=(Citation("a", 0), Citation("b", 1)),
    proof=_JUDGED,
)
_COPY = Point(text="Nine people were hurt.", citations=(Citation("a", 1),), is_new=False)
_SUMMARY = Summary(
    method="model",
    headline="Quay is shut",
    headline_proof=_JUDGED,
    headline_citations=(Citation("a", 0),),
    points=(_POINT, _COPY),
    context=_POINT,
    quotes=(
        Quote(
            text=_TEXT[_SAID.start : _SAID.end],
            speaker="Mara Oduya",
            role="engineer",
            article="a",
            start=_SAID.start,
            end=_SAID.end,
        ),
    ),
    differences=(
        Difference(
            about="people injured",
            positions=(
                Position(text="Nine.", citations=(Citation("a", 1),), value="nine"),
                Position(text="Ten.", citations=(Citation("b", 1), Citation("a", 2)), value="ten"),
            ),
            is_update=True,
        ),
        Difference(
            about="the quay",
            positions=(
                Position(text="It is shut.", citations=(Citation("a", 0),)),
                Position(text="It is not.", citations=(Citation("b", 0),)),
            ),
        ),
    ),
    timeline=(
        Moment(day=date(2026, 5, 1), point=_COPY),
        Moment(day=date(2026, 5, 2), point=_POINT),
    ),
    rejected=(Rejected(text="It sank.", reason="names", checks=("names",)),),
    notes=("told by extraction: its answer was cut off",),
)


def _story(position: int, articles: str, **changes: object) -> ToldStory:
    plain = ToldStory(
        id=f"s{position}",
        thread=f"s{position}",
        section="The coast" if position < len(_ARTICLES) else "Elsewhere",
        rank=Rank(position=position, score=10.0 - position),
        articles=tuple(articles),
        outlets=len(articles),
        independent=1,
        headline=_SUMMARY.headline,
        summary=_SUMMARY,
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


_OLD = replace(_SUMMARY, points=(_COPY,))
BRIEF_AFTER = 4
"""Of the stories, so many are told whole."""
SPECIMEN = Digest(
    edition=Edition(
        title="Specimen", number=1, date=_AT.date(), window=Window(since=_AT, until=_AT)
    ),
    lead=(_POINT,),
    stories=(
        _story(1, "abc", copies=(Copy(article="d", of="a"),)),
        _story(2, "abcd", continues="2026-05-01: Quay creaks"),
        _story(3, "cab"),
        _story(4, "dab", summary=replace(_SUMMARY, method="extractive")),
        _story(5, "abc"),
        _story(6, "abc", continues="2026-05-01: Quay creaks", summary=_OLD),
    ),
    articles=_ARTICLES,
    skipped=(Skipped(what="https://harbour-post.example/404", why="it is an error page"),),
    coverage=Coverage(read=20, told=6, copies=1, merged=12, left_out=1),
    usage=Usage(requests=2, input_tokens=100, output_tokens=10, cost=0.01, batched=1),
    made_with=MadeWith(digest="1", model="a-model", prompts="0"),
    notices=("a-model may not write here, as it may not judge (en).",),
)
