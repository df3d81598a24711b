"""A model's file is run here: loaded when it is first asked, out of others' reach, and for nothing."""

import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

from digest.llm import local_model
from digest.llm.local_model import address_of
from tests.model_server import ModelServer, serving
from tests.shell import Run

pytestmark = pytest.mark.block_network(allowed_hosts=["127.0.0.1"])


class Llama:
    """What xllamacpp does, with a server that answers at once."""

    def __init__(self) -> None:
        self.servers: list[SimpleNamespace] = []
        self.answering = ModelServer(model="own", listed={"meta": {"n_ctx": 16384}})
        self.stack = ExitStack()
        self.is_broken = False

    def params(self) -> SimpleNamespace:
        return SimpleNamespace(model=SimpleNamespace(), cpuparams=SimpleNamespace())

    def start(self, asked: SimpleNamespace) -> SimpleNamespace:
        if self.is_broken:
            raise RuntimeError("Failed to init server")
        running = self.stack.enter_context(serving(self.answering))
        asked.listening_address = running.url.removesuffix("/v1")
        self.servers.append(asked)
        return asked


@pytest.fixture
def llama(monkeypatch: pytest.MonkeyPatch) -> Iterator[Llama]:
    fake, module = Llama(), ModuleType("xllamacpp")
    module.CommonParams = fake.params  # type: ignore[attr-defined]
    module.Server = fake.start  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "xllamacpp", module)
    with fake.stack:
        yield fake


@pytest.fixture
def weights(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    file = tmp_path / "own.gguf"
    file.write_bytes(b"GGUF" + bytes(100_000))
    monkeypatch.setenv("DIGEST_LLM__GGUF", str(file))
    return file


@pytest.mark.usefixtures("weights")
def test_the_model_in_a_file_answers(run: Run, llama: Llama, weights: Path) -> None:
    done = run("doctor")

    assert done.code == 0, done.err
    assert "model     own at gguf:" in done.out
    assert "answer    of the form that was asked for" in done.out
    assert "context   16,384 tokens" in done.out
    assert "price     nothing" in done.out
    [server] = llama.servers
    assert server.model.path == str(weights)
    assert server.hostnames == ["127.0.0.1"]


@pytest.mark.usefixtures("weights")
def test_nobody_else_can_ask_it(run: Run, llama: Llama) -> None:
    """A page in a browser, or another user, finds the port and not the key."""
    run("doctor")
    run("doctor")

    keys = [server.api_keys for server in llama.servers]
    assert all(len(key) > 30 for [key] in keys)
    assert keys[0] != keys[1]


@pytest.mark.usefixtures("weights")
def test_it_is_loaded_for_a_question_alone(run: Run, llama: Llama) -> None:
    """Weights take seconds and gigabytes."""
    assert run("doctor", "--offline").code == 0
    assert [] == llama.servers


def test_the_same_weights_elsewhere_are_the_same_model(weights: Path, tmp_path: Path) -> None:
    """So that answers stay paid when a file is moved; other weights of its size are another."""
    moved, other = tmp_path / "moved.gguf", tmp_path / "other.gguf"
    moved.write_bytes(weights.read_bytes())
    other.write_bytes(b"GGUF" + bytes(50_000) + b"\1" + bytes(49_999))

    assert address_of(weights) == address_of(moved) != address_of(other)


@pytest.mark.usefixtures("weights")
def test_the_missing_package_is_one_line(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "xllamacpp", None)

    done = run("build", "article.txt")

    assert done.code == 2
    assert done.err == (
        "digest: [llm] gguf needs llama.cpp: pip install 'digest-editions[local]'\n"
    )


@pytest.mark.parametrize(
    ("content", "told"), [(None, "cannot read"), (b"PK\3\4", "is no GGUF file")]
)
@pytest.mark.usefixtures("llama")
def test_a_file_that_is_none_is_one_line(
    content: bytes | None, told: str, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    if content is not None:
        Path("w.gguf").write_bytes(content)
    monkeypatch.setenv("DIGEST_LLM__GGUF", "w.gguf")

    done = run("build", "article.txt")

    assert done.code == 2
    assert told in done.err
    assert 1 == len(done.err.splitlines())


@pytest.mark.usefixtures("weights")
def test_weights_that_cannot_be_run_are_a_model_that_fails(run: Run, llama: Llama) -> None:
    llama.is_broken = True

    done = run("doctor")

    assert done.code == 5
    assert "answer    own.gguf cannot be run: Failed to init server" in done.out


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("DIGEST_LLM__BASE_URL", "http://127.0.0.1:9/v1", "name two models"),
        ("DIGEST_CHECK__JUDGE_MODEL", "other", "runs one model"),
    ],
)
@pytest.mark.usefixtures("weights", "llama")
def test_one_file_is_one_model(
    name: str, value: str, told: str, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)

    done = run("doctor", "--offline")

    assert done.code == 2
    assert told in done.out


@pytest.mark.usefixtures("llama")
def test_an_answer_may_take_its_time(weights: Path) -> None:
    """On a slow processor two minutes are over before the question is read."""
    from digest.llm.patience import Patience

    endpoint: Any = local_model.LocalEndpoint(
        weights, patience=Patience(timeout_s=120), model="own", base_url=address_of(weights)
    )

    assert endpoint._patience.timeout_s == local_model.LOCAL_TIMEOUT_S
    assert endpoint.workers == 1
