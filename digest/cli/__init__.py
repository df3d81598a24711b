"""The command line: one module for each command, all of them thin."""

import functools
import io
import sys

import typer
from typer.exceptions import TyperException

from digest.cli.console import say, tell
from digest.cli.signals import INTERRUPTED, TERMINATED, Terminated, heeded
from digest.errors import DigestError
from digest.version import __version__

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
        tell(f"digest {__version__}")
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


@functools.cache
def register() -> None:
    """Give the app its commands, once."""
    from digest.cli import (
        build,
        cache,
        check,
        cost,
        doctor,
        explain,
        lint,
        preview,
        publish,
        readership,
        render,
        send,
        setup,
        sources,
        stories,
        trust,
    )

    for module in (
        build,
        render,
        preview,
        lint,
        check,
        cost,
        explain,
        send,
        publish,
        readership,
        sources,
        stories,
        cache,
        setup,
        doctor,
        trust,
    ):
        module.register(app)


def main() -> None:
    """Run the program; a fault that was foreseen is one line on stderr and its exit code."""
    register()
    try:
        with heeded():
            code = app(standalone_mode=False)  # which would print faults with names in them as is
    except DigestError as error:
        say(f"digest: {error}")
        code = error.exit_code
    except typer.Abort:
        say("digest: stopped without an answer")
        code = 1
    except TyperException as error:
        code = _show(error)
    except BrokenPipeError:
        sys.stderr.close()
        code = 0
    except Terminated:
        say("digest: terminated; what was paid for is kept")
        code = TERMINATED
    if code == INTERRUPTED:  # typer gives this for it without a word
        say("digest: interrupted; what was paid for is kept")
    sys.exit(code)


def _show(fault: TyperException) -> int:
    """A command that cannot be understood, line by line; it may name hostile files."""
    shown = io.StringIO()
    fault.show(shown)  # type: ignore[attr-defined]  # of click, which typer has within
    for line in shown.getvalue().splitlines():
        say(line)
    return fault.exit_code
