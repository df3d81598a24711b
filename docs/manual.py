"""The manual page of the program, made of its commands, settings and exit codes."""

import re
from collections.abc import Iterator
from typing import Any

import typer
from typer.core import TyperGroup

from digest import settings
from digest.cli import COMMANDS, app
from digest.errors import EXIT_CODES

VARIABLES = (
    ("OPENAI_API_KEY", "The key of the model."),
    ("OPENAI_BASE_URL", "Another endpoint, where [llm] base_url names none."),
    ("DIGEST_JUDGE_API_KEY", "The key for [check] judge_base_url."),
    ("DIGEST_SMTP_USER, DIGEST_SMTP_PASSWORD", "The login at the mail server."),
    ("BUTTONDOWN_API_KEY, GHOST_ADMIN_API_KEY", "What digest draft is let in with."),
    ("DIGEST_TRUST", "Folders whose digest.toml is trusted, as in PATH."),
    ("DIGEST_SECTION__KEY", "Any setting; lists with commas or as JSON."),
    ("NO_COLOR, FORCE_COLOR", "Whether faults are coloured."),
)
FILES = (
    ("digest.toml", "Settings, in the working folder or one above it."),
    ("~/.config/digest/digest.toml", "Settings for all folders (on Linux)."),
    ("~/.local/state/digest/digest.sqlite", "What is remembered between runs (on Linux)."),
)


def commands() -> Iterator[tuple[str, Any]]:
    """Every command with the words that call it, groups before their own."""
    root: Any = typer.main.get_command(app)
    for name in COMMANDS:
        root.load(name)
        found = root.commands[name]
        yield name, found
        if isinstance(found, TyperGroup):
            yield from ((f"{name} {word}", inner) for word, inner in found.commands.items())


def page() -> str:
    """The page in the language of man, for section 1."""
    root: Any = typer.main.get_command(app)
    lines = [
        '.TH DIGEST 1 "" "digest" "User Commands"',
        ".SH NAME",
        r"digest \- " + _text(root.help),
        ".SH SYNOPSIS",
        ".B digest",
        "[options] command [arguments]",
        ".SH DESCRIPTION",
        "Results go to standard output, and all talk to standard error.",
        ".SH COMMANDS",
        *(line for words, command in commands() for line in _command(words, command, root)),
        ".SH SETTINGS",
        *(
            line
            for key, default, what in settings.described()
            for line in _term(key, f"{what} ({default})")
        ),
        ".SH ENVIRONMENT",
        *(line for name, what in VARIABLES for line in _term(name, what)),
        ".SH FILES",
        *(line for name, what in FILES for line in _term(name, what)),
        ".SH EXIT STATUS",
        *(line for code, what in EXIT_CODES.items() for line in _term(str(code), what)),
    ]
    return "\n".join(lines) + "\n"


def _command(words: str, command: Any, root: Any) -> Iterator[str]:  # noqa: ANN401 - of click, which typer has within
    above = root.make_context("digest", [], resilient_parsing=True)
    context = typer.Context(command, info_name=words, parent=above)
    yield f".SS digest {words}"
    usage = " ".join(command.collect_usage_pieces(context))
    yield rf".B digest {_text(words)}"
    yield _text(usage)
    for paragraph in re.split(r"\n\s*\n", command.help or ""):
        yield ".PP"
        yield _text(paragraph)
    for parameter in command.get_params(context):
        record = parameter.get_help_record(context)
        if record is not None:
            yield from _term(*record)
    yield from _examples(command.epilog)


def _examples(epilog: str | None) -> Iterator[str]:
    lines = (epilog or "").splitlines()[2:]
    if lines:
        yield from (".PP", ".nf", *(f"    {_text(line.strip())}" for line in lines), ".fi")


def _term(name: str, meaning: str) -> Iterator[str]:
    yield from (".TP", rf"\fB{_text(name)}\fR", _text(meaning) or "\\&")


def _text(words: str) -> str:
    """On one line, with what man would read as a command or a dash written as it is."""
    line = " ".join(words.replace("\\", r"\e").replace("-", r"\-").split())
    return rf"\&{line}" if line.startswith((".", "'")) else line
