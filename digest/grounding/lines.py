"""Articles as a model is shown them: headings, and sentences with numbers."""

from collections.abc import Sequence
from dataclasses import dataclass

from digest.grounding.evidence import Evidence
from digest.language.lexicons import cldr
from digest.llm.prompts import as_data
from digest.model import Article, Citation

_LONGEST_NAME = 60
_LONGEST_HEADLINE = 160


@dataclass(frozen=True, slots=True)
class Numbered:
    """One sentence as the model sees it."""

    number: int
    text: str


def heading(article: Article) -> str:
    """Outlet, day and headline: what a reader needs to weigh a report."""
    told = as_data(article.source)[:_LONGEST_NAME]
    if article.published:
        told += f", {article.published.date().isoformat()}"
    title = as_data(article.title)[:_LONGEST_HEADLINE]
    return f"{told}: {title}" if title else told


def numbered(citations: Sequence[Citation], evidence: Evidence, first: int = 1) -> list[Numbered]:
    """The cited sentences as a template shows them, numbered on from `first`."""
    return [
        Numbered(number, as_data(evidence.text(citation)))
        for number, citation in enumerate(citations, start=first)
    ]


def language_name(code: str) -> str:
    """`German` for `de`; for a language without a name here, what the model can see for itself."""
    return cldr.language_name(code) or "the language of its articles"
