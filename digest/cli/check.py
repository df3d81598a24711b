"""`digest check`: prove every sentence of an edition again; the exit code tells."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from digest.cli import flags
from digest.cli.chosen_edition import named_place
from digest.cli.command import command
from digest.cli.console import report, say
from digest.cli.output import put
from digest.errors import ConfigError, ProofError

if TYPE_CHECKING:
    from digest.model import Article, Digest, Proof
    from digest.proof import Judge, Problem, Reproof

EXAMPLES = (
    "digest check digests/2026-10-20",
    "digest check digests/2026-10-20 --articles articles/",
    "digest check digests/2026-10-20 --cite       # after you edited its digest.json",
)


def register(app: typer.Typer) -> None:
    command(app, examples=EXAMPLES, reports=True)(check)


def check(
    edition: flags.EditionFile,
    articles: Annotated[
        Path | None,
        typer.Option(help="Folder of the original articles, to compare the stored ones with."),
    ] = None,
    cite: Annotated[
        bool,
        typer.Option(
            "--cite",
            help="Find new evidence for edited sentences, and write the edition's files again.",
        ),
    ] = False,
    judge: Annotated[
        bool,
        typer.Option("--judge", help="Ask the model again about every sentence that is no copy."),
    ] = False,
    config: flags.Config = None,
) -> None:
    """Prove every sentence of an edition again, also of one that a person has edited."""
    from digest import proof
    from digest.delivery import folder
    from digest.store import digest_file

    edition = named_place(edition, config)
    digest, file = digest_file.load(edition), digest_file.file_at(edition)
    originals = _originals(articles, digest) if articles else {}
    with _judge(config, is_wanted=judge) as asked:
        if cite:
            digest = proof.cite_again(digest, judge=asked)
            _write(file, digest, config)
        result = proof.reprove(digest, originals, judge=asked)
    strayed = list(folder.strayed(file))
    lines = [line for problem in result.problems for line in problem_lines(problem, digest)]
    facts = {"edition": edition, "checked": result.checked, "problems": result.problems}
    known = len(originals) if articles else None
    report({**facts, "files": strayed, "originals": known}, [*lines, *strayed])
    _refuse(edition, result, strayed)
    say(f"all {result.checked} texts of {edition} are proven: {_how(result)}")
    if articles:
        compared = f"{known} of {len(digest.articles)} articles"
        say(f"{compared} are as their originals in {articles} have them")


def _write(file: Path, digest: "Digest", config: Path | None) -> None:
    """The edition in all its forms; alone where it is not called digest.json."""
    from digest import pipeline
    from digest.store import digest_file

    if file.name != digest_file.EDITION_FILE:
        put(digest_file.dump(digest).encode(), file)
        return
    for fault in pipeline.publish_again(file.parent, digest, flags.settings(config)):
        say(fault)


def _refuse(edition: Path, result: "Reproof", strayed: Sequence[str]) -> None:
    """Raises ProofError where a text or a file of the edition is not what was proven."""
    if result.problems:
        raise ProofError(
            f"{len(result.problems)} of {result.checked} texts of {str(edition)!r} are not proven"
        )
    if strayed:
        from digest.rendering.wording import counted

        raise ProofError(
            f"{counted(len(strayed), 'file')} of {str(edition)!r} "
            f"{'does' if len(strayed) == 1 else 'do'} not say what digest.json says: "
            "`digest check --cite` writes again what strayed"
        )


@contextmanager
def _judge(config: Path | None, *, is_wanted: bool) -> "Iterator[Judge | None]":
    """The judge of the settings, where one is wanted. Raises ConfigError where there is none."""
    if not is_wanted:
        yield None
        return
    from digest import pipeline, proof

    settings, known = flags.settings(config), flags.secrets()
    with flags.store_of(settings) as store:
        yield proof.asked_once(pipeline.judge_for(settings, known, store, datetime.now(UTC)))


def _originals(folder: Path, digest: "Digest") -> "Mapping[str, Article]":
    """The edition's articles as a folder has them. Raises ConfigError where it has none."""
    from digest import pipeline

    if not folder.exists():
        raise ConfigError(f"there is no folder {str(folder)!r} with the original articles")
    found = pipeline.originals(folder, datetime.now(UTC))
    originals = {a.id: found[a.id] for a in digest.articles if a.id in found}
    if not originals:
        raise ConfigError(f"{str(folder)!r} has none of the edition's articles to compare with")
    return originals


def _how(result: "Reproof") -> str:
    """`30 copied from their sources, 12 judged by M on 1 May 2026 (greatest doubt 7 of 100)`."""
    copied = [proof for proof in result.proofs if proof.kind == "copied"]
    told = [f"{len(copied)} copied from their sources"]
    judged: defaultdict[tuple[str | None, date | None], list[Proof]] = defaultdict(list)
    for proof in result.proofs:
        if proof.kind == "judged":
            judged[proof.model, proof.at.date() if proof.at else None].append(proof)
    told += (_judged(model, day, proofs) for (model, day), proofs in judged.items())
    if sealed := result.checked - len(result.proofs):
        told.append(f"{sealed} unchanged since they were sealed")
    return ", ".join(told)


def _judged(model: str | None, day: date | None, proofs: "Sequence[Proof]") -> str:
    from digest.rendering.wording import day as in_words

    doubt = max(proof.doubt or 0 for proof in proofs)
    when = f" on {in_words(day)}" if day else ""
    return f"{len(proofs)} judged by {model}{when} (greatest doubt {doubt} of 100)"


def problem_lines(problem: "Problem", digest: "Digest") -> list[str]:
    """A text that is not proven, what is wrong with it, and what its sources say instead."""
    lines = [f"{problem.place}: {problem.text}"]
    lines += [f"    {fault}" for fault in problem.faults]
    known = {article.id: article for article in digest.articles}
    for article_id, number in problem.citations:
        article = known.get(article_id)
        if article is not None and 0 <= number < len(article.sentences):
            lines.append(f"    {article.source} says: {article.sentence(number)}")
    return lines
