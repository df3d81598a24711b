"""The steps of a story that spans days, from sentences that name their day."""

from collections.abc import Iterator
from datetime import date

from digest.findings.event_day import event_day
from digest.grounding.evidence import Evidence
from digest.grounding.prove import prove
from digest.language.datelines import without_dateline
from digest.language.passage import Passage
from digest.language.said import Said
from digest.language.self_contained import stands_alone
from digest.language.stems import terms
from digest.model import Citation, Moment, Summary

MOST = 8
"""Moments of one story; those whose sentences matter most to it are kept."""
LONGEST = 35
"""Words: an entry is short."""
OPENING_MARKS = frozenset("\"“„«‘'")
"""An entry that begins with somebody's words is no step of the story."""
LEAST_DAYS = 3
"""Days of a story from which a timeline tells more than its points do."""
RELEVANT = 0.5
"""Share of the best moment's worth under which a day belongs to some other story."""


def find_moments(evidence: Evidence) -> tuple[Moment, ...]:
    """One sentence for each day of a story, earliest first; none for a story of a single day.

    A day is told as a date, as a weekday or as "yesterday"; the last two, and dates without a
    year, are counted from the day the article was published and left out where that is not known.
    """
    best: dict[date, tuple[float, Citation, str]] = {}
    shared = evidence.spread
    for citation in evidence.citations:
        article = evidence.article(citation.article)
        text = without_dateline(evidence.text(citation).strip())
        day = day_of(evidence, citation)
        if day is None or text[:1] in OPENING_MARKS or not stands_alone(text, article.language):
            continue
        used = terms(text, article.language)
        if len(used) > LONGEST:
            continue
        worth = sum(shared[term] for term in set(used)) / (len(used) + 10)
        if day not in best or worth > best[day][0]:
            best[day] = worth, citation, text
    if not best:
        return ()
    top = max(worth for worth, _, _ in best.values())
    relevant = [day for day in best if best[day][0] >= RELEVANT * top]
    kept = sorted(relevant, key=lambda day: (-best[day][0], day))[:MOST]
    moments = tuple(_moments(sorted(kept), best, evidence))
    return moments if len(moments) > 1 else ()


def shown_steps(summary: Summary) -> tuple[tuple[int, Moment], ...]:
    """The timeline as a reader is shown it, by number from 1: what the summary tells nowhere else.

    Nothing for a story of fewer than three days, and where one step alone is left.
    """
    if len(summary.timeline) < LEAST_DAYS:
        return ()
    sides = (position.text for one in summary.differences for position in one.positions)
    told = Said(summary.headline, *sides)
    told.add(*(point.text for point in (*summary.points, *filter(None, [summary.context]))))
    told.add(*(quote.text for quote in summary.quotes))
    steps = enumerate(summary.timeline, start=1)
    shown = tuple((n, step) for n, step in steps if not told.has(step.point.text))
    return shown if len(shown) > 1 else ()


def _moments(
    days: list[date], best: dict[date, tuple[float, Citation, str]], evidence: Evidence
) -> Iterator[Moment]:
    for day in days:
        _, citation, text = best[day]
        point = prove(text, (citation,), evidence).point
        if point is not None:
            yield Moment(day=day, point=point)


def day_of(evidence: Evidence, citation: Citation) -> date | None:
    """The day of what a sentence tells; None where it cannot be told."""
    article = evidence.article(citation.article)
    written = article.published.date() if article.published else None
    text = without_dateline(evidence.text(citation).strip())
    return event_day(Passage.read(text, article.language, written=written))
