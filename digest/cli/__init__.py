"""The command line: one module for each command, all of them thin."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup
from typer.exceptions import TyperException

from digest.cli import console
from digest.cli.misspelt import told
from digest.cli.signals import Terminated, heeded, leave
from digest.errors import INTERRUPTED, TERMINATED, DigestError, NothingNewError
from digest.version import __version__


@dataclass(frozen=True, slots=True)
class Listed:
    """A command as `digest --help` lists it."""

    module: str
    """Of this package; it is imported when the command is called."""
    help: str
    """One line."""


COMMANDS: Mapping[str, Listed] = {
    "build": Listed("build", "Make an edition of articles."),
    "render": Listed("render", "Show an edition in another form."),
    "preview": Listed("preview", "Show an edition in the browser as its templates change."),
    "open": Listed("preview", "Open an edition's page in the browser."),
    "lint": Listed("lint", "Look at a page and a mail as readers' programs will."),
    "check": Listed("check", "Prove every sentence of an edition again."),
    "correct": Listed("correct", "Put right an edition that readers had, and issue it again."),
    "explain": Listed("explain", "Show a sentence beside its evidence."),
    "send": Listed("send", "Mail an edition; nobody gets it twice."),
    "run": Listed("morning", "Build, send and post, one at a time: what a timer calls."),
    "schedule": Listed("schedule", "Print what calls `digest run` each day."),
    "post": Listed("post", "Post an edition to chats; none gets it twice."),
    "draft": Listed("post", "Make a draft of an edition at Buttondown or Ghost."),
    "publish": Listed("publish", "Write all editions as a site: pages, search and feeds."),
    "readers": Listed("readership", "Keep the list of who gets the editions."),
    "fleet": Listed("fleet", "Make many editions of one reading."),
    "sources": Listed("sources", "Keep the list of places that are read."),
    "stories": Listed("stories", "Show how a story went on, or why its articles are together."),
    "cost": Listed("cost", "Sum up what editions have cost."),
    "cache": Listed("cache", "Show, clear or export the answers that were paid for."),
    "store": Listed("storage", "Show how large the store is, or drop what is old."),
    "init": Listed("setup", "Write a digest.toml to start from."),
    "eject": Listed("setup", "Copy the prompts or templates, to change them."),
    "settings": Listed("shown_settings", "Show each setting, its value and where it came from."),
    "doctor": Listed("doctor", "Say whether digest can do its work here."),
    "trust": Listed("trust", "Let a folder's digest.toml send, read and write."),
    "untrust": Listed("trust", "Take that back."),
}
"""All of them, in the order of the help: that of a morning, then what is needed now and then."""


class _Commands(TyperGroup):
    """The commands, each imported when it is called: help and completion answer at once."""

    def __init__(self, **settings: Any) -> None:  # noqa: ANN401 - typer's own
        super().__init__(**settings)
        for name, listed in COMMANDS.items():
            self.add_command(TyperCommand(name, help=listed.help), name)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:  # noqa: ANN401
        """As typer does, with the command in the place of what listed it."""
        self.load(args[0])
        return super().resolve_command(ctx, args)

    def load(self, name: str) -> None:
        """Import a command; one that does not exist is typer's to tell."""
        if name in COMMANDS:
            part = typer.Typer(rich_markup_mode=None)
            import_module(f"digest.cli.{COMMANDS[name].module}").register(part)
            self.commands.update(typer.main.get_group(part).commands)


app = typer.Typer(
    name="digest",
    cls=_Commands,
    help="Turn many articles into one sourced edition in which every sentence is proven.",
    epilog="Each command has its own help: digest build -h.",
    no_args_is_help=True,
    rich_markup_mode=None,  # plain help imports in half the time and reads well in a page
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _show_version(wanted: bool) -> None:
    if wanted:
        console.tell(f"digest {__version__}")
        raise typer.Exit


@app.callback()
def root(
    *,
    version: Annotated[
        bool,
        typer.Option(
            "--version",
            "-V",
            callback=_show_version,
            is_eager=True,
            help="Print the version and stop.",
        ),
    ] = False,
) -> None:
    del version


def main() -> None:
    """Run the program; a fault that was foreseen is one line on stderr and its exit code."""
    console.behave(as_json="--json" in sys.argv)  # for what is wrong with the command itself
    try:
        with heeded():
            code = app(prog_name="digest", standalone_mode=False)  # faults are for us to print
    except DigestError as error:
        code = _failed(error)
    except typer.Abort:
        code = 1
        console.fail("stopped without an answer", code)
    except TyperException as error:
        code = _misspelt(error)
    except BrokenPipeError:
        sys.stderr.close()
        code = 0
    except Terminated:
        code = TERMINATED
        console.fail("terminated; what was paid for is kept", code)
    if code == INTERRUPTED:  # typer gives this for it without a word
        console.fail("interrupted; what was paid for is kept", code)
    if code in (INTERRUPTED, TERMINATED):
        leave(code)
    sys.exit(code)


def _failed(error: DigestError) -> int:
    is_fault = not (isinstance(error, NothingNewError) and error.is_calm)
    if is_fault or console.gives_json() or not console.is_quiet():
        console.fail(str(error), error.exit_code, error.lines)
    if console.wants(2):
        import traceback

        for line in "".join(traceback.format_exception(error)).splitlines():
            console.say(line)
    return error.exit_code


def _misspelt(fault: TyperException) -> int:
    """A command that cannot be understood, in one line; it may name hostile files."""
    said = told(fault)
    if said.startswith("Usage:"):  # the help of a group without a command
        for line in said.splitlines():
            console.say(line)
        return fault.exit_code
    where = getattr(getattr(fault, "ctx", None), "command_path", "digest")
    one_line = " ".join(said.split()).rstrip(".")
    console.fail(f"{one_line[:1].lower()}{one_line[1:]}; see `{where} -h`", fault.exit_code)
    return fault.exit_code
