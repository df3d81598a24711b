"""A whole build told by a real model, from the recording of one."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from digest import pipeline, proof, settings
from digest.llm.client import LlmClient
from digest.llm.endpoint import Endpoint as ModelEndpoint
from digest.llm.patience import Patience
from digest.model import Digest, ToldStory
from digest.pipeline import Order
from digest.sources import Place
from digest.store import Store, open_store
from tests.recording import Endpoint

ROOT = Path(__file__).parents[2]
NOW = datetime(2026, 10, 21, 6, tzinfo=UTC)
"""Fixed: how recent a story is decides its place, and so the request that it is in."""


def built(endpoint: Endpoint, store: Store) -> pipeline.Built:
    def client_at(base_url: str) -> LlmClient:
        reached = ModelEndpoint(
            api_key=endpoint.api_key,
            model=endpoint.model,
            base_url=base_url,
            patience=Patience(timeout_s=3600, total_time_s=7200),
        )
        return LlmClient(reached, answers=store.answers)

    order = Order(places=[Place(address=str(ROOT / "examples" / "articles"))], now=NOW, again=True)
    client = client_at(endpoint.base_url)
    judge = client_at(endpoint.judge_url) if endpoint.judge_url else client
    return pipeline.build(order, settings.load(None, {}), store, client, judge=judge)


def unpriced(digest: Digest) -> list[ToldStory]:
    """The stories as they are told; the second time they cost nothing."""
    return [replace(story, cost=None) for story in digest.stories]


@pytest.mark.vcr
def test_the_examples_are_told_by_a_model(endpoint: Endpoint, vcr: Any) -> None:
    """An edition in which every sentence proves; a second build of the same files asks nothing."""
    with open_store(None) as store:
        first = built(endpoint, store)
        requests = len(vcr)
        second = built(endpoint, store)

    assert first.failure is None
    assert {"model"} == {story.summary.method for story in first.digest.stories}
    assert [] == list(proof.reprove(first.digest).problems)
    assert requests == len(vcr)
    assert {0.0} == {story.cost for story in second.digest.stories}
    assert unpriced(first.digest) == unpriced(second.digest)
    assert 0 == second.digest.usage.requests
