"""`digest check`: prove every sentence of an edition again; the exit code tells."""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from digest.cli import options
from digest.cli.console import plain, say
from digest.errors import ProofError

if TYPE_CHECKING:
    from digest.model import Article, Digest
    from digest.proof import Problem


def register(app: typer.Typer) -> None:
    app.command()(check)


def check(
    edition: options.EditionFile,
    articles: Annotated[
        Path | None,
        typer.Option(help="Folder of the original articles, to compare the stored texts with."),
    ] = None,
    cite: Annotated[
        bool,
        typer.Option(
            "--cite", help="Find new evidence for edited sentences and write the file again."
        ),
    ] = False,
    quiet: options.Quiet = False,
) -> None:
    """Prove every sentence of an edition again, also of one that a person has edited."""
    from digest import proof
    from digest.store import digest_file

    digest = digest_file.load(edition)
    if cite:
        digest = proof.cite_again(digest)
        file = edition / "digest.json" if edition.is_dir() else edition
        file.write_text(digest_file.dump(digest), encoding="utf-8")
    result = proof.reprove(digest, _originals(articles) if articles else None)
    for problem in result.problems:
        for line in _lines(problem, digest):
            typer.echo(line)
    if result.problems:
        raise ProofError(
            f"{len(result.problems)} of {result.checked} texts of {str(edition)!r} are not proven"
        )
    say(f"all {result.checked} texts of {edition} are proven", quiet=quiet)


def _originals(folder: Path) -> "Mapping[str, Article]":
    from digest import pipeline

    return pipeline.originals(folder, datetime.now(UTC))


def _lines(problem: "Problem", digest: "Digest") -> list[str]:
    lines = [f"{problem.place}: {problem.text}"]
    lines += [f"    {fault}" for fault in problem.faults]
    known = {article.id: article for article in digest.articles}
    for article_id, number in problem.citations:
        article = known.get(article_id)
        if article is not None and 0 <= number < len(article.sentences):
            lines.append(f"    {article.source} says: {article.sentence(number)}")
    return [plain(line) for line in lines]
