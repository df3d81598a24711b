"""What is found in a story's articles whoever tells it: quotations, disagreements, days."""

from collections.abc import Sequence
from dataclasses import replace

from digest.findings.differences import find_differences
from digest.findings.quotes import find_quotes
from digest.findings.reported_speech import quotations
from digest.findings.timeline import find_moments
from digest.grounding.evidence import Evidence
from digest.language.stems import terms
from digest.model import Difference, Quote, Summary

QUOTES = 2
"""Quotations of a story that is told."""


def with_findings(
    summary: Summary,
    evidence: Evidence,
    *,
    quotes: int = QUOTES,
    differences: Sequence[Difference] | None = None,
) -> Summary:
    """The summary with its story's quotations, differences and timeline.

    Quotations that the summary has already come first; of the others only those of people whom
    readers know, by their role or by what the summary tells. The differences are looked for
    where none are given.
    """
    said = quotations(evidence)
    known = {(quote.article, quote.start) for quote in summary.quotes}
    told = _told(summary, evidence)
    more = (
        quote
        for quote in find_quotes(evidence, said)
        if (quote.article, quote.start) not in known and _is_introduced(quote, told, evidence)
    )
    return replace(
        summary,
        quotes=(*summary.quotes, *more)[: max(quotes, len(summary.quotes))],
        differences=find_differences(evidence, said) if differences is None else tuple(differences),
        timeline=find_moments(evidence),
    )


def _told(summary: Summary, evidence: Evidence) -> frozenset[str]:
    """The terms of the headline and of all points."""
    language = evidence.articles[0].language
    texts = (summary.headline, *(point.text for point in summary.points))
    return frozenset(term for text in texts for term in terms(text, language))


def _is_introduced(quote: Quote, told: frozenset[str], evidence: Evidence) -> bool:
    """Whether a reader knows whose words they are: by the role, or a name that was told before."""
    language = evidence.article(quote.article).language
    return quote.role is not None or not told.isdisjoint(terms(quote.speaker, language))
