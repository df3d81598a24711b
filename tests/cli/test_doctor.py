"""`digest doctor` tries what a build would use, and its exit code says what it found."""

from pathlib import Path

import pytest

from digest.store import open_store
from tests.model_server import ModelServer, serving
from tests.shell import Run

pytestmark = [
    pytest.mark.block_network(allowed_hosts=["127.0.0.1"]),
    pytest.mark.usefixtures("words_are_well"),
]


def setting(monkeypatch: pytest.MonkeyPatch, **names: str) -> None:
    for name, value in names.items():
        monkeypatch.setenv(name, value)


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch) -> None:
    setting(monkeypatch, DIGEST_LLM__MODEL="velo-1")


@pytest.mark.usefixtures("model")
def test_it_tells_how_a_model_answers(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(ModelServer(listed={"max_model_len": 32768})) as server:
        setting(monkeypatch, OPENAI_BASE_URL=server.url, OPENAI_API_KEY="sk-own")
        done = run("doctor")

    assert done.code == 0, done.err
    assert f"model     velo-1 at {server.url}, with a key" in done.out
    assert "answer    of the form that was asked for, after " in done.out
    assert "context   32,768 tokens" in done.out
    assert "price     unknown" in done.out
    assert len(server.asked) == 1
    assert "json_schema" in str(server.asked[0])


@pytest.mark.usefixtures("model")
def test_it_asks_anew_each_time(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """An answer of yesterday says nothing of the server of today, and none stays in the store."""
    with serving(ModelServer()) as server:
        setting(monkeypatch, OPENAI_BASE_URL=server.url)
        assert run("doctor").code == 0
        server.status = 401
        assert run("doctor").code == 5
    assert len(server.asked) == 2


@pytest.mark.parametrize(
    ("listed", "told"),
    [
        ({"meta": {"n_ctx_train": 8192}}, "8,192 tokens, as trained; the server may"),
        ({"meta": {"n_ctx_train": 8192, "n_ctx": 4096}}, "4,096 tokens"),
        ({"context_length": 1000}, "1,000 tokens"),
        ({}, "unknown: the server does not tell"),
        ({"max_model_len": "many"}, "unknown: the server does not tell"),
    ],
)
@pytest.mark.usefixtures("model")
def test_it_tells_how_long_a_request_may_be(
    listed: dict[str, object], told: str, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving(ModelServer(listed=listed)) as server:
        setting(monkeypatch, OPENAI_BASE_URL=server.url)
        assert f"context   {told}" in run("doctor").out


@pytest.mark.parametrize(
    ("server", "told"),
    [
        (ModelServer(status=401), "refused the key"),
        (ModelServer(status=500), "nothing here"),
        (ModelServer(says=lambda _: "I would rather not."), "its answer was unusable"),
        (
            ModelServer(status=307, headers={"Location": "http://elsewhere.example/v1"}),
            "sends requests on to http://elsewhere.example/v1, which is not asked",
        ),
    ],
    ids=["key", "broken", "nonsense", "redirect"],
)
@pytest.mark.usefixtures("model")
def test_a_model_that_cannot_be_used_is_said_and_is_code_5(
    server: ModelServer, told: str, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("digest.llm.endpoint._LONGEST_REST_S", 0.01)
    with serving(server):
        setting(monkeypatch, OPENAI_BASE_URL=server.url, OPENAI_API_KEY="sk-own")
        done = run("doctor", "--exam")

    assert done.code == 5
    assert told in done.out
    assert "exam" not in str([body["messages"] for body in server.asked])
    assert done.err.startswith("digest: ")


def test_a_server_that_is_not_there_is_code_5(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    setting(monkeypatch, OPENAI_BASE_URL="http://127.0.0.1:9/v1")

    done = run("doctor")

    assert done.code == 5
    assert "answer    nobody answers at 127.0.0.1:9" in done.out


@pytest.mark.usefixtures("model")
def test_what_the_server_had_to_be_asked_otherwise_is_shown(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with serving(ModelServer()) as server, open_store(tmp_path / "digest.sqlite") as store:
        setting(monkeypatch, OPENAI_BASE_URL=server.url)
        store.answers.remember(
            server.url,
            "velo-1",
            '{"rung": "tool", "renamed": {"max_completion_tokens": "max_tokens"}, '
            '"left_out": ["seed"], "most_room": 4096, "is_system_joined": true}',
        )
        shown = run("doctor").out

    assert (
        "asked     the form by tool, max_completion_tokens as max_tokens, without seed, "
        "answers of at most 4,096 tokens, no system message"
    ) in shown
    assert "tools" in server.asked[0]


@pytest.mark.usefixtures("model")
def test_another_model_that_answers_is_named(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(ModelServer(model="ersatz-3b")) as server:
        setting(monkeypatch, OPENAI_BASE_URL=server.url)
        shown = run("doctor").out

    assert "note      asked for velo-1, answered by ersatz-3b" in shown


def test_a_judge_of_its_own_is_tried_too(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(ModelServer()) as writer, serving(ModelServer(status=401)) as judge:
        setting(
            monkeypatch,
            OPENAI_BASE_URL=writer.url,
            OPENAI_API_KEY="sk-own",
            DIGEST_CHECK__JUDGE_BASE_URL=judge.url,
        )
        done = run("doctor")

    assert done.code == 5
    assert f"judge     gpt-6-luna at {judge.url}, without a key" in done.out
    assert len(writer.asked) == len(judge.asked) == 1


def test_offline_asks_nobody(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """An exam that was not sat is said to be none."""
    with serving(ModelServer()) as server:
        setting(monkeypatch, OPENAI_BASE_URL=server.url)
        done = run("doctor", "--offline")

    assert done.code == 0
    assert [] == server.asked
    assert "answer    not tried" in done.out
    assert 4 == done.out.count(" exam      ")
    assert "exam      de: not examined (it is not asked now)" in done.out
    assert run("doctor", "--offline", "--exam").code == 2


def test_without_a_model_nobody_is_asked(run: Run) -> None:
    done = run("doctor")

    assert done.code == 0
    assert "model     none: OPENAI_API_KEY is not set" in done.out
    assert "exam      nobody to examine: no model is set up" in done.out


def test_prices_are_the_lists_or_the_users(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    setting(monkeypatch, OPENAI_API_KEY="sk-own", DIGEST_LLM__MODEL="gpt-4o-mini")
    listed = run("doctor", "--offline").out
    setting(monkeypatch, DIGEST_LLM__PRICE_INPUT="1", DIGEST_LLM__PRICE_OUTPUT="2.5")
    own = run("doctor", "--offline").out

    assert "price     $0.15 in, $0.6 out for a million tokens, from the price list" in listed
    assert "price     $1 in, $2.5 out for a million tokens, your own" in own


def test_a_limit_that_cannot_be_kept_is_a_fault_of_the_settings(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    setting(monkeypatch, OPENAI_BASE_URL="http://127.0.0.1:9/v1", DIGEST_LLM__MAX_COST="1")

    done = run("doctor")

    assert done.code == 2
    assert "nobody knows the price" in done.out


def test_a_store_that_cannot_be_used_is_a_row_and_the_code(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The rest is looked at all the same."""
    (tmp_path / "digest.sqlite").write_text("no database " * 100)

    done = run("doctor", "--offline")

    assert done.code == 2
    assert "store     the store" in done.out
    assert "exam      unknown: its marks are in the store" in done.out


def test_an_address_tells_no_secret(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    setting(monkeypatch, OPENAI_BASE_URL="http://me:hush@127.0.0.1:9/v1?key=hush")

    done = run("doctor")

    assert "at http://127.0.0.1:9/v1, without a key" in done.out
    assert "hush" not in done.out + done.err
