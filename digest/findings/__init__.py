"""What is found in a story's articles whoever tells it: quotations, disagreements, days."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from digest.findings.differences import find_differences
from digest.findings.only_in import mark_only_in
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
    reprinted: Collection[str] = (),
    quotes: int = QUOTES,
    differences: Sequence[Difference] | None = None,
) -> Summary:
    """The summary with its story's quotations, differences and timeline.

    Its points are marked where one outlet alone reports them.
    Quotations that the summary has already come first. `reprinted` are the ids of articles of
    which other outlets carry copies. The differences are looked for where none are given.
    """
    said = quotations(evidence)
    known = {(quote.article, quote.start) for quote in summary.quotes}
    more = (q for q in find_quotes(evidence, said) if (q.article, q.start) not in known)
    context = (summary.context,) if summary.context else ()
    return replace(
        summary,
        points=mark_only_in(summary.points, evidence, reprinted=reprinted),
        context=next(iter(mark_only_in(context, evidence, reprinted=reprinted)), None),
        quotes=(*summary.quotes, *more)[: max(quotes, len(summary.quotes))],
        differences=find_differences(evidence, said) if differences is None else tuple(differences),
        timeline=find_moments(evidence),
    )
