"""`digest cache`: what was paid for can be looked at, taken along and dropped."""

import json
from pathlib import Path

import pytest

from digest.store import Store, open_store
from tests.cli.conftest import FEW
from tests.model_server import ModelServer, serving
from tests.shell import Run

DAY = "2026-03-01T09:00:00+00:00"


def completion(text: str, finish: str = "stop", model: str | None = "velo-1") -> str:
    choice = {"message": {"content": text}, "finish_reason": finish}
    return json.dumps({"model": model, "choices": [choice]})


GOOD = completion('{"stories": []}')
IN_VAIN = {
    "refused": completion("", "content_filter"),
    "cut": completion('{"stories": [', "length"),
    "nonsense": completion("I would rather not."),
    "unreadable": "<html>",
}


@pytest.fixture
def kept(tmp_path: Path, run: Run) -> Store:
    """Two good answers of two models, four in vain."""
    store = open_store(tmp_path / "digest.sqlite")
    store.answers.put("good", GOOD)
    store.answers.put("old", completion('<think>{</think>{"stories": [1]}', model=None))
    for name, answer in IN_VAIN.items():
        store.answers.put(name, answer)
    return store


def keys(store: Store) -> set[str]:
    return {one.key for one in store.answers.all()}


def age(store: Store, *names: str) -> None:
    from sqlalchemy import update

    from digest.store.schema import answers

    with store._database.writing() as connection:
        connection.execute(update(answers).where(answers.c.key.in_(names)).values(created=DAY))


def test_answers_are_counted_by_model_and_day(run: Run, kept: Store) -> None:
    age(kept, "old", "unreadable")

    done = run("cache", "show")

    assert done.code == 0
    first, *rest = done.out.splitlines()
    assert first.split("\t")[:4] == ["unknown", "2026-03-01", "2", "1"]
    [row] = [line.split("\t") for line in rest]
    assert (row[0], row[2], row[3]) == ("velo-1", "4", "3")
    assert done.err.startswith("6 answers, ")
    shown = json.loads(run("cache", "show", "--json").out)
    assert [2, 4] == [day["answers"] for day in shown]
    assert sum(day["bytes"] for day in shown) == sum(
        len(one.answer.encode()) for one in kept.answers.all()
    )


def test_an_empty_store_has_no_answers(run: Run) -> None:
    done = run("cache", "show")

    assert (done.code, done.out) == (0, "")
    assert run("cache", "export").out == ""


@pytest.mark.parametrize(
    ("words", "left"),
    [
        (("--all",), set()),
        (("--failures",), {"good", "old"}),
        (("--older-than", "30"), {"good", "refused", "cut", "nonsense"}),
        (("--older-than", "30", "--failures"), {"good", "old", "refused", "cut", "nonsense"}),
    ],
)
def test_what_is_dropped_is_what_was_named(
    words: tuple[str, ...], left: set[str], run: Run, kept: Store
) -> None:
    age(kept, "old", "unreadable")

    done = run("cache", "clear", *words)

    assert done.code == 0
    assert left == keys(kept)
    assert f"dropped {6 - len(left)} answers" in done.err


@pytest.mark.parametrize("words", [(), ("--all", "--failures"), ("--all", "--older-than", "1")])
def test_nothing_is_dropped_by_accident(words: tuple[str, ...], run: Run, kept: Store) -> None:
    assert run("cache", "clear", *words).code == 2
    assert len(keys(kept)) == 6


def test_an_export_has_every_answer_as_it_was_sent(run: Run, kept: Store) -> None:
    run("cache", "export", "--out", "answers.jsonl")
    lines = Path("answers.jsonl").read_text(encoding="utf-8")

    assert lines == run("cache", "export").out
    told = {line["key"]: line for line in map(json.loads, lines.splitlines())}
    assert {"good": GOOD, **IN_VAIN}.items() <= {k: v["answer"] for k, v in told.items()}.items()
    assert told["good"]["model"] == "velo-1"
    assert told["good"]["created"].endswith("+00:00")


@pytest.mark.block_network(allowed_hosts=["127.0.0.1"])
def test_an_answer_in_vain_is_asked_for_again_when_it_is_wished(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It was paid for, so the next build does not ask by itself."""
    monkeypatch.setenv("DIGEST_LLM__MODE", "choose")
    monkeypatch.setenv("DIGEST_LLM__ATTEMPTS", "1")
    monkeypatch.setenv("DIGEST_STORIES__ASK", "never")
    monkeypatch.setattr("digest.llm.endpoint._LONGEST_REST_S", 0.01)
    with serving(ModelServer(says=lambda _: "I would rather not.")) as server:
        monkeypatch.setenv("OPENAI_BASE_URL", server.url)
        build = ("build", *FEW, "--again", "-q")
        run(*build)
        paid = len(server.asked)
        run(*build)
        assert paid == len(server.asked) > 0
        run(*build, "--ask-again")

    assert len(server.asked) > paid
