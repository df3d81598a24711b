"""`digest lint`: what is wrong with an edition's page and its mail; the exit code tells."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from digest.cli import flags
from digest.cli.chosen_edition import place_of
from digest.cli.command import command
from digest.cli.console import report, say
from digest.errors import LintError

if TYPE_CHECKING:
    from digest.rendering.lint import Finding


def register(app: typer.Typer) -> None:
    command(app, examples=["digest lint", "digest lint digests/2026-10-20 --all"], reports=True)(
        lint
    )


def lint(
    edition: flags.AnyEdition = None,
    theme: Annotated[str | None, typer.Option(help="Name of the theme.")] = None,
    ignore: Annotated[
        list[str] | None, typer.Option(metavar="RULE", help="A rule to pass over, by its name.")
    ] = None,
    everything: Annotated[
        bool,
        typer.Option("--all", help="Also what some mail program lacks and has a fallback for."),
    ] = False,
    config: flags.Config = None,
) -> None:
    """Look at a page and a mail as readers and their mail programs will."""
    from digest import pipeline
    from digest.store import digest_file

    chosen = flags.settings(config, theme={"name": theme})
    with flags.store_of(chosen) as store:
        place = place_of(edition, chosen, store)
    _, looked = pipeline.examined(digest_file.load(place), chosen)
    passed_over = set(ignore or ())
    faults = [fault for fault in looked.faults if fault.rule not in passed_over]
    shown = [f for f in (looked.findings if everything else faults) if f.rule not in passed_over]
    fallbacks = [finding for finding in looked.findings if finding.fallback]
    report(
        {"faults": faults, "fallbacks": fallbacks, "sizes": looked.sizes},
        (line for finding in shown for line in _lines(finding)),
    )
    if faults:
        raise LintError(f"{len(faults)} faults in the page and the mail of {str(place)!r}")
    say(f"no fault in the page and the mail of {place}")


def _lines(finding: "Finding") -> Iterator[tuple[str, ...]]:
    """`mail  css-gap  …`: one line, and one for each of the first places."""
    lacking = f"; not in {', '.join(finding.clients)}" if finding.clients else ""
    instead = f"; instead: {finding.fallback}" if finding.fallback else ""
    times = f" ({finding.count} times)" if finding.count > 1 else ""
    yield finding.place, finding.rule, f"{finding.what}{times}{lacking}{instead}"
    if not finding.fallback:
        yield from (("", "", where) for where in finding.where)
