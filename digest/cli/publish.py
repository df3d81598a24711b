"""`digest publish`: all editions of the output folder as a site that needs no server."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from digest.cli import flags
from digest.cli.command import command
from digest.cli.console import report, say
from digest.errors import ProofError


def register(app: typer.Typer) -> None:
    command(app, examples=["digest publish site/"], reports=True)(publish)


def publish(
    folder: Annotated[Path, typer.Argument(help="Where the site is written, and added to later.")],
    anyway: Annotated[
        bool, typer.Option("--anyway", help="Also editions with texts that are not proven.")
    ] = False,
    config: flags.Config = None,
) -> None:
    """Write all editions as a site: pages, threads, search and feeds."""
    from digest.pipeline import archiving
    from digest.rendering.wording import counted

    chosen = flags.settings(config)
    done = archiving.archive(folder, chosen, anyway=anyway)
    report({"folder": folder, **asdict(done)}, ())
    say(
        f"published {counted(done.editions, 'edition')} to {folder}: "
        f"{counted(done.written, 'file')} written, {done.unchanged} as they were; "
        f"open {folder / 'index.html'}",
    )
    if not done.has_feeds:
        say(
            "no feeds: they need the address of the site; set [edition] web_url, such as "
            "https://news.example.org/{date}-{number}/",
        )
    for line in done.left_out:
        say(f"left out: {line}")
    if done.unproven:
        raise ProofError(
            f"{', '.join(done.unproven)}: left out, as texts of them are not proven: "
            "`digest check` names them, and --anyway publishes them"
        )
