"""Every command has the same manners: help with examples, -q, -v, JSON, and faults in one line."""

import json
import os
import shlex
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.core import TyperGroup

from digest.cli import COMMANDS, app, console
from digest.cli.flags import NAMES
from digest.settings import all_keys
from digest.version import __version__
from tests.shell import Run

STORY = "Ferry back\n\n" + "The ferry to Ellery went again on Monday, the harbour board said. " * 9


def commands() -> Iterator[tuple[str, Any]]:
    """All of them with the words that call them, those of groups too."""
    root: Any = typer.main.get_command(app)
    for name in COMMANDS:
        root.load(name)
        found = root.commands[name]
        if isinstance(found, TyperGroup):
            yield from ((f"{name} {word}", inner) for word, inner in found.commands.items())
        else:
            yield name, found


ALL = dict(commands())
every = pytest.mark.parametrize("words", ALL)


def flags(command: Any) -> set[str]:
    return {flag for parameter in command.params for flag in parameter.opts}


@every
def test_every_command_can_be_quiet_or_say_more(words: str) -> None:
    assert {"-q", "--quiet", "-v", "--verbose"} <= flags(ALL[words])


@every
def test_every_help_has_examples_that_can_be_called(words: str, run: Run) -> None:
    """A flag that is gone from the program is gone from its help."""
    help_of = run(*words.split(), "-h")
    _, _, examples = help_of.out.partition("Example")

    assert 0 == help_of.code
    lines = [line.strip() for line in examples.splitlines()[1:] if line.strip()]
    assert lines
    for line in lines:
        called = shlex.split(line.partition("  #")[0].partition(" | ")[0])
        assert ["digest", *words.split()] == called[: len(words.split()) + 1]
        ALL[words].make_context(words, called[len(words.split()) + 1 :])


def test_the_list_of_commands_is_that_of_their_modules() -> None:
    """What help lists is imported when it is called; a command may not be forgotten there."""
    modules = {listed.module for listed in COMMANDS.values()}
    registered = set()
    for module in modules:
        part = typer.Typer()
        __import__(f"digest.cli.{module}", fromlist=["register"]).register(part)
        registered |= set(typer.main.get_group(part).commands)
    files = Path(console.__file__).parent.glob("*.py")

    assert set(COMMANDS) == registered
    assert {f.stem for f in files if "\ndef register(" in f.read_text(encoding="utf-8")} == modules
    assert [] == [listed for listed in COMMANDS.values() if len(listed.help) > 65]


@pytest.mark.parametrize("flag", ["-V", "--version"])
def test_the_version_is_told(flag: str, run: Run) -> None:
    assert f"digest {__version__}\n" == run(flag).out


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["biuld"], "digest: no such command 'biuld'. Did you mean 'build'?; see `digest -h`"),
        (["build", "--sinc"], "digest: no such option: --sinc (Possible options: "),
        (["sources", "remove"], "missing argument 'which'; see `digest sources remove -h`"),
        (["build", "--budget", "abc"], "invalid value for '--budget': 'abc' is no number; see"),
        (["build", "--budget", "-3"], "digest: --budget is -3.0: wanted is a number above 0"),
        (["build", "--theme", "a/b"], "digest: --theme: no name of a theme 'a/b'; it has letters"),
        (["preview", "--port", "1.5"], "'1.5' is no whole number; see `digest preview -h`"),
        (["sources", "add", "x", "--weight", "11"], "'11' is more than 10; see"),
        (["sources", "add", "x", "--weight", "-1"], "'-1' is less than 0; see"),
        (["eject", "foo", "bar"], "'kind': 'foo' is not one of 'prompts', 'templates', 'labels'"),
        (["cache", "clear", "--older-than", "x"], "see `digest cache clear -h`"),
    ],
)
def test_a_misspelt_command_is_one_line(words: list[str], told: str, run: Run) -> None:
    done = run(*words)

    assert 2 == done.code
    assert told in done.err
    assert 1 == len(done.err.splitlines())


def test_a_flag_that_sets_a_key_is_one_of_build() -> None:
    """By its name it is told what is wrong with it."""
    assert set(NAMES.values()) <= flags(ALL["build"])
    assert set(NAMES) <= {str(key) for key in all_keys()}


def test_a_group_without_a_command_shows_its_help(run: Run) -> None:
    done = run("sources")

    assert (2, "") == (done.code, done.out)
    assert "import" in done.err
    assert len(done.err.splitlines()) > 10


# JSON

REPORTING = [words for words, command in ALL.items() if "--json" in flags(command)]
TRIED_ELSEWHERE = {
    "run": "with a mail server",
    "fleet enqueue": "with PostgreSQL",
    "fleet status": "with PostgreSQL",
}


def calls(words: str, edition: Path) -> list[str]:
    """A call of a reporting command that has a result."""
    more = {
        "build": ["a.txt"],
        "check": [str(edition)],
        "explain": [str(edition), "1.1"],
        "stories": ["--why", str(edition)],
        "send": [str(edition), "--dry-run", "copies", "--to", "ada@a.example"],
        "post": [str(edition), "--dry-run", "out", "--to", "json://127.0.0.1"],
        "draft": ["buttondown", str(edition), "--dry-run", "out"],
        "publish": ["site"],
        "correct": [str(edition), "--note", "It was Tuesday."],
        "lint": [str(edition)],
        "doctor": ["--offline"],
        "fleet build": ["press"],
        "fleet send": ["press"],
        "fleet plan": ["press"],
    }
    return [*words.split(), *more.get(words, [])]


