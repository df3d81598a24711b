"""What a story counts, measures and dates, and where; and which figures a sentence owes to it."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import ceil, floor

from digest.grounding.evidence import Evidence
from digest.language.agreement import LAST_HOUR, NOON, ROUNDED, agree, years
from digest.language.days import Day
from digest.language.passage import Passage
from digest.language.quantities import Quantity
from digest.language.units import BASES
from digest.model import Citation

COUNTED = 2
"""Whoever sums up a text counts as far as this himself: `two friends`."""
Readings = tuple[Quantity, ...]
"""A figure as it is written, and what else it may mean."""
Place = tuple[Quantity, Citation | None]
Part = tuple[str, int] | tuple[str, int, int]
"""A part of a date: `("year", 2031)`, `("day", 3, 11)`, `("weekday", 0)`."""
_LONGEST_DAY = 2
"""Digits of a day of a month."""


@dataclass(frozen=True)
class Figures:
    """What a story counts, measures and dates, and where."""

    by_value: Mapping[float, tuple[Place, ...]]
    digits: frozenset[str]
    """Digits inside names: `COVID-19`."""
    dates: Mapping[Part, tuple[Citation, ...]]

    def carrying(self, claimed: Quantity) -> Iterator[Citation | None]:
        """Where the story has the figure; None for a headline."""
        for value in _equals(claimed):
            for found, where in self.by_value.get(value, ()):
                if agree(claimed, found):
                    yield where
        if claimed.hedge or claimed.value >= ROUNDED:
            near = [v for v in self.by_value if 0.8 * v <= claimed.value <= 1.2 * v]
            for found, where in (place for value in near for place in self.by_value[value]):
                if agree(claimed, found):
                    yield where

    def has(self, readings: Readings) -> bool:
        """Whether the story has a figure in one of its readings."""
        claimed = readings[0]
        if claimed.digits in self.digits and claimed.unit is None:
            return True
        if claimed.kind == "year" and ("year", int(claimed.value)) in self.dates:
            return True
        return any(True for reading in readings for _ in self.carrying(reading))

    def lacking(self, day: Day) -> list[Part]:
        """The parts of a date that the story does not have."""
        return [part for part in date_parts(day) if part not in self.dates]


def checked(claim: Passage) -> Iterator[Readings]:
    """The figures that the story has to have, each in all its readings.

    An age may stand without its years: `Jack, 75, said`.
    """
    for quantity in claim.quantities:
        behind = [word.norm for word in claim.tokens[quantity.last + 1 : quantity.last + 3]]
        is_age = quantity.unit == "y" and not claim.lexicon.age_words.isdisjoint(behind)
        ages = (replace(quantity, unit=None),) if is_age else ()
        if not is_counted(quantity):
            yield (quantity, *_metres(quantity), *ages)


def is_counted(quantity: Quantity) -> bool:
    """A small number that counts nothing, or that its writer counted: `one juror`, `first`."""
    if quantity.kind == "ordinal":
        return quantity.value <= 1
    return quantity.kind == "count" and quantity.unit is None and 1 <= quantity.value <= COUNTED


def date_parts(day: Day) -> Iterator[Part]:
    """The parts of a date that have to be known; its day together with its month.

    `today` in a sentence of ours has none: it is told from a day that nobody knows.
    """
    if day.year is not None:
        yield "year", day.year
    if day.month is not None:
        yield ("month", day.month) if day.day is None else ("day", day.month, day.day)
    if day.weekday is not None:
        yield "weekday", day.weekday


def figures_of(evidence: Evidence) -> Figures:
    """The figures and dates of the whole story."""
    by_value: defaultdict[float, list[Place]] = defaultdict(list)
    dates: defaultdict[Part, list[Citation]] = defaultdict(list)
    digits: set[str] = set()
    for passage in evidence.told:
        where = passage.citation
        read = [*passage.quantities, *_implied(passage)]
        for quantity in read:
            for value in _equals(quantity):
                by_value[value].append((quantity, where))
        taken = {at for q in passage.quantities for at in range(q.first, q.last + 1)}
        digits.update(
            word.norm
            for at, word in enumerate(passage.tokens)
            if word.is_number and at not in taken
        )
        for part in dict.fromkeys(_dated(passage)):
            dates[part] += [where] if where else []
    for article in evidence.articles:
        if article.published:
            _ = dates["month", article.published.month], dates["year", article.published.year]
    return Figures(
        {value: tuple(found) for value, found in by_value.items()},
        frozenset(digits),
        {part: tuple(found) for part, found in dates.items()},
    )


def _implied(passage: Passage) -> Iterator[Quantity]:
    """What the story counts with no figure beside its unit: `a century`, `at seven`."""
    tokens, words = passage.tokens, passage.lexicon
    for at, word in enumerate(tokens):
        if word.norm in words.units and at and tokens[at - 1].norm in words.indefinite:
            yield Quantity(word.text, 1.0, "count", words.units[word.norm], at, at)
    for quantity in passage.quantities:
        yield from _metres(quantity)
        before = tokens[quantity.first - 1].norm if quantity.first else ""
        is_hour = quantity.unit is None and 1 <= quantity.value <= LAST_HOUR
        if is_hour and before in words.clock_prepositions:
            yield replace(quantity, value=60 * quantity.value, kind="time", digits="12")
        near = tokens[quantity.last + 1 : quantity.last + 3]
        is_bare = quantity.unit is None and quantity.kind == "count"
        if is_bare and near[1:] and near[0].is_word and near[1].norm in words.units:
            yield replace(quantity, unit=words.units[near[1].norm])


def _metres(quantity: Quantity) -> Iterator[Quantity]:
    """`12m` may be metres, too."""
    if quantity.unit is None and re.fullmatch(r"[\d.,]+m", quantity.text):
        yield replace(quantity, value=quantity.value / 1e6, unit="m")


def _equals(quantity: Quantity) -> Iterator[float]:
    """The values under which a figure is kept: as written, in a smaller unit, as a percentage."""
    yield quantity.value
    if quantity.unit in BASES:
        yield round(quantity.value * BASES[quantity.unit][1], 6)
    if quantity.unit in ("dec", "cent"):
        yield years(quantity)
    if quantity.kind == "count" and 0 < quantity.value < 1:
        yield from dict.fromkeys(
            (float(floor(100 * quantity.value)), float(ceil(100 * quantity.value)))
        )
    if quantity.kind == "time":
        yield quantity.value % NOON


def _dated(passage: Passage) -> Iterator[Part]:
    """Every part of a date that a sentence of the story has, or that its article's day tells."""
    written = passage.written
    numbers = {
        int(w.norm) for w in passage.tokens if w.norm.isdecimal() and len(w.norm) <= _LONGEST_DAY
    }
    for day in passage.days:
        yield from date_parts(day)
        if day.month is not None:
            yield "month", day.month
            yield from (("day", day.month, number) for number in sorted(numbers))
        yield from _told_from(day, written)
    for quantity in passage.quantities:
        if quantity.kind == "year":
            yield "year", int(quantity.value)
    for patterns, step in ((passage.lexicon.last_year, -1), (passage.lexicon.next_year, 1)):
        if written and any(re.search(pattern, passage.text) for pattern in patterns):
            yield "year", written.year + step


def _told_from(day: Day, written: date | None) -> Iterator[Part]:
    """The date of a weekday near the article's day, and the weekday of a date."""
    if written and day.weekday is not None and day.month is None:
        for days in range(-7, 8):
            near = written + timedelta(days=days)
            if near.weekday() == day.weekday:
                yield "day", near.month, near.day
    year = day.year or (written.year if written else None)
    if year and day.month and day.day:
        try:
            yield "weekday", date(year, day.month, day.day).weekday()
        except ValueError:
            return
