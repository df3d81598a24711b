"""The steps of a story that spans days, from sentences that name their day."""

from collections.abc import Iterator
from datetime import date, timedelta

from digest.grounding.evidence import Evidence
from digest.grounding.prove import prove
from digest.language.days import Day
from digest.language.passage import Passage
from digest.language.self_contained import stands_alone, without_dateline
from digest.language.stems import terms
from digest.model import Citation, Moment

MOST = 8
"""Moments of one story; those whose sentences matter most to it are kept."""
LONGEST = 45
"""Words."""
RELEVANT = 0.5
"""Share of the best moment's worth under which a day belongs to some other story."""
_TOO_FAR_BACK = 6
"""Days back to a weekday that may as well be tomorrow: articles grow after they are dated."""


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
        if day is None or not stands_alone(text, article.language):
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


def _moments(
    days: list[date], best: dict[date, tuple[float, Citation, str]], evidence: Evidence
) -> Iterator[Moment]:
    for day in days:
        _, citation, text = best[day]
        point = prove(text, (citation,), evidence).point
        if point is not None:
            yield Moment(day=day, point=point)


def day_of(evidence: Evidence, citation: Citation) -> date | None:
    """The one day a sentence names; None for no day, several, or one that cannot be told."""
    article = evidence.article(citation.article)
    written = article.published.date() if article.published else None
    text = without_dateline(evidence.text(citation).strip())
    passage = Passage.read(text, article.language, written=written)
    if not passage.days:
        return None
    told = {_resolved(day, passage) for day in passage.days}
    return told.pop() if len(told) == 1 else None


def _resolved(day: Day, passage: Passage) -> date | None:
    if day.text.casefold() in passage.lexicon.vague_days:
        return None
    if day.year and day.month and day.day:
        return _date(day.year, day.month, day.day)
    written = passage.written
    if written is None or not passage.lexicon.future_words.isdisjoint(passage.norms):
        return None
    if day.month and day.day:
        return _past(day.month, day.day, written)
    if (
        _is_bound(day, passage)
        or day.weekday is None
        or (back := (written.weekday() - day.weekday) % 7) == _TOO_FAR_BACK
    ):
        return None
    return written - timedelta(days=back)


def _is_bound(day: Day, passage: Passage) -> bool:
    """`from Monday`, `until Friday`: the day bounds something that may lie ahead."""
    before = passage.tokens[day.first - 1].norm if day.first else ""
    return before in passage.lexicon.bounds


def _past(month: int, day: int, written: date) -> date | None:
    """The last such day; None where the next one is nearer: it may be meant."""
    days = [_date(written.year + more, month, day) for more in (-1, 0, 1)]
    near = min((d for d in days if d), key=lambda d: abs(d - written), default=None)
    return near if near and near <= written + timedelta(days=1) else None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
