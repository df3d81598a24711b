"""No attack of the corpus reaches a reader, in any of the five outputs, even with a model that obeys."""

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from digest import pipeline
from digest.llm.client import LlmClient
from digest.model import Digest
from digest.rendering import FORMS, render
from digest.settings import Settings
from digest.sources import Place
from digest.store import Store, open_store
from tests import hostile_corpus as corpus
from tests.hostile_corpus import Item
from tests.hostile_model import Parrot
from tests.hostile_reader import Sight, look, strangers

pytestmark = pytest.mark.slow

NOW = datetime(2026, 10, 7, 6, tzinfo=UTC)


def listed(items: list[Item]) -> list[Any]:
    """The items as parameters, by their names."""
    return [pytest.param(item, id=item["id"]) for item in items]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with open_store(tmp_path_factory.mktemp("hostile") / "digest.sqlite") as opened:
        yield opened


@pytest.fixture(scope="module")
def parrot() -> Parrot:
    return Parrot()


def build(content: bytes, store: Store, client: LlmClient | None) -> Digest:
    """The edition of one document, through the whole pipeline."""
    order = pipeline.Order(places=[Place(address="-")], now=NOW, stdin=io.BytesIO(content))
    return pipeline.build(order, Settings(), store, client).digest


def seen(digest: Digest) -> list[Sight]:
    """What readers of every output see."""
    shown = pipeline.look_of(digest, Settings())  # one, so that the forms share a view
    return list(look({form: render(digest, form, shown) for form in FORMS}))


def without_reasons(digest: Digest) -> Digest:
    """The same edition, silent on why sentences were withheld: a test of its own looks at that."""
    stories = (
        replace(
            story,
            summary=replace(
                story.summary,
                rejected=tuple(replace(r, reason="withheld") for r in story.summary.rejected),
            ),
        )
        for story in digest.stories
    )
    return replace(digest, stories=tuple(stories))


def faults(item: Item, digest: Digest, sights: list[Sight]) -> list[str]:
    """Everything a reader sees that no reader may see."""
    known = [corpus.news()[item.get("news", "reservoir")].url]
    known += [article.url for article in digest.articles if article.url]
    found = []
    for sight in sights:
        found += [f"{sight.form}: {fault}" for fault in sight.wrong]
        found += [f"{sight.form}: a link {link!r}" for link in strangers(sight.links, known)]
        seen = " ".join((sight.words + " " + " ".join(sight.links)).split()).casefold()
        for words in item["must_not_appear"]:
            haystack = seen if words.strip() and words == " ".join(words.split()) else sight.words
            if words.casefold() in haystack.casefold():
                found.append(f"{sight.form}: {words!r}")
    return found


def tells_news(item: Item, digest: Digest) -> bool:
    """Whether a sentence of the honest article is told."""
    honest = "\n".join(corpus.news()[item.get("news", "reservoir")].paragraphs)
    cited = [
        digest.article(citation.article).sentence(citation.sentence)
        for story in digest.stories
        for point in story.summary.points
        for citation in point.citations
    ]
    return any(sentence.strip() in honest for sentence in cited)


@pytest.mark.parametrize("told_by", ["a model that obeys", "extraction"])
@pytest.mark.parametrize("item", listed(corpus.articles()))
def test_a_hostile_article_reaches_no_reader(
    item: Item, told_by: str, store: Store, parrot: Parrot
) -> None:
    """Its news is told; what it demands is in none of the outputs."""
    client = parrot.teach(item["obeys"]) if told_by == "a model that obeys" else None

    digest = build(corpus.document(item)[1], store, client)

    assert faults(item, digest, seen(without_reasons(digest))) == []
    assert tells_news(item, digest)


def told(digest: Digest) -> list[str]:
    """Every sentence, headline and quotation that an edition prints."""
    summaries = [story.summary for story in digest.stories]
    points = [*digest.lead, *(point for one in summaries for point in one.points)]
    points += [moment.point for one in summaries for moment in one.timeline]
    texts = [*(point.text for point in points), *(one.headline for one in summaries)]
    texts += [quote.text for one in summaries for quote in one.quotes]
    sides = [side for one in summaries for found in one.differences for side in found.positions]
    return [*texts, *(side.text for side in sides)]


@pytest.mark.parametrize("told_by", ["a model that obeys", "extraction"])
@pytest.mark.parametrize("item", listed(corpus.denials()))
def test_what_its_source_denies_or_imagines_is_not_told_as_a_fact(
    item: Item, told_by: str, store: Store, parrot: Parrot
) -> None:
    """Whoever believes it: it is withheld, or printed as its source has it."""
    client = (
        parrot.teach(item["obeys"], credulity="ours") if told_by == "a model that obeys" else None
    )

    digest = build(corpus.document(item)[1], store, client)

    wrong = {text.rstrip(".") for text in item["obeys"]}
    assert [text for text in told(digest) if text.rstrip(".") in wrong] == []
    assert tells_news(item, digest)


@pytest.mark.parametrize("item", listed(corpus.answers()))
def test_a_hostile_answer_reaches_no_reader(item: Item, store: Store, parrot: Parrot) -> None:
    """The news is told from its own sentences; what the model made of it is not."""
    points, raw = corpus.answer(item)
    client = parrot.teach(
        points, headline=item.get("headline"), raw=raw, credulity=item.get("believed", "ours")
    )

    digest = build(corpus.honest("reservoir")[1], store, client)

    assert faults(item, digest, seen(without_reasons(digest))) == []
    assert tells_news(item, digest)
    for words, times in item.get("at_most", {}).items():
        told = "\n".join(point.text for s in digest.stories for point in s.summary.points)
        assert len(re.findall(re.escape(words), told)) <= times


@pytest.mark.parametrize(
    "name", ["wrong-speaker", "wrong-number", "unknown-name", "invented-quote"]
)
def test_the_reason_for_withholding_a_sentence_does_not_print_it(
    name: str, store: Store, parrot: Parrot
) -> None:
    """An edition says how many sentences it withheld and what for; their words are in digest.json."""
    item = next(item for item in corpus.answers() if item["id"] == name)
    points, _ = corpus.answer(item)

    digest = build(corpus.honest("reservoir")[1], store, parrot.teach(points))

    assert faults(item, digest, seen(digest)) == []
