"""What is found in a story's articles whoever tells it: quotations, disagreements, days."""

from collections.abc import Sequence
from dataclasses import replace

from digest.findings.differences import find_differences
from digest.findings.quotes import find_quotes
from digest.findings.reported_speech import quotations
from digest.findings.timeline import find_moments
from digest.grounding.evidence import Evidence
from digest.model import Difference, Summary

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

    Quotations that the summary has already come first. The differences are looked for where none
    are given.
    """
    said = quotations(evidence)
    known = {(quote.article, quote.start) for quote in summary.quotes}
    more = (q for q in find_quotes(evidence, said) if (q.article, q.start) not in known)
    return replace(
        summary,
        quotes=(*summary.quotes, *more)[: max(quotes, len(summary.quotes))],
        differences=find_differences(evidence, said) if differences is None else tuple(differences),
        timeline=find_moments(evidence),
    )
