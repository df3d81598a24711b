"""Which entries of a feed belong to this edition."""

from collections import Counter
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import datetime, timedelta

from digest.language.addresses import same_page
from digest.model import Skipped
from digest.sources.found import Entry, Feed

_FUTURE = timedelta(days=1)
_DAY = timedelta(days=1)
_SEEN = "read for an earlier edition"
_OLDER = "older than "
_TWICE = "twice in its feed"
_ALSO_IN = "its address is also in "
_TOO_MANY = "more than "
NAMED_TWICE = "named twice, read once"
"""The reason of a place, or of a file, that was read already in this run."""


Marks = tuple[str, ...]
"""What an item is remembered by; one that has a mark of an item read before is that item."""


def with_marks(feed: Feed, place: str) -> list[tuple[Marks, Entry]]:
    """Each entry of the feed at an address with what it is remembered by.

    An address of its own says who an item is, in whatever feed and under whatever id. Ids alone
    do not: there are feeds where all have the same one. So an id counts together with the title,
    and alone only where several items share an address, as those do that link to the home page.
    """
    addresses = Counter(entry.url for entry in feed.entries)
    ids = Counter(entry.id for entry in feed.entries)
    found: list[tuple[Marks, Entry]] = []
    for entry in feed.entries:
        titled = f"{place} {entry.id} {entry.title}"
        if entry.url and addresses[entry.url] == 1 and entry.url != feed.home:
            page = same_page(entry.url)
            marks = (page, titled) if ids[entry.id] == 1 else (page,)
            found.append((marks, entry))
        elif ids[entry.id] == 1:
            found.append(((f"{place} {entry.id}",), entry))
        else:
            found.append(((f"{titled} {entry.url}",), entry))
    return found


def sift(
    marked: Sequence[tuple[Marks, Entry]],
    *,
    since: datetime | None,
    now: datetime,
    seen: AbstractSet[str],
    most: int,
) -> Iterator[tuple[Marks, Entry, str | None]]:
    """Each entry with the reason why it is left out, or None for one to be read.

    An entry dated more than a day ahead counts as undated, and an undated one is new until it
    was seen. A date that is exactly midnight means the day, so the whole day counts.
    """
    taken: set[str] = set()
    read = 0
    for marks, found in marked:
        entry = _without_future(found, now)
        why = None
        if not taken.isdisjoint(marks):
            why = _TWICE
        elif not seen.isdisjoint(marks):
            why = _SEEN
        elif since is not None and _is_older(entry, since):
            why = f"{_OLDER}{since:%Y-%m-%d %H:%M} UTC"
        elif read >= most:
            why = f"{_TOO_MANY}{most} new entries in its feed"
        else:
            taken.update(marks)
            read += 1
        yield marks, entry, why


def also_in(place: str) -> str:
    """The reason of an entry that another feed named first."""
    return f"{_ALSO_IN}{place}"


def is_put_off(why: str | None) -> bool:
    """Whether an entry is left for the next edition, so that its feed must be seen whole then."""
    return why is not None and why.startswith(_TOO_MANY)


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
