"""Which entries of a feed belong to this edition."""

from collections import Counter
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import datetime, timedelta

from digest.model import Skipped
from digest.sources.found import Entry

_FUTURE = timedelta(days=1)
_DAY = timedelta(days=1)
_SEEN = "read for an earlier edition"
_OLDER = "older than "
_TWICE = "twice in its feed"
_ALSO_IN = "its address is also in "
NAMED_TWICE = "named twice, read once"
"""The reason of a place, or of a file, that was read already in this run."""


def with_keys(entries: Sequence[Entry]) -> list[tuple[str, Entry]]:
    """Each entry with what it is remembered by: its id, or more where a feed repeats ids."""
    used = Counter(entry.id for entry in entries)
    return [
        (entry.id if used[entry.id] == 1 else f"{entry.id} {entry.url or entry.title}", entry)
        for entry in entries
    ]


def sift(
    keyed: Sequence[tuple[str, Entry]],
    *,
    since: datetime | None,
    now: datetime,
    seen: AbstractSet[str],
    most: int,
) -> Iterator[tuple[str, Entry, str | None]]:
    """Each entry with the reason why it is left out, or None for one to be read.

    An entry dated more than a day ahead counts as undated, and an undated one is new until it
    was seen. A date that is exactly midnight means the day, so the whole day counts.
    """
    taken: set[str] = set()
    for key, found in keyed:
        entry = _without_future(found, now)
        why = None
        if key in taken:
            why = _TWICE
        elif key in seen:
            why = _SEEN
        elif since is not None and _is_older(entry, since):
            why = f"{_OLDER}{since:%Y-%m-%d %H:%M} UTC"
        elif len(taken) >= most:
            why = f"more than {most} new entries in its feed"
        else:
            taken.add(key)
        yield key, entry, why


def also_in(place: str) -> str:
    """The reason of an entry that another feed named first."""
    return f"{_ALSO_IN}{place}"


def is_not_new(skipped: Skipped) -> bool:
    """Whether an item was left out only because it is old or was read: nothing is wrong with it."""
    known = (_SEEN, _TWICE, NAMED_TWICE)
    return skipped.why in known or skipped.why.startswith((_OLDER, _ALSO_IN))


def _without_future(entry: Entry, now: datetime) -> Entry:
    published, changed = entry.published, entry.changed
    if published is not None and published > now + _FUTURE:
        published = None
    if changed is not None and changed > now + _FUTURE:
        changed = None
    return replace(entry, published=published, changed=changed)


def _is_older(entry: Entry, since: datetime) -> bool:
    moment = entry.published or entry.changed
    if moment is None:
        return False
    is_day = (moment.hour, moment.minute, moment.second) == (0, 0, 0)
    return moment + (_DAY if is_day else timedelta()) < since
