"""`digest cost`: what the editions of the store have cost."""

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from digest.cli import flags
from digest.cli.console import say, tell

if TYPE_CHECKING:
    from digest.store.spending import Bill


def register(app: typer.Typer) -> None:
    app.command()(cost)


def cost(
    config: flags.Config = None,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON, for programs.")] = False,
) -> None:
    """Sum up what editions have cost, by month (UTC) and model, tries and repairs included."""
    with flags.store(config) as store:
        bills = store.spending.bills()
    if as_json:
        tell(json.dumps([asdict(bill) for bill in bills]))
        return
    tell("month", "model", "editions", "requests", "tokens in", "tokens out", "cost")
    for bill in bills:
        counts = bill.editions, bill.requests, bill.input_tokens, bill.output_tokens
        tell(bill.month, bill.model, *map(str, counts), _dollars(bill))
    unpriced = sum(bill.unpriced for bill in bills)
    more = f", and {unpriced:,} requests of unknown price" if unpriced else ""
    say(f"${sum(bill.cost for bill in bills):.4f} in all, an estimate{more}")


def _dollars(bill: "Bill") -> str:
    if bill.unpriced == bill.requests:
        return "unknown"
    return f"{'at least ' if bill.unpriced else ''}${bill.cost:.4f}"
