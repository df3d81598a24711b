"""What newer articles have overtaken: previews of what has happened, corrected figures."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from digest.findings.bygone import is_planned
from digest.findings.measures import Measure, measures
from digest.findings.rounding import reconcile
from digest.findings.similarity import Likeness
from digest.grounding.evidence import Evidence
from digest.language.days import Day, calendar_day
from digest.language.lexicons import either
from digest.language.passage import Passage
from digest.model import Article, Citation

HAPPENED = 0.5
"""Share of the lighter sentence's weight that a preview and the report of it have in common."""
REPORTED = 5
"""Sentences of an article, from its first, that may report the event itself."""
SAME_COUNT = 0.35
"""The same share for a figure and the one that takes its place."""
SHORTEST_REPORT = 4
"""Words with content of a report; a label has fewer."""
NEWEST = 20
"""Articles whose reports and figures are looked at: it bounds the work for the largest stories."""
WEEK = 7
HALF_A_YEAR = timedelta(days=183)
"""So long before its article a day is one of next year: `January 5`, on 30 December."""
OLD = timedelta(hours=18)
"""Between two reports of which the later one is of another day."""


class Latest:
    """The state of a story as its newest articles tell it."""

    def __init__(self, evidence: Evidence) -> None:
        self._evidence = evidence
        self._likeness = Likeness(evidence)
        self._overtaken: dict[str, bool] = {}
        times = [article.published for article in evidence.articles if article.published]
        self._last = max(times, default=None)
        self._newest = self._last.date() if self._last else None
        newest = sorted(
            evidence.articles,
            key=lambda article: article.published or datetime.min.replace(tzinfo=UTC),
            reverse=True,
        )[:NEWEST]
        self._reports = [
            (article, passage)
            for article in newest
            for passage in self._opening(article)
            if _is_report(passage)
        ]
        self._counts = [(article, measure) for article in newest for measure in self._told(article)]

    def has_overtaken(self, citation: Citation) -> bool:
        """Whether it tells as planned what has happened, or a figure since corrected.

        Of an account that is a day older, or overtaken as a whole, whatever it does not tell as
        past: "The road is closed"; of a preview "The final takes place on Saturday" as well.
        """
        article = self._evidence.article(citation.article)
        passage = self._evidence.passage(citation)
        is_past, is_plan = _has_past_tense(passage), is_planned(passage)
        if not is_past and not (is_plan and passage.days) and self.is_old(article):
            return True
        if (is_plan or not is_past) and self._is_overtaken(article):
            return True
        return self._has_happened(article, passage) or any(
            self._is_corrected(article, measure) for measure in measures(passage)
        )

    def is_stale(self, citation: Citation) -> bool:
        """Whether it names a day by its weekday, or "this month", of a week long past by now.

        "This morning" and "yesterday" are past on the next day.
        """
        article = self._evidence.article(citation.article)
        if article.published is None or self._newest is None:
            return False
        age = self._newest - article.published.date()
        passage = self._evidence.passage(citation)
        if age < timedelta(days=WEEK):
            return age > timedelta() and _is_told_from_its_day(passage)
        passing = either(passage.lexicon.passing_times)
        return any(day.year is None and day.month is None for day in passage.days) or bool(
            passing and passing.search(passage.text)
        )

    def is_old(self, article: Article) -> bool:
        """Whether a report of a later day is known, or one that no edition has told of yet.

        Its account does not lead.
        """
        told = self._evidence.told_before
        if article.id in told and any(one.id not in told for one in self._evidence.articles):
            return True
        if article.published is None or self._last is None:
            return False
        return self._last - article.published > OLD

    def has_overtaken_title(self, article: Article) -> bool:
        """The same of an article's headline, for what it announces."""
        return self._has_happened(article, self._evidence.headline(article.id))

    def _is_overtaken(self, article: Article) -> bool:
        """Whether what it announces first has happened."""
        if article.id not in self._overtaken:
            opening = self._evidence.passage(Citation(article.id, 0))
            self._overtaken[article.id] = self.has_overtaken_title(article) or (
                self._has_happened(article, opening)
            )
        return self._overtaken[article.id]

    def _opening(self, article: Article) -> Iterator[Passage]:
        yield self._evidence.headline(article.id)
        for at in range(min(REPORTED, len(article.sentences))):
            yield self._evidence.passage(Citation(article.id, at))

    def _told(self, article: Article) -> Iterator[Measure]:
        """The figures that an article opens with: of each matter the first."""
        seen = set[tuple[str, ...]]()
        for at in range(min(REPORTED, len(article.sentences))):
            for measure in measures(self._evidence.passage(Citation(article.id, at))):
                if measure.matter not in seen:
                    seen.add(measure.matter)
                    yield measure

    def _has_happened(self, article: Article, passage: Passage) -> bool:
        if not is_planned(passage):
            return False
        return self._is_past(article, passage) or any(
            _is_newer(other, article) and self._likeness.shared(passage, report) >= HAPPENED
            for other, report in self._reports
        )

    def _is_past(self, article: Article, passage: Passage) -> bool:
        """Whether the day that is planned lies before the newest article."""
        if article.published is None or self._newest is None:
            return False
        written = article.published.date()
        days = [coming for day in passage.days if (coming := _coming(day, written))]
        return bool(days) and written < self._newest and max(days) < self._newest

    def _is_corrected(self, article: Article, measure: Measure) -> bool:
        return any(
            newer.matter == measure.matter
            and not reconcile(newer.quantity, measure.quantity)
            and self._takes_its_place(other, newer, article)
            and self._is_same(newer, measure)
            for other, newer in self._counts
            if other is not article
        )

    def _takes_its_place(self, other: Article, newer: Measure, article: Article) -> bool:
        """Whether it is a later count of casualties, or says itself that it corrects."""
        if newer.is_fate and _is_newer(other, article):
            return True
        passage = self._evidence.passage(newer.citation)
        is_correction = not passage.lexicon.corrections.isdisjoint(passage.norms)
        return is_correction and not _is_newer(article, other)

    def _is_same(self, one: Measure, other: Measure) -> bool:
        here, there = (self._evidence.passage(measure.citation) for measure in (one, other))
        return self._likeness.shared(here, there) >= SAME_COUNT


