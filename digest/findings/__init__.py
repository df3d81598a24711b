"""What is found in a story's articles whoever tells it: quotations, disagreements, days."""

from collections.abc import Sequence
from dataclasses import replace

from digest.findings.differences import find_differences
from digest.findings.full_names import full_names
from digest.findings.quotes import find_quotes
from digest.findings.reported_speech import quotations
from digest.findings.timeline import find_moments
from digest.grounding.evidence import Evidence
from digest.language.series import is_roundup
from digest.language.stems import terms
from digest.model import Article, Citation, Difference, Point, Quote, Summary

SHORTEST_NAME = 3
"""Letters of a part of a name that tells people apart; initials and `Jr` do not."""
QUOTES = 2
"""Quotations of a story that is told."""
_OWN_WORDS = 0.4
"""Share of a point that somebody's words are where the rest only tells who says them."""


def with_findings(
    summary: Summary,
    evidence: Evidence,
    *,
    quotes: int = QUOTES,
    differences: Sequence[Difference] | None = None,
) -> Summary:
    """The summary with its story's quotations, differences and timeline.

    Quotations that the summary has already come first; of the others only those of people whom
    readers know, by their role or by what the summary tells. A point that says no more than one
    of them goes, where another is left. The differences are looked for where none are given.
    In round-ups and opinions, of which no point is told, nothing is looked for: it would be of
    several events, or of what their writers think.
    """
    if not summary.points and not any(map(is_report, evidence.articles)):
        return summary
    said = quotations(evidence)
    known = {(quote.article, quote.start) for quote in summary.quotes}
    told = _told(summary, evidence)
    more = (
        quote
        for quote in find_quotes(evidence, said)
        if (quote.article, quote.start) not in known and _is_introduced(quote, told, evidence)
    )
    kept = (*summary.quotes, *more)[: max(quotes, len(summary.quotes))]
    return replace(
        summary,
        points=_without_quoted(summary.points, kept),
        quotes=kept,
        differences=find_differences(evidence, said) if differences is None else tuple(differences),
        timeline=find_moments(evidence),
    )


def is_report(article: Article) -> bool:
    """Whether its sentences are news of one event: it is no opinion and no round-up."""
    several = is_roundup(article.title, article.language, article.text)
    return not (article.is_opinion or several)


def _without_quoted(points: tuple[Point, ...], quotes: Sequence[Quote]) -> tuple[Point, ...]:
    """The points that are not somebody's words for the most part, which stand as a quotation."""
    return tuple(p for p in points if not any(_is_within(q, p) for q in quotes)) or points[:1]


def _is_within(quote: Quote, point: Point) -> bool:
    return quote.text in point.text and len(quote.text) >= _OWN_WORDS * len(point.text)


def _told(summary: Summary, evidence: Evidence) -> frozenset[str]:
    """The terms of the headline and of all points."""
    language = evidence.articles[0].language
    texts = (summary.headline, *(point.text for point in summary.points))
    return frozenset(term for text in texts for term in terms(text, language))


def _is_introduced(quote: Quote, told: frozenset[str], evidence: Evidence) -> bool:
    """Whether a reader knows whose words they are: by the role, or a name that was told.

    The surname alone will do where the article has nobody else of that name.
    """
    language = evidence.article(quote.article).language
    whole = terms(quote.speaker, language)
    name = [term for term in whole if len(term) >= SHORTEST_NAME] or whole
    if quote.role is not None or told.issuperset(name):
        return True
    return name[-1] in told and len(_namesakes(quote, name[-1], evidence)) <= 1


def _namesakes(quote: Quote, surname: str, evidence: Evidence) -> set[str]:
    """The first names of all who bear the surname in the quotation's article."""
    article = evidence.article(quote.article)
    passages = (evidence.passage(Citation(article.id, at)) for at in range(len(article.sentences)))
    names = (name for passage in passages for name in full_names(passage) if len(name.parts) > 1)
    return {name.parts[0] for name in names if surname in terms(name.text, article.language)[1:]}
