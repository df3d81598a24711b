"""`digest render`: another view of an edition that is already made; it never calls anybody."""

from pathlib import Path
from typing import Annotated

import typer

from digest.cli import flags
from digest.cli.chosen_edition import named_place
from digest.cli.command import command
from digest.cli.console import say
from digest.cli.output import STDOUT, put
from digest.rendering import choices, form_named

EXAMPLES = (
    "digest render digests/2026-10-20 --format html -o page.html",
    "digest render 12 --format txt                # the edition of that number",
    "digest render digest.json | less",
)


def register(app: typer.Typer) -> None:
    command(app, examples=EXAMPLES)(render)


def render(
    edition: flags.EditionFile,
    form: Annotated[str, typer.Option("--format", "-f", help=f"{choices()}.")] = "md",
    out: Annotated[
        Path, typer.Option("--out", "-o", help="A file; - is standard output.")
    ] = STDOUT,
    theme: Annotated[str | None, typer.Option(help="Name of the theme.")] = None,
    config: flags.Config = None,
) -> None:
    """Show an edition in another form, from its digest.json alone."""
    from digest import pipeline
    from digest.store import digest_file

    wanted = form_named(form)
    chosen = flags.settings(config, theme={"name": theme})
    digest = digest_file.load(named_place(edition, config))
    if missing := pipeline.missing_labels(digest, chosen):
        say(missing)
    put(pipeline.in_form(digest, wanted.name, chosen), out)
