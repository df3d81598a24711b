"""What runs digest elsewhere calls it as it is: images, compose files, workflows."""

import json
import re
import shlex
import subprocess
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import pytest
import typer
import yaml
from typer.core import TyperGroup

from digest.cli import COMMANDS, app
from digest.settings import all_keys
from digest.settings.keys import variable_of

ROOT = Path(__file__).parents[1]
WORKFLOWS = ("action.yml", "examples/github-pages.yml")
FLEET = "examples/fleet/compose.yaml"


def read(path: str) -> Any:
    return yaml.safe_load((ROOT / path).read_text(encoding="utf-8"))


def instructions() -> Iterator[tuple[str, str]]:
    text = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    joined = re.sub(r"\\\n\s*", "", re.sub(r"^#.*\n", "", text, flags=re.MULTILINE))
    for line in filter(None, joined.splitlines()):
        name, _, rest = line.partition(" ")
        yield name, rest


def last(name: str) -> str:
    return [rest for found, rest in instructions() if found == name][-1]


def is_called(words: list[str]) -> None:
    """Fails where the command or one of its flags is not there any more."""
    assert words[0] in COMMANDS
    root: Any = typer.main.get_command(app)
    root.load(words[0])
    found = root.commands[words[0]]
    if isinstance(found, TyperGroup):
        words = words[1:]
        found = found.commands[words[0]]
    found.make_context(words[0], words[1:])


def scripts(step: Any) -> Iterator[list[str]]:
    for line in step.get("run", "").splitlines():
        call = re.search(r"(?:^|\s)digest (.*?)(?:\s*\|\||$)", line)
        if call and not line.strip().startswith("#"):
            yield shlex.split(call[1])


def steps(workflow: Any) -> Iterator[Any]:
    for job in workflow.get("jobs", {}).values():
        yield from job["steps"]
    yield from workflow.get("runs", {}).get("steps", ())


def test_the_image_calls_commands_that_there_are() -> None:
    assert ["digest"] == json.loads(last("ENTRYPOINT"))
    is_called(json.loads(last("CMD")))
    health = json.loads(last("HEALTHCHECK").partition("CMD ")[2])
    assert ["digest", "doctor"] == health[:2]
    is_called(health[1:])


def test_the_image_does_not_run_as_root() -> None:
    """And writes into the volume alone, which is that user's."""
    user, volume = last("USER"), last("VOLUME")
    made = "".join(rest for name, rest in instructions() if name == "RUN")

    assert "root" != user
    assert f"--home-dir {volume} {user}" in made
    assert f"--owner={user} {volume}" in made
    assert "ca-certificates" in made
    assert f"DIGEST_PATHS__STORE={volume}/" in last("ENV")


def test_the_wheel_of_the_image_is_made_of_all_that_it_needs() -> None:
    """What pyproject.toml names is let through by .dockerignore."""
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    packed = re.findall(r'"/([\w./]+)"', project.partition("sdist]")[2].partition("]\n")[0])
    rules = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    for path in [*packed, "pyproject.toml", "constraints.txt"]:
        assert is_let_through(path, rules), path
    assert not is_let_through(".git", rules)
    assert not is_let_through("docs/index.md", rules)


def is_let_through(path: str, rules: list[str]) -> bool:
    is_in = True
    for rule in rules:
        pattern = rule.removeprefix("!")
        if fnmatch(path, pattern) or path.startswith(f"{pattern}/"):
            is_in = rule.startswith("!")
    return is_in


def test_every_variable_is_a_setting() -> None:
    known = {variable_of(f"{key.section}.{key.name}") for key in all_keys()} | {"DIGEST_TRUST"}
    known |= {"DIGEST_SMTP_USER", "DIGEST_SMTP_PASSWORD"}
    for path in ("Dockerfile", "examples/compose.yaml", FLEET, *WORKFLOWS):
        named = re.findall(r"\bDIGEST_[A-Z_]+", (ROOT / path).read_text(encoding="utf-8"))
        assert set(named) <= known, path


