"""The command line: one module for each command, all of them thin."""

import sys
from functools import cache

import typer

from digest.cli.console import say
from digest.errors import DigestError
from digest.version import __version__

INTERRUPTED = 130

app = typer.Typer(
    name="digest",
    help="Turn many articles into one sourced edition in which every sentence is proven.",
    no_args_is_help=True,
    rich_markup_mode=None,  # plain help imports in half the time and reads well in a README
    pretty_exceptions_enable=False,
    add_completion=False,
)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"digest {__version__}")
        raise typer.Exit


@app.callback()
def root(
    *,
    version: bool = typer.Option(
        False,
        "--version",
        callback=_show_version,
        is_eager=True,
        help="Print the version and stop.",
    ),
) -> None:
    del version


@cache
def register() -> None:
    """Give the app its commands, once."""
    from digest.cli import build, check, explain, render, send, setup, sources, stories, trust

    for module in (build, render, check, explain, send, sources, stories, setup, trust):
        module.register(app)


def main() -> None:
    """Run the program; a fault that was foreseen is one line on stderr and its exit code."""
    register()
    try:
        app()
    except DigestError as error:
        say(f"digest: {error}")
        sys.exit(error.exit_code)
    except SystemExit as end:  # typer turns an interruption into this one without a word
        if end.code == INTERRUPTED:
            say("digest: interrupted; what was paid for is kept")
        raise
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
