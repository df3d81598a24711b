"""`digest init`, `digest doctor`, `digest eject`: setting up, and finding out what is wrong."""

import shutil
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from digest.cli import flags
from digest.cli.console import say, tell
from digest.errors import ConfigError

if TYPE_CHECKING:
    from digest.settings import Secrets, Settings

STARTER = """\
# What `digest build` reads and makes. Every key is explained in the README;
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


def register(app: typer.Typer) -> None:
    app.command()(init)
    app.command()(doctor)
    app.command()(eject)


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
        raise ConfigError(f"cannot write {str(file)!r}: {error.strerror}") from error
    say(f"wrote {file}; next: digest build ARTICLES..., or digest sources add ADDRESS")


def eject(
    kind: Annotated[Kind, typer.Argument(help="What to copy.")],
    folder: Annotated[Path, typer.Argument(help="A folder that does not hold such files yet.")],
) -> None:
    """Copy the bundled prompts or templates to a folder, to change them there.

    A file that stays as it is can be deleted: what is missing is taken from the program, and
    `{% extends "builtin/..." %}` builds on the bundled one.
    """
    from digest.resources import bundled

    if folder.exists() and any(folder.iterdir()):
        raise ConfigError(f"{str(folder)!r} is not empty; choose another folder")
    try:
        shutil.copytree(bundled(kind.value), folder, dirs_exist_ok=True)
    except OSError as error:
        raise ConfigError(f"cannot write to {str(folder)!r}: {error}") from error
    say(f"copied to {folder}; use them with [paths] {kind.value} = {str(folder)!r}")


def doctor(
    config: flags.Config = None,
    exam: Annotated[
        bool,
        typer.Option("--exam", help="Let the model that judges sit its exam, again if need be."),
    ] = False,
) -> None:
    """Say whether digest can do its work here: settings, key, store, model, exam, mail."""
    chosen = flags.settings(config)
    known = flags.secrets()
    store = flags.store_place(chosen)
    rows = [
        ("python", sys.version.split()[0]),
        ("settings", "read without a fault"),
        ("trust", _trusted_files()),
        ("sources", f"{len(chosen.sources)} in the configuration"),
        ("store", _store_health(store)),
        ("model", _model_health(chosen, known)),
        *(("exam", line) for line in _exam_marks(chosen, known, store, again=exam)),
        ("mail", _mail_health(chosen.mail.host, chosen.mail.sender, known.smtp_user)),
    ]
    for name, finding in rows:
        tell(f"{name:<9} {finding}")


def _trusted_files() -> str:
    from digest.settings.trusted import Trusted

    return ", ".join(sorted(Trusted.of_user().files())) or "no file is trusted to send or to read"


def _store_health(place: Path | str) -> str:
    from digest.store import open_store

    with open_store(place) as store:
        return f"{store.place}, {store.size():,} bytes"


def _model_health(chosen: "Settings", known: "Secrets") -> str:
    from digest.llm.urls import shown
    from digest.pipeline import from_settings

    client = from_settings.model_client(chosen, known)
    if client is None:
        return "none: OPENAI_API_KEY is not set, so stories are told by extraction"
    key = "with a key" if known.api_key else "without a key"
    return f"{client.model} at {shown(client.base_url)}, {key}"


def _exam_marks(
    chosen: "Settings", known: "Secrets", place: Path | str, *, again: bool
) -> list[str]:
    """How the judge did in each language; without `again` only what is stored is looked at."""
    from digest import pipeline
    from digest.store import open_store

    with open_store(place) as store:
        marks = pipeline.exam_marks(chosen, known, store, again=again)
    return [str(one) for one in marks] or ["nobody to examine: no model is set up"]


def _mail_health(host: str | None, sender: str | None, user: str | None) -> str:
    if not host or not sender:
        return "not set up: [mail] host and sender are needed by digest send"
    login = f"log in as {user}" if user else "without a login (DIGEST_SMTP_USER is not set)"
    return f"{sender} through {host}, {login}"
