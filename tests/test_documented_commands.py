"""Whoever types what the documentation says gets what it promises."""

import os
import shutil
import socket
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import typer

from digest.cli import app
from docs.manual import commands
from tests.documented import PAGES, ROOT, blocks, digest_calls, shell_lines


@cache
def known() -> dict[str, Any]:
    return {"": typer.main.get_command(app), **dict(commands())}


def fault(words: list[str]) -> str:
    """What the program would say against these words; empty where it takes them."""
    names = [word for word in words if not word.startswith("-")]
    call = next((" ".join(names[:n]) for n in (2, 1) if " ".join(names[:n]) in known()), "")
    command = known()[call]
    if not call and names:
        return f"no command {names[0]!r}"
    if hasattr(command, "commands") and names[len(call.split()) :]:
        return f"no command {' '.join(names[:2])!r}"
    rest = words[len(call.split()) :]
    try:
        command.make_parser(command.context_class(command)).parse_args(rest)
    except Exception as error:  # noqa: BLE001 - typer's own click is no public name
        return str(error) or repr(error)
    return ""


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_of_the_documentation_is_one(page: Path) -> None:
    """A renamed command or flag is found on each page that speaks of it."""
    faults = [
        (line, found)
        for line in shell_lines(page.read_text(encoding="utf-8"))
        for words in digest_calls(line)
        if (found := fault(words))
    ]

    assert [] == faults


@pytest.mark.parametrize(
    "line",
    [
        "digest bild articles/",
        "digest build --no-modell",
        "cd morning && digest check --nothing x",
        "OPENAI_BASE_URL=x digest sources ad https://harbour-courier.example/",
        "digest send --to",
    ],
)
def test_a_command_that_there_is_not_is_found(line: str) -> None:
    [words] = digest_calls(line)

    assert fault(words)


def free_port() -> str:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return str(probe.getsockname()[1])


def tutorial(port: str) -> str:
    """Its consoles and the settings that it has its reader save, as one script."""
    lines = ["set -euo pipefail", "trap 'kill $(jobs -p) 2>/dev/null || true' EXIT"]
    for block in blocks((ROOT / "docs" / "tutorial.md").read_text(encoding="utf-8")):
        if block.language == "toml":
            lines.append(f"cat > digest.toml <<'END'\n{block.text}END")
        else:
            lines += block.typed()
    return "\n".join(lines).replace("2525", port)


@pytest.mark.slow
def test_the_tutorial_ends_with_an_edition_in_two_letter_boxes(tmp_path: Path) -> None:
    """Every command of it is run, in the order of the page; `pip` and `venv` alone are played.

    tests/test_package.py installs the program.
    """
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    activate = tmp_path / ".digest-tutorial" / "bin" / "activate"
    activate.parent.mkdir(parents=True)
    activate.touch()
    played = tmp_path / "bin"
    played.mkdir()
    for name in ("pip", "python3"):
        (played / name).write_text("#!/bin/sh\n")
        (played / name).chmod(0o755)
    env = {
        "PATH": os.pathsep.join(
            [str(played), str(Path(sys.executable).parent), "/usr/bin", "/bin"]
        ),
        "PYTHONPATH": str(ROOT),
        "HOME": str(tmp_path),
        "BROWSER": "true",
    }

    done = subprocess.run(
        ["bash", "-c", tutorial(free_port())],
        cwd=tmp_path,
        env=env,
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )

    told = done.stdout + done.stderr
    assert 0 == done.returncode, told
    assert "7 stories" in told
    assert "exit code 4" in told
    assert "bob@harbour.example: sent" in told
    assert "bob@harbour.example: has it already" in told
    caught = (tmp_path / "morning" / "caught.txt").read_text(encoding="utf-8")
    to = [line for line in caught.splitlines() if line.startswith("To: ")]
    assert ["To: you@harbour.example", "To: ann@harbour.example", "To: bob@harbour.example"] == to
