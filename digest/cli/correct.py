"""`digest correct`: an edition that readers had is put right and issued again."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from digest.cli import flags
from digest.cli.check import problem_lines
from digest.cli.chosen_edition import place_of
from digest.cli.command import command
from digest.cli.console import report, say
from digest.errors import ConfigError, ProofError

if TYPE_CHECKING:
    from pathlib import Path

    from digest.model import Digest
    from digest.proof import Judge
    from digest.settings import Settings
    from digest.store import Store

EXAMPLES = (
    "digest correct 12                            # after you edited its digest.json",
    'digest correct digests/2026-10-20 --note "The bridge is in Aske, not in Lind."',
)


def register(app: typer.Typer) -> None:
    command(app, examples=EXAMPLES, reports=True)(correct)


def correct(
    edition: flags.AnyEdition = None,
    note: Annotated[
        str | None,
        typer.Option(help="What was wrong, for readers; else the sentences that differ."),
    ] = None,
    judge: Annotated[
        bool, typer.Option("--judge", help="Have a model read what is no copy of a source.")
    ] = False,
    config: flags.Config = None,
) -> None:
    """Issue an edition again, with a dated note on what was put right."""
    from digest.pipeline import correcting
    from digest.store import digest_file

    chosen = flags.settings(config)
    now = datetime.now(UTC)
    with flags.store_of(chosen) as store:
        place = place_of(edition, chosen, store)
        _refuse_a_copy(place)
        digest = digest_file.load(place)
        told = note or correcting.noted(place, digest, chosen, store)
        asked = _judge(chosen, store, now) if judge else None
        corrected = correcting.corrected(digest, told, now, asked)
        _refuse_unproven(place, corrected, asked)
        faults = correcting.issue_again(place, corrected, chosen, store)
    issue, last = corrected.edition, corrected.corrections[-1]
    facts = {"edition": place, "number": issue.number, "at": last.at, "correction": last.text}
    report(facts, [f"No. {issue.number}, corrected: {last.text}"])
    for fault in faults:
        say(fault)
    say(
        f"wrote {place} again; `digest send {place}` mails it once to each reader, also to those "
        "who had the first, and the next edition tells of it"
    )


def _refuse_a_copy(place: "Path") -> None:
    """Raises ConfigError for a file with no edition's files beside it."""
    from digest.store import digest_file

    if place.is_file() and place.name != digest_file.EDITION_FILE:
        raise ConfigError(f"{str(place)!r} is not the {digest_file.EDITION_FILE} of an edition")


def _judge(chosen: "Settings", store: "Store", now: datetime) -> "Judge":
    from digest import pipeline, proof

    return proof.asked_once(pipeline.judge_for(chosen, flags.secrets(), store, now))


def _refuse_unproven(place: "Path", digest: "Digest", judge: "Judge | None") -> None:
    """Raises ProofError, and nothing was written, where a text is not proven."""
    from digest import proof

    found = proof.reprove(digest, judge=judge)
    if found.problems:
        lines = [line for problem in found.problems for line in problem_lines(problem, digest)]
        report({"edition": place, "problems": found.problems}, lines)
        raise ProofError(
            f"{len(found.problems)} of {found.checked} texts of {str(place)!r} are not proven, "
            "so it was not issued again"
        )