@pytest.fixture
def desk(built: Path, run: Run) -> Path:
    Path("digest.toml").write_text('[mail]\nreaders = "readers.csv"\n')
    run("readers", "add", "ada@a.example")
    run("sources", "add", "a.txt", "--no-check")
    Path("a.txt").write_text(STORY)
    Path("press").mkdir()
    Path("press/one.toml").write_text('[[sources]]\naddress = "../a.txt"\n')
    return built


@pytest.mark.parametrize("words", [words for words in REPORTING if words not in TRIED_ELSEWHERE])
def test_a_result_is_one_json_document_on_standard_output(words: str, desk: Path, run: Run) -> None:
    """Whatever is said besides goes to standard error."""
    done = run(*calls(words, desk), "--json", "-v")

    assert "error" not in json.loads(done.out), done.err
    assert 1 == len(done.out.splitlines())


@pytest.mark.parametrize("words", REPORTING)
def test_a_failure_is_json_too(words: str, run: Run) -> None:
    """A program that asked for JSON need not read what people read."""
    done = run(*calls(words, Path("nowhere")), "--json", *no_settings(words))

    assert done.code in (2, 3)
    assert done.code == json.loads(done.out)["error"]["code"]
    assert json.loads(done.out)["error"]["message"] in done.err


def no_settings(words: str) -> list[str]:
    return ["-c", "nowhere.toml"] if "-c" in flags(ALL[words]) else []


def test_a_misspelt_command_is_json_too(run: Run) -> None:
    done = run("build", "--sinc", "7d", "--json")

    assert 2 == json.loads(done.out)["error"]["code"]
    assert "no such option" in done.err


def test_what_steers_a_terminal_is_escaped_in_json_and_not_lost(
    capsys: pytest.CaptureFixture[str],
) -> None:
    evil = {"name": "a\x1b[2J\u202eb\x9b\U000e0041é"}
    console.behave(as_json=True)
    console.report(evil, ())
    console.behave()

    out = capsys.readouterr().out
    assert out.strip().isprintable()
    assert evil == json.loads(out)
    assert "é" in out


# How much is said


def test_quiet_says_nothing_but_faults(run: Run, built: Path) -> None:
    assert ("", "") == (run("check", str(built), "-q").out, run("check", str(built), "-q").err)
    assert "digest: " in run("check", "nowhere", "-q").err


def test_more_is_said_of_what_was_left_out(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a.txt").write_text(STORY)
    for number in range(25):
        (folder / f"{number}.docx").write_text("")

    few, all_of_them = run("build", str(folder)), run("build", str(folder), "--again", "-v")

    assert "and 5 more; -v lists them" in few.err
    assert 25 == all_of_them.err.count("left out: ")


def test_the_file_of_settings_is_named_when_more_is_said(run: Run) -> None:
    Path("digest.toml").write_text("")

    assert "settings: digest.toml" in run("sources", "list", "-v").err
    assert "settings: " not in run("sources", "list").err


def test_very_verbose_shows_where_a_fault_came_from(run: Run) -> None:
    assert "Traceback" in run("check", "nowhere", "-vv").err
    assert "Traceback" not in run("check", "nowhere", "-v").err


# Colours


@pytest.mark.parametrize(
    ("names", "coloured"),
    [
        ({}, False),
        ({"FORCE_COLOR": "1"}, True),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
    ],
)
def test_a_fault_is_coloured_where_that_is_wanted(
    names: dict[str, str], run: Run, monkeypatch: pytest.MonkeyPatch, *, coloured: bool
) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    for name, value in names.items():
        monkeypatch.setenv(name, value)

    err = run("check", "nowhere").err

    assert coloured == err.startswith("\x1b[1;31mdigest:\x1b[0m cannot read")
    assert coloured == ("\x1b" in err)


@pytest.mark.parametrize(("terminal", "coloured"), [("xterm", True), ("dumb", False)])
def test_a_terminal_has_colours(
    terminal: str, monkeypatch: pytest.MonkeyPatch, *, coloured: bool
) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", terminal)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)

    assert coloured == console.is_coloured(sys.stderr)


# Completion


def completed(run: Run, monkeypatch: pytest.MonkeyPatch, *words: str) -> list[str]:
    monkeypatch.setenv("_DIGEST_COMPLETE", "complete_bash")
    monkeypatch.setenv("COMP_WORDS", shlex.join(["digest", *words]))
    monkeypatch.setenv("COMP_CWORD", str(len(words)))
    return run().out.split()


def test_a_shell_completes_commands_and_flags(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert ["build"] == completed(run, monkeypatch, "bu")
    assert ["send", "settings"] == sorted(completed(run, monkeypatch, "se"))
    assert ["check"] == completed(run, monkeypatch, "sources", "ch")
    assert {"--since", "--json"} <= set(completed(run, monkeypatch, "build", "--"))


def test_completing_a_command_imports_none(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """It answers while somebody types."""
    monkeypatch.delitem(sys.modules, "digest.cli.doctor", raising=False)

    completed(run, monkeypatch, "do")

    assert "digest.cli.doctor" not in sys.modules


@pytest.mark.skipif(os.name != "posix", reason="bash")
def test_completion_can_be_installed(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION", "1")

    assert "_DIGEST_COMPLETE=complete_bash" in run("--show-completion", "bash").out
    assert 0 == run("--install-completion", "bash").code
    assert "digest" in (tmp_path / ".bashrc").read_text()
