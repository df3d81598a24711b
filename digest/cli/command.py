"""How a command is made: each has -q and -v and examples, and --json where it reports.

These flags are the same everywhere, so that no command handles them: they say how `console` talks.
"""

import functools
import inspect
from collections.abc import Callable, Sequence
from typing import Annotated, Any

import typer

from digest.cli import console

Function = Callable[..., None]

_QUIET = Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but errors.")]
_VERBOSE = Annotated[
    int,
    typer.Option(
        "--verbose",
        "-v",
        count=True,
        metavar="",
        show_default=False,
        help="Say more; -vv: each request.",
    ),
]
_JSON = Annotated[bool, typer.Option("--json", help="Give the result as JSON, for programs.")]


def command(
    home: typer.Typer, name: str | None = None, *, examples: Sequence[str], reports: bool = False
) -> Callable[[Function], Function]:
    """Put a function among the commands of an app.

    `examples` are whole lines for a shell; `reports`: it gives its result by `console.report`.
    """

    def register(function: Function) -> Function:
        @functools.wraps(function)
        def run(*, quiet: bool, verbose: int, as_json: bool = False, **given: Any) -> None:  # noqa: ANN401
            console.behave(quiet=quiet, verbosity=verbose, as_json=as_json)
            function(**given)

        run.__signature__ = _with_flags(function, reports=reports)  # type: ignore[attr-defined]
        home.command(name, epilog=_shown(examples))(run)
        return function

    return register


def _with_flags(function: Function, *, reports: bool) -> inspect.Signature:
    """What typer is to believe of the function."""
    signature = inspect.signature(function)
    flags = {"quiet": (_QUIET, False), "verbose": (_VERBOSE, 0)}
    if reports:
        flags["as_json"] = (_JSON, False)
    added = [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=kind)
        for name, (kind, default) in flags.items()
    ]
    return signature.replace(parameters=[*signature.parameters.values(), *added])


def _shown(examples: Sequence[str]) -> str:
    """A paragraph that is not wrapped."""
    return "\n".join(
        ["\b", "Examples:" if len(examples) > 1 else "Example:", *(f"  {e}" for e in examples)]
    )
