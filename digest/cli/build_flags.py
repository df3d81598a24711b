"""What can be said to `digest build`."""

from pathlib import Path
from typing import Annotated

import typer

Articles = Annotated[
    list[str] | None,
    typer.Argument(
        help="Files, folders, addresses, - for standard input; none: the configured sources."
    ),
]
Out = Annotated[
    Path | None,
    typer.Option("--out", "-o", help="Folder for editions; - writes the Markdown to stdout."),
]
Since = Annotated[
    str | None,
    typer.Option(
        help="Window for feeds: 24h, 7d, today, yesterday, 2026-10-20, all, or last: what no "
        "edition has read.",
        show_default="last",
    ),
]
Again = Annotated[
    bool,
    typer.Option("--again", help="Read also what an earlier edition has read, news or not."),
]
DryRun = Annotated[
    bool, typer.Option("--dry-run", help="Say what would be asked and paid; call nothing.")
]
Explain = Annotated[
    bool, typer.Option("--explain", help="Say which articles joined each story, and why.")
]
Budget = Annotated[float | None, typer.Option(help="Most US dollars that the model may cost.")]
RequireModel = Annotated[
    bool, typer.Option("--require-model", help="Write nothing where a story is told without it.")
]
LogJson = Annotated[
    Path | None, typer.Option(help="File to which each request is added, a JSON line each.")
]
NoModel = Annotated[
    bool, typer.Option("--no-model", help="Tell every story by extraction; ask nobody.")
]
AskAgain = Annotated[
    bool,
    typer.Option("--ask-again", help="Ask once more for what a model answered in vain before."),
]
Title = Annotated[str | None, typer.Option(help="Title of the edition.")]
Model = Annotated[str | None, typer.Option(help="Model that writes.")]
Theme = Annotated[str | None, typer.Option(help="Name of the theme.")]
Batch = Annotated[
    bool, typer.Option("--batch", help="Have it written within a day, for half the price.")
]
Resume = Annotated[
    bool, typer.Option("--resume", help="Make the edition that waits for a batch; read nothing.")
]
