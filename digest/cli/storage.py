"""`digest store`: how much is remembered, and what of it is dropped when it is old."""

from datetime import UTC, datetime, timedelta
from typing import Annotated

import typer

from digest.cli import flags
from digest.cli.command import command
from digest.cli.console import report, say

_MOST_DAYS = 36_500

commands = typer.Typer(
    name="store",
    help="Show how large the store is, or drop what is old.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


def register(app: typer.Typer) -> None:
    app.add_typer(commands)


@command(commands, examples=["digest store size", "digest store size --json"], reports=True)
def size(config: flags.Config = None) -> None:
    """Count the records and bytes of each kind (in a file: without what its indexes take)."""
    with flags.store(config) as store:
        kinds, total, where = store.holdings(), store.size(), store.place
    rows = [{"kind": one.kind, "rows": one.rows, "bytes": one.bytes} for one in kinds]
    report({"kinds": rows, "bytes": total}, (tuple(map(str, row.values())) for row in rows))
    say(f"{where}: {total:,} bytes in all, with indexes and free room (kind, rows, bytes)")


@command(
    commands,
    examples=["digest store prune", "digest store prune --older-than 30 --dry-run"],
    reports=True,
)
def prune(
    config: flags.Config = None,
    *,
    older_than: Annotated[
        int | None,
        typer.Option(
            min=1, max=_MOST_DAYS, metavar="DAYS", help="Instead of the days in [store] keep."
        ),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only count it.")] = False,
) -> None:
    """Drop what is old and can be had again: answers, articles, rounds; a file gets smaller.

    Editions, deliveries, subscriptions, corrections and spending stay. A question whose answer is
    dropped is paid again if it is asked again.
    """
    chosen = flags.settings(config)
    days = older_than or chosen.store.keep
    before = datetime.now(UTC) - timedelta(days=days)
    with flags.store(config) as store:
        was = store.size()
        dropped = store.old(before) if dry_run else store.prune(before)
        if not dry_run:
            store.compact()
        freed, where = was - store.size(), store.place
    report(dropped, ((kind, str(rows)) for kind, rows in dropped.items()))
    done = "would be dropped" if dry_run else f"dropped, {max(freed, 0):,} bytes given back"
    say(f"{where}: {sum(dropped.values()):,} records older than {days} days {done}")
