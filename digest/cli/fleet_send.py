"""`digest fleet send`: what each edition built last, mailed to those who have not got it."""

from typing import TYPE_CHECKING

import typer

from digest.cli import flags, going_out
from digest.cli.bars import progress
from digest.cli.command import command
from digest.cli.console import report, say
from digest.cli.fleet_flags import Folder, Only, loaded
from digest.cli.send import send_last
from digest.errors import DigestError, FleetError

if TYPE_CHECKING:
    from digest.progress import Report
    from digest.settings import Settings
    from digest.store import Store


def add_to(commands: typer.Typer) -> None:
    """Put it in the group."""
    command(
        commands,
        examples=["digest fleet send newsletters", "digest fleet send . --retry-unknown"],
        reports=True,
    )(send)


def send(folder: Folder, only: Only = None, retry_unknown: going_out.RetryUnknown = False) -> None:
    """Mail what each edition built last to those who have not got it; nobody gets it twice.

    For a round whose mails a server did not take.
    """
    found = loaded(folder, only)
    failed = dict(found.broken)
    rows: list[dict[str, object]] = []
    with flags.store_of(found.common) as store, progress() as listener:
        for name, own in sorted(found.editions.items()):
            try:
                row = _sent(name, own, store, listener, retry_unknown=retry_unknown)
            except DigestError as error:
                failed[name] = str(error)
                continue
            rows.append(row)
    for name, why in failed.items():
        say(f"{name}: {why}", always=True)
        rows.append({"edition": name, "why": why})
    report({"editions": rows}, ())
    missed = sum(bool(row.get("missed")) for row in rows)
    if failed or missed:
        raise FleetError(
            f"{len(failed)} of {len(rows)} editions could not be sent; "
            f"{missed} did not reach all their readers"
        )


def _sent(
    name: str, own: "Settings", store: "Store", listener: "Report", *, retry_unknown: bool
) -> dict[str, object]:
    place, outcomes = send_last(own, store, listener, retry_unknown=retry_unknown)
    told = going_out.told(outcomes, name)
    missed = sum(map(going_out.has_failed, told))
    return {"edition": name, "folder": str(place), "recipients": told, "missed": missed}
