"""The program as from a shell, for the tests of commands."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from digest.cli import main


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str


Run = Callable[..., Ran]


def called(patch: pytest.MonkeyPatch, *words: str) -> int:
    """The exit code of the program with these words behind its name."""
    patch.setattr(sys, "argv", ["digest", *words])
    try:
        main()
    except SystemExit as end:
        return int(end.code or 0)
    return 0


@pytest.fixture
def run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> Run:
    """The program as from a shell, in an empty folder, without a key and with its own store."""
    for name in ("OPENAI_API_KEY", "OPENAI_BASE_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DIGEST_PATHS__STORE", str(tmp_path / "digest.sqlite"))
    monkeypatch.chdir(tmp_path)

    def run(*words: str) -> Ran:
        code = called(monkeypatch, *words)
        captured = capfdbinary.readouterr()
        return Ran(code, captured.out.decode(), captured.err.decode())

    return run
