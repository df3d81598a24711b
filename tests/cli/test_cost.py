"""`digest cost`: what editions have cost, and nothing that was not paid."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from digest.model import Digest, Usage
from digest.store import digest_file, open_store
from tests.cli.conftest import FEW
from tests.model_server import ModelServer, serving
from tests.shell import Run

MAY = datetime(2026, 5, 4, tzinfo=UTC)


def test_months_and_models_are_rows(run: Run, tmp_path: Path) -> None:
    with open_store(tmp_path / "digest.sqlite") as store:
        paid = Usage(requests=3, input_tokens=3000, output_tokens=400, cost=0.5)
        free = Usage(requests=2, input_tokens=20, output_tokens=4, cost=None)
        store.spending.add("Daily", 1, MAY, {"velo-1": paid, "own": free})
        store.spending.add("Daily", 2, MAY, {"velo-1": free})

    done = run("cost")

    assert done.code == 0
    assert [
        ["month", "model", "editions", "requests", "tokens in", "tokens out", "cost"],
        ["2026-05", "own", "1", "2", "20", "4", "unknown"],
        ["2026-05", "velo-1", "2", "5", "3020", "404", "at least $0.5000"],
    ] == [line.split("\t") for line in done.out.splitlines()]
    assert done.err == "$0.5000 in all, an estimate, and 4 requests of unknown price\n"
    [own, velo] = json.loads(run("cost", "--json").out)
    assert (own["unpriced"], velo["cost"], velo["unpriced"]) == (2, 0.5, 2)


def test_where_nothing_was_asked_nothing_was_paid(run: Run) -> None:
    done = run("cost")

    assert (done.code, done.err) == (0, "$0.0000 in all, an estimate\n")
    assert json.loads(run("cost", "--json").out) == []


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch) -> Iterator[ModelServer]:
    """It talks nonsense, which is paid: twice for each question."""
    monkeypatch.setenv("DIGEST_LLM__MODE", "choose")
    monkeypatch.setenv("DIGEST_LLM__ATTEMPTS", "1")
    monkeypatch.setattr("digest.llm.endpoint._LONGEST_REST_S", 0.01)
    monkeypatch.setenv("DIGEST_STORIES__ASK", "never")
    with serving(ModelServer(says=lambda _: "I would rather not.")) as server:
        monkeypatch.setenv("OPENAI_BASE_URL", server.url)
        yield server


@pytest.fixture
def prices(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DIGEST_LLM__PRICE_INPUT", "1")
    monkeypatch.setenv("DIGEST_LLM__PRICE_OUTPUT", "2")


def told() -> Digest:
    """The edition that was made last."""
    return digest_file.load(max(Path("digests").iterdir()))


@pytest.mark.usefixtures("prices")
@pytest.mark.block_network(allowed_hosts=["127.0.0.1"])
def test_a_build_is_billed_once_and_a_second_for_nothing(run: Run, model: ModelServer) -> None:
    """Also one whose edition went to standard output: it was paid all the same."""
    for out in ("-", "digests"):
        run("build", *FEW, "--again", "-q", "--out", out)

    [bill] = json.loads(run("cost", "--json").out)
    assert bill["requests"] == len(model.asked)
    assert bill["input_tokens"] == 40 * len(model.asked)
    assert bill["cost"] == pytest.approx(len(model.asked) * (40 + 2 * 10) / 1e6)
    assert bill["model"] == "gpt-6-luna"
    assert {0.0} == {story.cost for story in told().stories}


@pytest.mark.usefixtures("prices")
@pytest.mark.block_network(allowed_hosts=["127.0.0.1"])
def test_stories_share_the_bill_of_their_edition(run: Run, model: ModelServer) -> None:
    """Each by its tokens: what was asked about all of them together costs what they cost."""
    run("build", *FEW, "-q")

    edition = told()
    costs = [story.cost or 0.0 for story in edition.stories]
    assert len(set(costs)) > 1
    assert min(costs) > 0
    assert edition.usage.cost == pytest.approx(sum(costs))


@pytest.mark.block_network(allowed_hosts=["127.0.0.1"])
def test_where_the_price_is_unknown_a_storys_is_too(run: Run, model: ModelServer) -> None:
    run("build", *FEW, "-q")

    assert model.asked

    assert {None} == {story.cost for story in told().stories}


def test_what_no_model_told_costs_nothing(run: Run) -> None:
    run("build", *FEW, "-q")

    assert {0.0} == {story.cost for story in told().stories}
