"""`digest cost`: what the editions of the store have cost."""

from typing import TYPE_CHECKING

import typer

from digest.cli import flags
from digest.cli.command import command
from digest.cli.console import report, say

if TYPE_CHECKING:
    from digest.store.spending import Bill

_COLUMNS = ("month", "model", "editions", "requests", "tokens in", "tokens out", "cost")


def register(app: typer.Typer) -> None:
    command(app, examples=["digest cost", "digest cost --json"], reports=True)(cost)


def cost(config: flags.Config = None) -> None:
    """Sum up what editions have cost, by month (UTC) and model, tries and repairs included."""
    with flags.store(config) as store:
        bills = store.spending.bills()
    report(bills, [_COLUMNS, *map(_row, bills)])
    unpriced = sum(bill.unpriced for bill in bills)
    more = f", and {unpriced:,} requests of unknown price" if unpriced else ""
    say(f"${sum(bill.cost for bill in bills):.4f} in all, an estimate{more}")


def _row(bill: "Bill") -> tuple[str, ...]:
    counts = bill.editions, bill.requests, bill.input_tokens, bill.output_tokens
    return (bill.month, bill.model, *map(str, counts), _dollars(bill))


def _dollars(bill: "Bill") -> str:
    if bill.unpriced == bill.requests:
        return "unknown"
    return f"{'at least ' if bill.unpriced else ''}${bill.cost:.4f}"
