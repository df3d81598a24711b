"""`digest render`: another view of an edition that is already made; it never calls anybody."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from digest.cli import flags

SHORT: dict[str, Literal["markdown", "html", "text", "eml", "json"]] = {
    "md": "markdown",
    "markdown": "markdown",
    "html": "html",
    "txt": "text",
    "text": "text",
    "eml": "eml",
    "json": "json",
}


def register(app: typer.Typer) -> None:
    app.command()(render)


def render(
    edition: flags.EditionFile,
    form: Annotated[str, typer.Option("--format", "-f", help="md, html, txt, eml or json.")] = "md",
    out: Annotated[Path, typer.Option("--out", "-o", help="A file; - is standard output.")] = Path(
        "-"
    ),
    theme: Annotated[str | None, typer.Option(help="Folder of the templates.")] = None,
    config: flags.Config = None,
) -> None:
    """Show an edition in another form, from its digest.json alone."""
    from digest import pipeline
    from digest.cli.output import put
    from digest.errors import ConfigError
    from digest.store import digest_file

    if form not in SHORT:
        raise ConfigError(f"unknown format {form!r}; choose md, html, txt, eml or json")
    chosen = flags.settings(config, edition={"theme": theme})
    digest = digest_file.load(edition)
    put(pipeline.in_form(digest, SHORT[form], chosen), out)
