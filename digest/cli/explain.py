"""`digest explain`: one sentence of an edition beside its evidence, and what proved it."""

import re
from typing import TYPE_CHECKING, Annotated

import typer

from digest.cli import flags
from digest.cli.chosen_edition import named_place
from digest.cli.command import command
from digest.cli.console import report
from digest.errors import ConfigError

if TYPE_CHECKING:
    from digest.grounding.prove import Verdict
    from digest.model import Digest

POINT = re.compile(
    r"lead\.(?P<lead>\d{1,4})|(?P<story>\d{1,4})\."
    r"(?:(?P<headline>h)|(?P<context>c)|(?P<kind>[mp]?)(?P<number>\d{1,4}))"
)

EXAMPLES = ("digest explain digests/2026-10-20 1.2", "digest explain digests/2026-10-20 lead.1")


def register(app: typer.Typer) -> None:
    command(app, examples=EXAMPLES, reports=True)(explain)


def explain(
    edition: flags.EditionFile,
    point: Annotated[
        str,
        typer.Argument(
            help="STORY.POINT, such as 1.2; lead.1; 1.h for a headline, 1.c for context, "
            "1.m2 for a timeline entry."
        ),
    ],
    config: flags.Config = None,
) -> None:
    """Show a sentence beside the sentences it cites, with what proved it and each rule finds."""
    from digest import proof
    from digest.store import digest_file

    digest = digest_file.load(named_place(edition, config))
    place = _place(point)
    verdict = proof.verdicts(digest).get(place)
    if verdict is None:
        raise ConfigError(f"the edition has no {place}")
    report(
        {
            "place": place,
            "text": verdict.text,
            "proven": verdict.point is not None,
            "proof": verdict.point and verdict.point.proof,
            "citations": verdict.citations,
            "findings": verdict.findings,
        },
        _told(place, verdict, digest),
    )


def _place(point: str) -> str:
    found = POINT.fullmatch(point)
    if found is None:
        raise ConfigError(f"{point!r} names no sentence; use STORY.POINT such as 1.2, or lead.1")
    if found["lead"]:
        return f"lead, point {found['lead']}"
    if found["headline"]:
        return f"story {found['story']}, headline"
    if found["context"]:
        return f"story {found['story']}, context"
    kind = "moment" if found["kind"] == "m" else "point"
    return f"story {found['story']}, {kind} {found['number']}"


def _told(place: str, verdict: "Verdict", digest: "Digest") -> list[str]:
    lines = [f"{place}: {'proven' if verdict.point else 'NOT proven'}", "", verdict.text, ""]
    known = {article.id: article for article in digest.articles}
    for article_id, number in verdict.citations:
        article = known[article_id]
        day = f", {article.published:%d %B %Y}" if article.published else ""
        lines += [f"{article.source}{day}, sentence {number + 1}: {article.url or article.title}"]
        lines += [f"    {article.sentence(number)}"]
    return [
        *lines,
        *([""] if verdict.citations else []),
        f"proof: {_proof(verdict, digest.made_with.threshold)}",
        "",
        *(f"{f.check:<12} {'ok' if f.ok else 'FAULT':<6} {f.note}" for f in verdict.findings),
    ]


def _proof(verdict: "Verdict", threshold: int) -> str:
    from digest.rendering.wording import day

    if verdict.point is None:
        return "none"
    found = verdict.point.proof
    if found.kind == "copied":
        return "copied word for word"
    when = f" on {day(found.at)}" if found.at else ""
    refused = f"refused from {threshold} on"
    return f"judged by {found.model}{when}, doubt {found.doubt} of 100 ({refused})"
