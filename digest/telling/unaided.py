"""Stories told without a model: each for itself, so that all cores can tell them."""

from collections.abc import Sequence
from dataclasses import dataclass

from digest.each import Each
from digest.errors import DigestError
from digest.findings import with_findings
from digest.grounding.evidence import Evidence
from digest.model import Article, Summary
from digest.progress import Event, Report
from digest.telling.extractive import extract
from digest.telling.options import TellOptions


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One story, with all that telling it depends on."""

    articles: tuple[Article, ...]
    told_before: frozenset[str]
    words: int
    quotes: int


def tell_unaided(
    stories: Sequence[Evidence], options: TellOptions, report: Report, each: Each
) -> tuple[Summary, ...]:
    """Every story's summary by extraction, with what is found in its articles."""
    asked = [
        Asked(
            articles=story.articles,
            told_before=frozenset(at.id for at in story.articles if at.id in story.told_before),
            words=options.words,
            quotes=options.quotes,
        )
        for story in stories
    ]
    finished: list[Summary] = []
    for one, told in zip(asked, each(told_or_fault, asked), strict=True):
        finished.append(not_told(one.articles[0], told, report) if isinstance(told, str) else told)
        report(Event(stage="check", done=len(finished), total=len(asked)))
    return tuple(finished)


def told_or_fault(asked: Asked) -> Summary | str:
    """The summary of one story, or what went wrong by our own fault."""
    evidence = Evidence(asked.articles, asked.told_before)
    try:
        return with_findings(extract(evidence, words=asked.words), evidence, quotes=asked.quotes)
    except DigestError:
        raise
    except Exception as error:  # noqa: BLE001  what it is, nobody knows before it happens
        return fault(error)


def fault(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"


def not_told(lead: Article, fault: str, report: Report) -> Summary:
    """None of a story's sentences: our own fault costs that story alone, and is reported."""
    why = "not told, by a fault of this program; please report it with its articles"
    report(Event(stage="check", note=f"{lead.title or lead.source}: {why} ({fault})"))
    return Summary(method="extractive", headline=lead.source, points=(), notes=("not told",))
