"""Which of the dates on a page or in a text is the article's own; never guessed."""

import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import cache

from digest.language.lexicons import everywhere
from digest.language.written_dates import parse_date

_FIRST_YEAR = 1990
"""Before it newspapers had no pages on the web."""
_LONGEST_DATE_LINE = 80
"""Characters of a line that may be a date and little else."""


def trusted(moment: datetime | None, now: datetime) -> datetime | None:
    """The moment, unless it lies in the future of now or before newspapers had pages on the web."""
    return moment if moment is not None and moment <= now and moment.year >= _FIRST_YEAR else None


def from_address(url: str | None) -> datetime | None:
    """The day that an address names: `/2026/03/02/` or `-2026-03-02`."""
    found = _IN_ADDRESS.search(url or "")
    return parse_date("-".join(found.groups())) if found else None


_IN_ADDRESS = re.compile(
    r"[/_-](20\d\d)[/_-](0?[1-9]|1[0-2])[/_-](0?[1-9]|[12]\d|3[01])(?=[/_.-]|$)"
)


def from_name(place: str) -> datetime | None:
    """The day that the name of a file tells: `2026-03-02_Gazette.pdf`, `Gazette 2.3.2026.pdf`."""
    name = re.split(r"[/\\]", place)[-1]
    written = _DOTTED.search(name)
    return from_address(f"_{name}") or (parse_date(written[0]) if written else None)


_DOTTED = re.compile(r"(?<!\d)\d{1,2}\.\d{1,2}\.20\d\d(?!\d)")


def shown_instead(
    head: Sequence[str], declared: datetime, changed: datetime | None
) -> datetime | None:
    """The day that a page shows at its headline, where it hides the declared one from its readers.

    It counts if the page does not call it the day of an update, and if it is older than the
    declared one or lies between that and the declared change: another could be any event's day.
    """
    brief = [
        line for line in head if len(line) < _LONGEST_DATE_LINE and any(c.isdigit() for c in line)
    ]
    days = [(part, day) for line in brief for part in parts(line) if (day := parse_date(part))]
    if any(abs(day - declared) < timedelta(hours=36) for _, day in days):
        return None
    last = changed + timedelta(days=1) if changed else declared
    first = (day for part, day in days if not is_of_a_change(part))
    return next((day for day in first if day <= last), None)


def parts(line: str) -> list[str]:
    """A line of several dates cut between them: `Received: 2 May 2026, published: 9 June 2026`."""
    line = _GLUED.sub(" ", line)
    return _AFTER_A_YEAR.split(line) if len(_YEARS.findall(line)) > 1 else [line]


def is_of_a_change(part: str) -> bool:
    """Whether the words beside a date say that it is not that of the first publication."""
    return _of_a_change().search(part.lower()) is not None


_YEARS = re.compile(r"\b(?:19|20)\d\d\b")
_AFTER_A_YEAR = re.compile(r"(?<=\b\d\d\d\d)\W{1,9}(?=[^\W\d])")
_GLUED = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=\d\d\d\d)(?=[A-Za-z])")


@cache
def _of_a_change() -> re.Pattern[str]:
    return re.compile("|".join(everywhere("change_labels")))


def from_lines(lines: Sequence[str]) -> datetime | None:
    """The date that a text's own head tells: a short line with a date, or a dateline.

    Only full dates with a year count; "July 9" alone could be any year's.
    """
    for line in lines[:12]:
        head = line if len(line) < _LONGEST_DATE_LINE else _dateline(line)
        moment = parse_date(head) if head and not re.search(r"[a-zа-я][.!?]$", head) else None
        if moment:
            return moment
    return None


_DATELINE = re.compile(r"^([^\W\d_][^\n—–]{2,70}?)\s*[—–-]{1,2}\s")


def _dateline(line: str) -> str | None:
    """`LONDON, 9 July 2023 (Wire) —` before the first words of an article."""
    found = _DATELINE.match(line[:90])
    return found.group(1) if found and found.group(1)[:3].isupper() else None