def test_the_compose_file_runs_the_image_with_what_it_needs() -> None:
    compose = read("examples/compose.yaml")
    service = compose["services"]["digest"]

    is_called(service["command"])
    assert f"state:{last('VOLUME')}" in service["volumes"]
    assert f".:{last('WORKDIR')}:ro" in service["volumes"]
    assert {"state"} == set(compose["volumes"])
    assert service["read_only"]


def test_the_compose_file_of_a_fleet_runs_two_workers() -> None:
    """Each with a port for its health, which its check asks, and time for a job under way."""
    services = read(FLEET)["services"]
    workers = [services["worker-1"], services["worker-2"]]

    assert {"postgres", "mail", "worker-1", "worker-2"} == set(services)
    for worker in workers:
        is_called(worker["command"])
        health = worker["environment"]["DIGEST_FLEET__HEALTH"]
        assert f"http://{health}/ready" in worker["healthcheck"]["test"][-1]
        assert f"state:{last('VOLUME')}" in worker["volumes"]
        assert "fleet" == worker["build"]["args"]["EXTRAS"]
        assert "service:mail" == worker["network_mode"]
    assert 2 == len({worker["environment"]["DIGEST_FLEET__HEALTH"] for worker in workers})
    comments = (ROOT / FLEET).read_text(encoding="utf-8").partition("x-worker")[0]
    for line in re.findall(r"digest (fleet .*)", comments):
        is_called(shlex.split(line))


@pytest.mark.parametrize("path", WORKFLOWS)
def test_a_workflow_calls_commands_that_there_are(path: str) -> None:
    called = [words for step in steps(read(path)) for words in scripts(step)]

    for words in called:
        is_called(words)
    assert (path == "action.yml") == bool(called)


@pytest.mark.parametrize("path", WORKFLOWS)
def test_what_a_workflow_uses_is_pinned_and_no_script_holds_words_of_others(path: str) -> None:
    """A tag can be moved; what stands in `${{ }}` becomes code in a script."""
    for step in steps(read(path)):
        used = step.get("uses", "OWNER/")
        assert re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40}", used) or used.startswith("OWNER/")
        assert "${{" not in step.get("run", "")


def test_the_action_says_what_it_takes_and_takes_what_it_says() -> None:
    action = (ROOT / "action.yml").read_text(encoding="utf-8")
    inputs = read("action.yml")["inputs"]

    assert set(re.findall(r"inputs\.(\w+)", action)) == set(inputs)
    [own] = [s for s in steps(read(WORKFLOWS[1])) if s.get("uses", "").startswith("OWNER/")]
    assert set(own["with"]) <= set(inputs)


@pytest.mark.parametrize(("code", "ends"), [(0, 0), (7, 0), (5, 0), (10, 0), (6, 6), (2, 2)])
@pytest.mark.parametrize(("send", "called"), [("true", "run"), ("false", "build")])
def test_the_action_goes_on_with_a_whole_edition(
    code: int, ends: int, send: str, called: str, tmp_path: Path
) -> None:
    """Told without its model it is published all the same, with a warning; else it fails."""
    program = tmp_path / "digest"
    program.write_text(f'#!/bin/sh\necho "$@" > called\nexit {code}\n')
    program.chmod(0o755)
    [step] = [step for step in steps(read("action.yml")) if step.get("id") == "edition"]
    done = subprocess.run(
        ["bash", "-e", "-c", step["run"]],
        cwd=tmp_path,
        env={
            "PATH": f"{tmp_path}:/usr/bin:/bin",
            "GITHUB_WORKSPACE": str(tmp_path),
            "GITHUB_OUTPUT": str(tmp_path / "output"),
            "FOLDER": ".",
            "SEND": send,
            "SINCE": "last",
            "STATE": "state",
        },
        capture_output=True,
        text=True,
        check=False,
    )

    assert ends == done.returncode
    assert f"{called} --since last\n" == (tmp_path / "called").read_text()
    assert f"code={code}\n" == (tmp_path / "output").read_text()
    assert (code in (5, 10)) == ("::warning::" in done.stdout)
