"""Ctrl-C and SIGTERM in a real process: what was paid is kept, and nothing is half."""

import json
import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
pytestmark = [
    pytest.mark.slow,
    pytest.mark.block_network(allowed_hosts=["127.0.0.1"]),
    pytest.mark.skipif(os.name != "posix", reason="signals"),
]


@pytest.fixture
def server() -> Iterator[str]:
    """A model that takes a moment for each answer."""
    command = [sys.executable, "-m", "benchmarks.engine_server", json.dumps({"latency": 0.4})]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as running:
        assert running.stdout is not None
        yield f"http://127.0.0.1:{running.stdout.readline().strip()}"
        running.kill()


def counted(server: str) -> dict[str, float]:
    with urllib.request.urlopen(f"{server}/stats") as answer:
        return dict(json.load(answer))


def build(server: str, folder: Path) -> "subprocess.Popen[str]":
    environment = {**os.environ, "OPENAI_BASE_URL": f"{server}/v1", "PYTHONPATH": str(ROOT)}
    for name in [name for name in environment if name.startswith("DIGEST_")]:
        del environment[name]
    environment["DIGEST_PATHS__STORE"] = str(folder / "store.sqlite")
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "digest", "build", str(ROOT / "examples" / "articles")],
        cwd=folder,
        env=environment,
        stderr=subprocess.PIPE,
        text=True,
    )


def until_asked(server: str) -> None:
    end = time.monotonic() + 60
    while counted(server)["requests"] == 0 and time.monotonic() < end:
        time.sleep(0.05)


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_answers_under_way_are_waited_for_and_kept(
    server: str, tmp_path: Path, number: signal.Signals, code: int
) -> None:
    running = build(server, tmp_path)
    until_asked(server)

    running.send_signal(number)
    _, errors = running.communicate(timeout=30)
    paid = counted(server)["answers"]
    again = build(server, tmp_path)
    again.communicate(timeout=120)

    assert code == running.returncode
    assert errors.index("stopping; Ctrl-C again") < errors.index("what was paid for is kept")
    assert "Traceback" not in errors
    assert paid >= 1
    assert 0 == again.returncode
    names = sorted(entry.name for entry in tmp_path.iterdir())
    assert ["digests", "store.sqlite"] == [name for name in names if "-" not in name]
    assert 1 == len(list((tmp_path / "digests").iterdir()))
    whole = counted(server)["answers"]
    assert whole == counted(server)["requests"], "no answer was thrown away"


def test_a_second_signal_ends_at_once(server: str, tmp_path: Path) -> None:
    running = build(server, tmp_path)
    until_asked(server)

    running.send_signal(signal.SIGINT)
    time.sleep(0.3)
    began = time.monotonic()
    running.send_signal(signal.SIGINT)
    _, errors = running.communicate(timeout=30)

    assert 130 == running.returncode
    assert time.monotonic() - began < 1.5
    assert "Traceback" not in errors
    assert not (tmp_path / "digests").exists()
