"""The steps of an edition that a stranger's bytes reach, for `benchmarks.worst_case`."""

import io
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import Any

from benchmarks.hostile_inputs import ANSWERS, BYTES, MARKUP, PLACES, TEXTS, Make, between, pdf
from digest import edition, reading
from digest.findings import with_findings
from digest.findings.denials import contradictions
from digest.findings.differences import find_differences
from digest.findings.quotes import find_quotes
from digest.findings.reported_speech import quotations
from digest.findings.timeline import find_moments
from digest.grounding.evidence import Evidence
from digest.grounding.prove import prove
from digest.language.decoding import decode
from digest.llm import json_text
from digest.model import (
    Article,
    Digest,
    Document,
    Edition,
    MadeWith,
    Point,
    Rank,
    Story,
    Usage,
    Window,
)
from digest.pipeline import in_form
from digest.reading import sentences
from digest.rendering import FORMS
from digest.settings import Settings
from digest.sources.contents import read_stream
from digest.sources.found import Origin
from digest.sources.kinds import MAIL, sniff
from digest.sources.place import Place, SourceOptions
from digest.stories import group
from digest.telling.by_model.draft import Draft
from digest.telling.extractive import extract
from digest.telling.headline import headline

NOW = datetime(2026, 5, 4, 6, tzinfo=UTC)
OUTLETS = ("Harbour Post", "Westmark Ledger")
TITLE = "Council of Harl closes bridge on Monday"
TOLD = 24
"""Sentences of a story that an edition may tell."""
EDITION = Edition(title="Daily", number=1, date=NOW.date(), window=Window(since=None, until=NOW))


@dataclass(frozen=True, slots=True)
class Group:
    """Steps that begin with the same."""

    kinds: Mapping[str, Make]
    """The inputs that reach them."""
    steps: Mapping[str, Callable[[Any], object]]
    prepare: Callable[[bytes], Any] = bytes
    """What is made of an input beforehand: it is measured as other steps."""


@dataclass(frozen=True, slots=True)
class _Told:
    """A story whose sentences are all read, and some of them proven."""

    evidence: Evidence
    points: tuple[Point, ...]


def _read(media_type: str, content: bytes) -> object:
    return reading.read(Document(place="hostile", content=content, media_type=media_type), now=NOW)


def _found(content: bytes) -> object:
    place = Place(address="https://a.example/feed")
    origin = Origin(place=place, where="hostile", url=place.address)
    kind = MAIL if content.startswith(b"From: ") else sniff(content)
    options = SourceOptions(max_article_bytes=5_000_000)
    return [*read_stream(io.BytesIO(content), kind, origin, options)]


def _articles(content: bytes) -> list[Article]:
    """One text told half by each outlet, as reading would give it."""
    text = content.decode(errors="replace")
    halves = text[: len(text) // 2], text[len(text) // 2 :]
    return [
        Article(
            id=f"{number:016x}",
            source=outlet,
            url=f"https://{number}.example/",
            title=TITLE,
            published=NOW,
            language="en",
            text=half,
            sentences=sentences.split(half, "en"),
        )
        for number, (outlet, half) in enumerate(zip(OUTLETS, halves, strict=True), start=1)
    ]


def _told(content: bytes) -> _Told:
    evidence = Evidence(_articles(content))
    _terms(evidence)
    return _Told(evidence, _points(evidence))


def _terms(evidence: Evidence) -> None:
    for passage in evidence.told:
        for _ in (passage.names, passage.quantities, passage.days, passage.stems, passage.said):
            pass
    for _ in (evidence.spread, evidence.places, evidence.lower_words, evidence.copies("a")):
        pass


def _points(evidence: Evidence) -> tuple[Point, ...]:
    """As many sentences as an edition tells, from all over the story."""
    step = max(1, len(evidence.citations) // TOLD)
    proven = (
        prove(evidence.text(citation), (citation,), evidence).point
        for citation in evidence.citations[::step]
    )
    return tuple(point for point in proven if point is not None)


def _proven(told: _Told) -> None:
    evidence = told.evidence
    _points(evidence)
    for citation in evidence.citations[: TOLD // 2]:
        prove(f"{evidence.text(citation)} It closed.", (citation,), evidence)


def _edition(content: bytes) -> Digest:
    """The story with all that is found in it, as one edition."""
    evidence = Evidence(_articles(content))
    summary = with_findings(extract(evidence), evidence)
    articles = {article.id: article for article in evidence.articles}
    told = Story(
        id="1" * 16,
        thread="1" * 16,
        section="",
        rank=Rank(position=1, score=1.0, reasons=()),
        articles=tuple(articles),
    )
    return edition.compose(
        edition=Edition(
            title="Daily", number=1, date=NOW.date(), window=Window(since=None, until=NOW)
        ),
        told=[(told, summary)],
        articles=articles,
        skipped=(),
        usage=Usage(),
        made_with=MadeWith(digest="0", model=None, prompts=""),
    )


def _parsed(content: bytes) -> None:
    with suppress(json_text.MalformedAnswer):
        json_text.read(content.decode(), Draft)


def _made(parts: Mapping[str, tuple[str, str, str]]) -> dict[str, Make]:
    return {kind: between(*part) for kind, part in parts.items()}


_TEXTS = {kind: between("", piece, "") for kind, piece in TEXTS.items()}

GROUPS = (
    Group({**_TEXTS, **BYTES}, {"decode": decode}),
    Group(_made(PLACES), {"places": _found}),
    Group(
        _TEXTS,
        {
            "read text": partial(_read, "text/plain"),
            "read Markdown": partial(_read, "text/markdown"),
        },
    ),
    Group(_made(MARKUP), {"read page": partial(_read, "text/html")}),
    Group({"PDF": pdf}, {"read PDF": partial(_read, "application/pdf")}),
    Group(
        _TEXTS,
        {"split": partial(sentences.split, language="en")},
        prepare=partial(bytes.decode, errors="replace"),
    ),
    Group(
        _TEXTS,
        {
            "terms": lambda articles: _terms(Evidence(articles)),
            "grouping": partial(group, now=NOW),
        },
        prepare=_articles,
    ),
    Group(
        _TEXTS,
        {
            "reported speech": lambda told: quotations(told.evidence),
            "quotes": lambda told: find_quotes(told.evidence),
            "differences": lambda told: find_differences(told.evidence),
            "denials": lambda told: [*contradictions(told.evidence)],
            "timeline": lambda told: find_moments(told.evidence),
            "prove": _proven,
            "headline": lambda told: headline(told.evidence, told.points),
            "extractive": lambda told: extract(told.evidence),
        },
        prepare=_told,
    ),
    Group(
        _TEXTS,
        {f"rendering {form}": partial(in_form, form=form, settings=Settings()) for form in FORMS},
        prepare=_edition,
    ),
    Group(_made(ANSWERS), {"answers": _parsed}),
)
