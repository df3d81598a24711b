"""Numbers and dates: every figure of a sentence stands in what it cites, with its unit."""

from collections.abc import Iterator, Sequence

from digest.summaries.checks.days import Day
from digest.summaries.checks.ground import Ground, Outcome
from digest.summaries.checks.passage import CLAUSE_MARKS, Passage
from digest.summaries.checks.quantities import ORDINALS, Quantity, agree

SINGLE = frozenset(("a", "an"))
NEAR = 7
"""Words on each side of a figure among which an "average" is meant for it."""


def check(claim: Passage, ground: Ground) -> Outcome:
    """Figures and days that the cited sentences do not have."""
    faults = [
        f"the number {quantity.text!r} does not stand in the cited sentences"
        for quantity in claim.quantities
        if not _is_carried(quantity, ground.beside(claim, quantity.first, quantity.last))
        and not (ground.is_whole and _is_counted(quantity))
    ]
    faults += [
        f"the date {day.text!r} does not stand in the cited sentences"
        for day in unfounded_days(claim, ground)
    ]
    faults += _averages(claim, ground)
    faults += _singled(claim, ground)
    if faults:
        return Outcome(tuple(faults))
    told = [*(q.text for q in claim.quantities), *(d.text for d in claim.days)]
    return Outcome(note=f"found: {', '.join(told)}" if told else "no numbers or dates")


def unfounded_days(claim: Passage, ground: Ground) -> Iterator[Day]:
    """The days that the cited sentences do not have."""
    for day in claim.days:
        if not _is_dated(day, ground.beside(claim, day.first, day.last)):
            yield day


def _is_counted(quantity: Quantity) -> bool:
    """Whoever sums up a whole text counts its people and parts himself: `two friends`."""
    return quantity.digits in ("one", "two") or (quantity.text in ORDINALS and quantity.value <= 2)


def _is_carried(claimed: Quantity, passages: Sequence[Passage]) -> bool:
    if any(agree(claimed, found) for passage in passages for found in passage.quantities):
        return True
    if claimed.kind == "year":
        return any(_has_year(passage, int(claimed.value)) for passage in passages)
    is_plain = claimed.digits.isdigit() and claimed.unit is None
    return is_plain and any(claimed.digits in _dated_digits(passage) for passage in passages)


def carriers(
    claim: Passage, claimed: Quantity, ground: Ground
) -> Iterator[tuple[Passage, Quantity]]:
    """The figures of the cited sentences that carry a claimed one, with their sentences."""
    for passage in ground.beside(claim, claimed.first, claimed.last):
        yield from ((passage, found) for found in passage.quantities if agree(claimed, found))


def _averages(claim: Passage, ground: Ground) -> Iterator[str]:
    """`£9 on average` is not `£9`, nor the other way round."""
    for claimed in claim.quantities:
        ours = _average(claimed, claim)
        theirs = [_average(found, passage) for passage, found in carriers(claim, claimed, ground)]
        if theirs and not ours and all(theirs):
            yield f"the source says {theirs[0]!r} of {claimed.text!r}"
        if theirs and ours and not any(theirs):
            yield f"the source does not say {ours!r} of {claimed.text!r}"


def _singled(claim: Passage, ground: Ground) -> Iterator[str]:
    """`a 40 Texel cross` is not `40 Texel crosses`."""
    for claimed in claim.quantities:
        theirs = [_is_single(found, passage) for passage, found in carriers(claim, claimed, ground)]
        if _is_single(claimed, claim) and theirs and not any(theirs):
            yield f"the source has {claimed.text!r} of them, not one"


def _is_single(quantity: Quantity, passage: Passage) -> bool:
    """Whether one thing is called by a bare figure: `a 40 cross`; not `a 40-mile walk`."""
    around = passage.tokens[quantity.first - 1 : quantity.last + 2] if quantity.first else ()
    is_count = quantity.kind == "count" and quantity.unit is None and quantity.value > 1
    return is_count and len(around) > 2 and around[0].norm in SINGLE and around[-1].is_word


def _average(quantity: Quantity, passage: Passage) -> str | None:
    """The `average` that stands with a figure in its clause."""
    low = quantity.first
    while low > max(0, quantity.first - NEAR) and not _parts(passage, low - 1):
        low -= 1
    high = min(passage.clause_end(quantity.last), quantity.last + NEAR + 1)
    near = (*range(quantity.first - 1, low - 1, -1), *range(quantity.last + 1, high))
    return next(
        (
            passage.tokens[i].text
            for i in near
            if passage.tokens[i].norm in passage.lexicon.averages
        ),
        None,
    )


def _parts(passage: Passage, at: int) -> bool:
    """Whether another clause or figure ends there."""
    word = passage.tokens[at]
    return word.text in CLAUSE_MARKS or word.norm in passage.lexicon.conjunctions or word.is_number


def _has_year(passage: Passage, year: int) -> bool:
    """The year of a date of the sentence, or of its article when the sentence has a date."""
    if any(day.year == year for day in passage.days):
        return True
    is_told = any(quantity.kind == "year" for quantity in passage.quantities)
    if is_told or not passage.days or passage.written is None:
        return False
    return passage.written.year == year


def _dated_digits(passage: Passage) -> frozenset[str]:
    """Figures inside a date: `the 9 September attacks`."""
    return frozenset(
        word.norm
        for day in passage.days
        for word in passage.tokens[day.first : day.last + 1]
        if word.is_number
    )


def _is_dated(claimed: Day, passages: Sequence[Passage]) -> bool:
    return any(
        any(_same_day(claimed, found) for found in passage.days) or _is_written_in(claimed, passage)
        for passage in passages
    )


def _same_day(claimed: Day, found: Day) -> bool:
    """Whether what both name agrees, and the claim names nothing more."""
    pairs = (
        (claimed.year, found.year),
        (claimed.month, found.month),
        (claimed.day, found.day),
        (claimed.weekday, found.weekday),
    )
    if any(one is not None and other is not None and one != other for one, other in pairs):
        return False
    if claimed.text.casefold() == found.text.casefold():
        return True
    return any(one is not None and one == other for one, other in pairs)


def _is_written_in(claimed: Day, passage: Passage) -> bool:
    """A month that the reader knows from the day the article was published."""
    written = passage.written
    if written is None or claimed.day or claimed.weekday is not None:
        return False
    is_told = all(day.weekday is not None for day in passage.days)
    return (
        bool(passage.days)
        and is_told
        and claimed.month == written.month
        and claimed.year in (None, written.year)
    )
