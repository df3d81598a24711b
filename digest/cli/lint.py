"""`digest lint`: what is wrong with an edition's page and its mail; the exit code tells."""

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from digest.cli import flags
from digest.cli.chosen_edition import place_of
from digest.cli.console import say, tell
from digest.errors import LintError

if TYPE_CHECKING:
    from digest.rendering.lint import Finding, Report


def register(app: typer.Typer) -> None:
    app.command()(lint)


def lint(
    edition: flags.AnyEdition = None,
    theme: Annotated[str | None, typer.Option(help="Folder of the templates.")] = None,
    ignore: Annotated[
        list[str] | None, typer.Option(metavar="RULE", help="A rule to pass over, by its name.")
    ] = None,
    everything: Annotated[
        bool,
        typer.Option("--all", help="Also what some mail program lacks and has a fallback for."),
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
    config: flags.Config = None,
    quiet: flags.Quiet = False,
) -> None:
    """Look at a page and a mail as readers and their mail programs will."""
    from digest import pipeline
    from digest.store import digest_file, open_store

    chosen = flags.settings(config, edition={"theme": theme})
    with open_store(flags.store_place(chosen)) as store:
        place = place_of(edition, chosen, store)
    _, report = pipeline.examined(digest_file.load(place), chosen)
    passed_over = set(ignore or ())
    faults = [fault for fault in report.faults if fault.rule not in passed_over]
    if as_json:
        tell(_in_json(report, faults))
    else:
        for finding in report.findings if everything else faults:
            if finding.rule not in passed_over:
                _show(finding)
    if faults:
        raise LintError(f"{len(faults)} faults in the page and the mail of {str(place)!r}")
    say(f"no fault in the page and the mail of {place}", quiet=quiet)


def _show(finding: "Finding") -> None:
    """`mail  css-gap  …`: one line, and one for each of the first places."""
    lacking = f"; not in {', '.join(finding.clients)}" if finding.clients else ""
    instead = f"; instead: {finding.fallback}" if finding.fallback else ""
    times = f" ({finding.count} times)" if finding.count > 1 else ""
    tell(finding.place, finding.rule, f"{finding.what}{times}{lacking}{instead}")
    if not finding.fallback:
        for where in finding.where:
            tell("", "", where)


def _in_json(report: "Report", faults: "list[Finding]") -> str:
    known = [asdict(finding) for finding in report.findings if finding.fallback]
    told = {"faults": [asdict(fault) for fault in faults], "fallbacks": known}
    return json.dumps(told | {"sizes": dict(report.sizes)}, ensure_ascii=False)
