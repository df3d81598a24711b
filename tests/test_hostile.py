"""No attack of the corpus reaches a reader, in any of the five outputs, even with a model that obeys."""

import io
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from jinja2 import Environment

from digest import pipeline
from digest.llm.client import LlmClient
from digest.model import Digest
from digest.pipeline.publishing import FILES
from digest.settings import Settings
from digest.sources import Place
from digest.store import Store, open_store
from tests import hostile_corpus as corpus
from tests.hostile_corpus import Item
from tests.hostile_model import Parrot
from tests.hostile_reader import Sight, look, strangers

NOW = datetime(2026, 10, 7, 6, tzinfo=UTC)


@pytest.fixture(scope="module", autouse=True)
def _templates_compiled_once() -> Iterator[None]:
    """They are the same for every item, and compiling them is most of what a small build does."""
    compiled: dict[object, Any] = {}
    compile_template = Environment.compile

    def kept(self: Environment, source: Any, *args: Any, **more: Any) -> Any:
        key = (source, args)
        if key not in compiled:
            compiled[key] = compile_template(self, source, *args, **more)
        return compiled[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Environment, "compile", kept)
        yield


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with open_store(tmp_path_factory.mktemp("hostile") / "digest.sqlite") as opened:
        yield opened


@pytest.fixture(scope="module")
def parrot() -> Parrot:
    return Parrot()


def build(content: bytes, store: Store, client: LlmClient | None) -> tuple[Digest, list[Sight]]:
    """The edition of one document through the whole pipeline, and what its readers see."""
    settings = Settings()
    order = pipeline.Order(places=[Place(address="-")], now=NOW, stdin=io.BytesIO(content))
    digest = pipeline.build(order, settings, store, client).digest
    outputs: dict[str, bytes] = {
        form: pipeline.in_form(digest, form, settings) for form in FILES.values()
    }
    return digest, list(look(outputs))


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
@pytest.mark.parametrize("item", [pytest.param(i, id=i["id"]) for i in corpus.articles()])
def test_a_hostile_article_reaches_no_reader(
    item: Item, told_by: str, store: Store, parrot: Parrot
) -> None:
    """Its news is told; what it demands is in none of the outputs."""
    client = parrot.teach(item["obeys"]) if told_by == "a model that obeys" else None

    digest, sights = build(corpus.document(item)[1], store, client)

    assert faults(item, digest, sights) == []
    assert tells_news(item, digest)


@pytest.mark.parametrize("item", [pytest.param(i, id=i["id"]) for i in corpus.answers()])
def test_a_hostile_answer_reaches_no_reader(item: Item, store: Store, parrot: Parrot) -> None:
    """The news is told from its own sentences; what the model made of it is not."""
    points, raw = corpus.answer(item)
    client = parrot.teach(points, headline=item.get("headline"), raw=raw)

    digest, sights = build(corpus.honest("reservoir")[1], store, client)

    assert faults(item, digest, sights) == []
    assert tells_news(item, digest)
    for words, times in item.get("at_most", {}).items():
        told = "\n".join(point.text for s in digest.stories for point in s.summary.points)
        assert len(re.findall(re.escape(words), told)) <= times
