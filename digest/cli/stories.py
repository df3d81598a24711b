"""`digest stories`: the history of a thread, over all editions."""

from typing import Annotated

import typer

from digest.cli import options
from digest.errors import ConfigError


def register(app: typer.Typer) -> None:
    app.command()(stories)


def stories(
    thread: Annotated[str, typer.Argument(help="A thread's id, as digest.json gives it.")],
    config: options.Config = None,
) -> None:
    """Show how a story went on from edition to edition."""
    from digest.store import open_store

    with open_store(options.store_path(options.settings(config))) as store:
        history = store.editions.thread(thread)
    if not history:
        raise ConfigError(f"no edition has told a thread {thread!r}")
    for told in history:
        typer.echo(f"{told.date} no. {told.edition}: {told.headline}")
        for point in told.points:
            typer.echo(f"    {point}")