def _is_report(passage: Passage) -> bool:
    """Whether it tells what has happened: in a past tense, or as a headline."""
    is_told = passage.is_headline or _has_past_tense(passage)
    return is_told and len(passage.stems) >= SHORTEST_REPORT and not is_planned(passage)


def _has_past_tense(passage: Passage) -> bool:
    """Whether it has one; in a language whose forms are not known it may."""
    past = either(passage.lexicon.past_tense)
    return past is None or past.search(passage.text) is not None


def _is_told_from_its_day(passage: Passage) -> bool:
    """Whether it says `this morning`, `last night`, `yesterday`; not `this week`."""
    known = passage.lexicon
    passing = either(known.passing_times)
    named = known.day_parts | known.days.keys()
    times = passing.finditer(passage.text) if passing else ()
    return any(not named.isdisjoint(time.group().casefold().split()) for time in times)


def _is_newer(one: Article, other: Article) -> bool:
    """Whether it is known to have been published later."""
    return bool(one.published and other.published and one.published > other.published)


def _coming(day: Day, written: date) -> date | None:
    """The next such day."""
    if day.year and day.month and day.day:
        return calendar_day(day.year, day.month, day.day)
    if day.month and day.day:
        days = [calendar_day(written.year + more, day.month, day.day) for more in (0, 1)]
        return next((d for d in days if d and d > written - HALF_A_YEAR), None)
    if day.weekday is not None:
        return written + timedelta(days=(day.weekday - written.weekday()) % WEEK)
    return None
