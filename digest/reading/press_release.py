"""Press releases: the headline under the letterhead, who issued it and when, and where it ends.

A release says on its first lines that it is one; only then are contacts, notes to editors and the
issuer's account of itself looked for, and left away.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from digest.language.lexicons import everywhere
from digest.language.written_dates import parse_date
from digest.reading import furniture
from digest.reading.line_ends import leads_on

_OPENING = 12
"""Lines among which a release calls itself one and is dated."""
_LONGEST_LETTERHEAD = 160
_LONGEST_DAY_LINE = 60
_LONGEST_RELEASE_TITLE = 200
_LEAST_TITLE_WORDS = 3
_MOST_NAME_WORDS = 5
"""Words of an issuer's name that stands alone above the headline, or of a release's number."""
_MOST_HEADING_WORDS = 8
"""Words of a line that is only a heading."""
_IDLE_EDGES = " |–—-•·:*_/,;"
_SEPARATED = re.compile(r"\s*[|–—:·]\s*|\s+-\s+|\s{2,}")
_FULL_STOP = re.compile("[.!?…][\"'”’»)]*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """None where it does not say."""

    headline: str | None
    issuer: str | None
    published: datetime | None
    body: tuple[str, ...]
    """The lines of its text."""


def take(lines: Sequence[str], letterhead: Sequence[str] = ()) -> Release | None:
    """The release that these lines are, or None where nothing at their head says so.

    `letterhead` has lines of the first page that were left away as they stand on every page.
    """
    head = [*letterhead, *lines[:_OPENING]]
    if not any(map(is_label, head)):
        return None
    label = next((i for i, line in enumerate(lines[:_OPENING]) if is_label(line)), -1)
    below = range(label + 1, min(label + 1 + _OPENING, len(lines)))
    start = next((i for i in below if not _is_above(lines[i], lines[i + 1 :])), 0)
    headline, text = _headline(lines, start)
    apart = [i for i in range(text, len(lines)) if not _is_inside(lines, i)]
    end = next((i for i in apart if i > text and _is_end(lines[i])), len(lines))
    labels = {i for i in apart if is_label(lines[i])}
    body = tuple(lines[i] for i in range(text, end) if i not in labels)
    dates = (
        parse_date(_labels().sub(" ", line)) for line in head if _is_date(line) or is_label(line)
    )
    return Release(
        headline=headline,
        issuer=_issuer(head, lines),
        published=next(filter(None, dates), None),
        body=body,
    )


def _headline(lines: Sequence[str], start: int) -> tuple[str | None, int]:
    """The headline from `start` on, on one line or two, and where the text begins."""
    first = lines[start] if start < len(lines) else ""
    if len(first.split()) < _LEAST_TITLE_WORDS or _FULL_STOP.search(first):
        return None, start
    at = start + 1
    headline = first
    while (
        at < len(lines) and lines[at][:1].islower() and len(headline) < _LONGEST_RELEASE_TITLE // 2
    ):
        headline, at = f"{headline} {lines[at]}", at + 1
    if len(headline) > _LONGEST_RELEASE_TITLE or _FULL_STOP.search(headline):
        return None, start  # it was the first line of the text
    while at < len(lines) - 1 and _is_above(lines[at], ()):
        at += 1
    return headline, at


def _is_above(line: str, following: Sequence[str]) -> bool:
    """Tell whether a line stands above the headline: a label, a day, whom to ask, the issuer."""
    words = line.split()
    if is_label(line) or _is_date(line) or _ends().match(line) or len(words) < _LEAST_TITLE_WORDS:
        return True
    is_followed = bool(following) and not furniture.is_prose(following[0])
    is_named = any(line.casefold() in other.casefold() for other in following[1:])
    return is_followed and is_named and len(words) <= _MOST_NAME_WORDS


def _issuer(head: Sequence[str], lines: Sequence[str]) -> str | None:
    """Whose letterhead it is, as its text writes the name; else whom it describes at its end."""
    at = next(i for i, line in enumerate(head) if is_label(line))
    above = [*_parts(_labels().sub(" | ", head[at])), *reversed(head[:at])]
    named = next((name for name in above if any(map(str.isalpha, name)) and not _is_date(name)), "")
    if not named:
        found = next(filter(None, map(_about().match, lines)), None)
        return found["name"].strip(_IDLE_EDGES) if found else None
    written = (
        re.findall(re.escape(named), " ".join(lines), re.IGNORECASE) if named.isupper() else []
    )
    return next((name for name in written if not name.isupper()), named)


def _is_date(line: str) -> bool:
    return len(line) < _LONGEST_DAY_LINE and parse_date(line) is not None


def is_label(line: str) -> bool:
    """Tell whether a part of a line is a label and little else: `PRESS RELEASE No. 4`."""
    if len(line) > _LONGEST_LETTERHEAD or not _labels().search(line):
        return False
    if line.isupper():
        return True
    rests = (
        _labels().sub("", part).strip(_IDLE_EDGES)
        for part in _parts(line)
        if _labels().search(part)
    )
    return any(
        not rest or (any(map(str.isdigit, rest)) and len(rest.split()) <= _MOST_NAME_WORDS)
        for rest in rests
    )


def _parts(line: str) -> list[str]:
    return [part for part in (p.strip(_IDLE_EDGES) for p in _SEPARATED.split(line)) if part]


@cache
def _labels() -> re.Pattern[str]:
    labels = "|".join((*everywhere("release_labels"), *everywhere("embargo_labels")))
    return re.compile(rf"(?<!\w)(?:{labels})(?!\w)", re.IGNORECASE)


def _is_inside(lines: Sequence[str], at: int) -> bool:
    """Tell whether a line stands in the midst of a sentence that runs over the ends of lines."""
    before, after = lines[max(0, at - 1) : at], lines[at + 1 : at + 2]
    is_begun = any(leads_on(line, lines[at]) for line in before)
    return is_begun and any(leads_on(lines[at], line) for line in after)


def _is_end(line: str) -> bool:
    """Tell whether the text has ended: a heading of what follows it, alone or before a colon."""
    bare = line.strip(" -–—*•")
    if _ends().match(bare):
        return True
    about = _about().match(bare)
    return about is not None and (
        bool(about["colon"])
        or (len(bare.split()) <= _MOST_HEADING_WORDS and not _FULL_STOP.search(bare))
    )


@cache
def _ends() -> re.Pattern[str]:
    """Alone on its line, or before a colon; a request to turn to somebody goes on."""
    return re.compile(
        rf"(?:{'|'.join(everywhere('release_ends'))})(?:\s*$|\s*:|[,\s]+\D{{0,60}}[:@])",
        re.IGNORECASE,
    )


@cache
def _about() -> re.Pattern[str]:
    begins = "|".join(everywhere("about_issuer"))
    return re.compile(rf"(?:{begins})\s?(?P<name>[^\W\d][^:.!?]{{1,60}})(?P<colon>:)?")
