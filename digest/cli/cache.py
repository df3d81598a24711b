"""`digest cache`: the answers of models that the store keeps, so that none is paid twice."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated

import typer

from digest.cli import flags, output
from digest.cli.command import command
from digest.cli.console import report, say
from digest.errors import ConfigError

_MOST_DAYS = 36_500

commands = typer.Typer(
    name="cache",
    help="Show, clear or export the answers that were paid for.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


def register(app: typer.Typer) -> None:
    app.add_typer(commands)


@command(commands, examples=["digest cache show"], reports=True)
def show(config: flags.Config = None) -> None:
    """Count the answers and their bytes, by model and day (UTC)."""
    from digest.pipeline.kept_answers import kept_by_day

    with flags.store(config) as store:
        days = kept_by_day(store)
    rows = [
        {
            "model": model,
            "day": day.isoformat(),
            "answers": kept.answers,
            "in_vain": kept.in_vain,
            "bytes": kept.size,
        }
        for (model, day), kept in days.items()
    ]
    report(rows, (tuple(map(str, row.values())) for row in rows))
    answers, size = sum(k.answers for k in days.values()), sum(k.size for k in days.values())
    say(f"{answers:,} answers, {size:,} bytes (model, day, answers, of these in vain, bytes)")


@command(
    commands,
    examples=["digest cache clear --failures", "digest cache clear --older-than 90"],
)
def clear(
    config: flags.Config = None,
    *,
    everything: Annotated[bool, typer.Option("--all", help="Every answer.")] = False,
    older_than: Annotated[
        int | None,
        typer.Option(min=0, max=_MOST_DAYS, metavar="DAYS", help="Those older than that."),
    ] = None,
    failures: Annotated[
        bool, typer.Option("--failures", help="Those that answer nothing: refused, cut, nonsense.")
    ] = False,
) -> None:
    """Drop answers; what they were for is asked and paid again when it is needed."""
    from digest.pipeline.kept_answers import clear_answers

    if everything == (older_than is not None or failures):
        raise ConfigError("say what to drop: --all, or --older-than DAYS, --failures, or both")
    before = None if older_than is None else datetime.now(UTC) - timedelta(days=older_than)
    with flags.store(config) as store:
        dropped = clear_answers(store, before=before, in_vain_alone=failures)
    say(f"dropped {dropped:,} answers")


@command(commands, examples=["digest cache export -o answers.jsonl"])
def export(
    config: flags.Config = None,
    out: Annotated[
        Path, typer.Option("--out", "-o", help="File to write; - is standard output.")
    ] = output.STDOUT,
) -> None:
    """Write every answer as the server sent it, as JSON Lines."""
    from digest.pipeline.kept_answers import exported

    with flags.store(config) as store:
        lines = [json.dumps(answer) + "\n" for answer in exported(store)]
    output.put("".join(lines).encode(), out)
