"""`digest explain`: one sentence of an edition beside its evidence, and what each check found."""

import re
from typing import TYPE_CHECKING, Annotated

import typer

from digest.cli import options
from digest.cli.console import plain
from digest.errors import ConfigError

if TYPE_CHECKING:
    from digest.model import Digest
    from digest.summaries.check import Verdict

POINT = re.compile(r"(?:(?P<lead>lead)|(?P<story>\d{1,4}))\.(?P<kind>[mp]?)(?P<number>\d{1,4})")


def register(app: typer.Typer) -> None:
    app.command()(explain)


def explain(
    edition: options.EditionFile,
    point: Annotated[
        str, typer.Argument(help="STORY.POINT, such as 1.2; lead.1; 1.m2 for a timeline entry.")
    ],
) -> None:
    """Show a sentence beside the sentences it cites, with what each check finds."""
    from digest import proof
    from digest.store import digest_file

    digest = digest_file.load(edition)
    place = _place(point)
    for name, verdict in proof.verdicts(digest):
        if name == place:
            for line in _told(place, verdict, digest):
                typer.echo(plain(line))
            return
    raise ConfigError(f"the edition has no {place}")


def _place(point: str) -> str:
    found = POINT.fullmatch(point)
    if found is None:
        raise ConfigError(f"{point!r} names no sentence; use STORY.POINT such as 1.2, or lead.1")
    home = "lead" if found["lead"] else f"story {found['story']}"
    return f"{home}, {'moment' if found['kind'] == 'm' else 'point'} {found['number']}"


def _told(place: str, verdict: "Verdict", digest: "Digest") -> list[str]:
    lines = [f"{place}: {'proven' if not verdict.faults else 'NOT proven'}", "", verdict.text, ""]
    known = {article.id: article for article in digest.articles}
    for article_id, number in verdict.citations:
        article = known[article_id]
        day = f", {article.published:%d %B %Y}" if article.published else ""
        lines += [f"{article.source}{day}, sentence {number + 1}: {article.url or article.title}"]
        lines += [f"    {article.sentence(number)}"]
    lines += [
        "",
        *(f"{f.check:<12} {'ok' if f.ok else 'FAULT':<6} {f.note}" for f in verdict.findings),
    ]
    return lines
