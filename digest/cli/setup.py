"""`digest init`, `digest eject`: setting up."""

import shutil
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal

import typer

from digest.cli.command import command
from digest.cli.console import say
from digest.errors import ConfigError, WriteError

STARTER = """\
# What `digest build` reads and makes. Every key is explained by `man digest`;
# DIGEST_EDITION__TITLE and the like override this file, flags override both.
# Secrets stay out of it: OPENAI_API_KEY, DIGEST_SMTP_USER, DIGEST_SMTP_PASSWORD.

[edition]
title = "The Digest"
out = "digests"

# [llm]
# model = "..."                  # unset: a sensible default
# base_url = "http://127.0.0.1:8080/v1"

# [[sources]]                    # or: digest sources add https://...
# address = "https://harbour-courier.example/feed.xml"
# name = "Harbour Courier"
# section = "World"

# [[topics]]
# name = "energy"
# words = ["grid", "power station"]
# section = "Energy"

# [mail]
# host = "smtp.example.org"
# sender = "digest@example.org"
# to = ["editor@example.org"]
"""


class Kind(StrEnum):
    prompts = "prompts"
    templates = "templates"
    labels = "labels"


_LABELS = Kind.labels.value
"""They lie among the templates, and a theme of one's own seldom needs them."""


def register(app: typer.Typer) -> None:
    command(app, examples=["digest init", "digest init newsletters/harbour"])(init)
    command(app, examples=["digest eject templates looks", "digest eject labels looks"])(eject)


def init(
    folder: Annotated[Path, typer.Argument(help="Where digest.toml is written.")] = Path(),
) -> None:
    """Write a digest.toml to start from; an existing one is never touched."""
    file = folder / "digest.toml"
    if file.exists():
        raise ConfigError(f"{str(file)!r} is there already; edit it, or choose another folder")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file.write_text(STARTER, encoding="utf-8")
    except OSError as error:
        raise WriteError.of(file, error) from error
    say(f"wrote {file}; next: digest build ARTICLES..., or digest sources add ADDRESS")


def eject(
    kind: Annotated[Kind, typer.Argument(help="What to copy.")],
    folder: Annotated[Path, typer.Argument(help="A folder that does not hold such files yet.")],
) -> None:
    """Copy the bundled prompts, templates or labels to a folder, to change them there.

    A file that stays as it is can be deleted: what is missing is taken from the program, and
    `{% extends "builtin/..." %}` builds on the bundled one.
    """
    from digest.resources import bundled

    target = folder / _LABELS if kind is Kind.labels else folder
    beside = {_LABELS} if kind is Kind.templates else set()
    if target.exists() and any(entry.name not in beside for entry in target.iterdir()):
        raise ConfigError(f"{str(target)!r} is not empty; choose another folder")
    setting: Literal["prompts", "templates"]
    setting = "prompts" if kind is Kind.prompts else "templates"
    source = bundled(setting)
    try:
        if kind is Kind.labels:
            shutil.copytree(source / _LABELS, target, dirs_exist_ok=True)
        else:
            shutil.copytree(
                source, target, dirs_exist_ok=True, ignore=shutil.ignore_patterns(_LABELS)
            )
    except OSError as error:
        raise WriteError.of(target, error) from error
    say(f"copied to {target}; use them with [paths] {setting} = {str(folder)!r}")
