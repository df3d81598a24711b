"""What is told of another time than its article's: said long before it, or still to come."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import timedelta

from digest.grounding.evidence import Evidence
from digest.language.days import Day, calendar_day
from digest.language.lexicons import either
from digest.language.passage import Passage
from digest.model import Citation

LONG = timedelta(days=30)
"""Before its article; what was said later is still of its matter."""
TIMING_WORDS = 8
"""Words of a sentence, what is quoted not counted, among which its own time is told."""


def is_bygone(citation: Citation, evidence: Evidence) -> bool:
    """Whether it is told of last year, or of a month long past.

    `As recently as January last year, Musk said "..."`; and so it is where the sentence before it
    in its paragraph tells of such a time.
    """
    if not evidence.has(citation):
        return False
    own = evidence.passage(citation)
    if any(start < _end_of_head(own) for start in _long_ago(own)):
        return True
    if evidence.article(citation.article).begins_paragraph(citation.sentence):
        return False
    before = evidence.passage(Citation(citation.article, citation.sentence - 1))
    return any(True for _ in _long_ago(before))


def is_planned(passage: Passage) -> bool:
    """Whether it tells of something still to come, outside of what it quotes."""
    known = passage.lexicon
    marks = (*known.planned, *known.planned_titles) if passage.is_headline else known.planned
    pattern = either(marks)
    return pattern is not None and any(
        not passage.quotes(found.start()) for found in pattern.finditer(passage.text)
    )


def _end_of_head(passage: Passage) -> int:
    own = [word for at, word in enumerate(passage.tokens) if at not in passage.said]
    return own[TIMING_WORDS].start if len(own) > TIMING_WORDS else len(passage.text)


def _long_ago(passage: Passage) -> Iterator[int]:
    """Where it names, outside of quotation marks, a time long before its article."""
    pattern = either(passage.lexicon.last_year)
    for found in pattern.finditer(passage.text) if pattern else ():
        if " " in found.group() and not passage.quotes(found.start()):
            yield found.start()  # `lundi dernier` is last Monday
    for day in passage.days:
        is_told = day.first not in passage.said and _is_time(day, passage)
        if is_told and _is_long_ago(day, passage):
            yield passage.tokens[day.first].start


def _is_time(day: Day, passage: Passage) -> bool:
    """Whether it is `in May`, `May 2025` or `3 May`: Jan van Orm and April Lund are no months."""
    before = passage.tokens[day.first - 1].norm if day.first else ""
    is_alone = day.day is None and day.year is None
    return not is_alone or before in passage.lexicon.prepositions


def _is_long_ago(day: Day, passage: Passage) -> bool:
    """By its last day, where it is a month; of an open year, the last such month is meant.

    `The mill will close in March` means the next one.
    """
    written = passage.written
    if written is None or day.month is None or (day.year is None and is_planned(passage)):
        return False
    year = day.year or written.year - ((day.month, day.day or 1) > (written.month, written.day))
    end = calendar_day(year, day.month, day.day or monthrange(year, day.month)[1])
    return end is not None and written - end > LONG
