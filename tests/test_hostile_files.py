"""A hostile file costs itself alone: what stands beside it is told, and its reason is given."""

import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from digest import pipeline
from digest.model import Digest
from digest.rendering import FORMS
from digest.settings import Settings
from digest.sources import Place
from digest.store import open_store
from tests import hostile_corpus as corpus
from tests.hostile_corpus import Item
from tests.hostile_reader import look, strangers

pytestmark = pytest.mark.slow

NOW = datetime(2026, 10, 7, 6, tzinfo=UTC)
_HONEST = corpus.news()["reservoir"]
LIMIT_S = 60
"""Ten seconds of reading, and what a busy machine makes of the rest of a build."""


def _cited(digest: Digest) -> set[str]:
    """The articles whose sentences are told."""
    points = (point for story in digest.stories for point in story.summary.points)
    return {citation.article for point in points for citation in point.citations}


def _assert_told_or_left_out(item: Item, digest: Digest) -> None:
    others = [a for a in digest.articles if a.text != "\n\n".join(_HONEST.paragraphs)]
    claimed = corpus.news()[item.get("speaks_for", "reservoir")]
    assert all(a.url != claimed.url and a.source != claimed.outlet for a in others)
    assert others or digest.skipped
    if "why" in item:
        assert [] == others
        assert any(item["why"] in left.why for left in digest.skipped), digest.skipped


@pytest.mark.parametrize("item", [pytest.param(item, id=item["id"]) for item in corpus.files()])
def test_a_hostile_file_costs_itself_alone(item: Item, tmp_path: Path) -> None:
    """The honest article is told from its own sentences, in time, and no output is steered."""
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "honest.jsonl").write_bytes(corpus.honest("reservoir")[1])
    (folder / item["name"]).write_bytes(corpus.content(item))
    begun = time.monotonic()

    with open_store(tmp_path / "digest.sqlite") as store:
        order = pipeline.Order(places=[Place(address=str(folder))], now=NOW)
        digest = pipeline.build(order, Settings(), store, None).digest

    own = [article for article in digest.articles if article.url == _HONEST.url]
    assert ["\n\n".join(_HONEST.paragraphs)] == [article.text for article in own]
    assert own[0].id in _cited(digest)
    _assert_told_or_left_out(item, digest)
    outputs = {form: pipeline.in_form(digest, form, Settings()) for form in FORMS}
    for sight in look(outputs):
        assert () == sight.wrong
        assert [] == strangers(sight.links, [a.url for a in digest.articles if a.url])
    assert time.monotonic() - begun < LIMIT_S
