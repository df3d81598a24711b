"""Which editions of a fleet are due, by the schedule of each and the clock of its zone."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta

from digest.settings import Settings

_SHIFT = timedelta(hours=3)
"""More than any clock is put forward or back at once."""


def due(editions: Mapping[str, Settings], since: datetime, until: datetime) -> tuple[str, ...]:
    """The names of those with a time of their schedule after `since` and not after `until`."""
    return tuple(name for name, own in sorted(editions.items()) if any(_times(own, since, until)))


def _times(own: Settings, since: datetime, until: datetime) -> Iterator[datetime]:
    """The moments of a schedule in between.

    A time of the clock that there is twice in one night is the first of the two, and one that is
    left out is as much later as the clock was put forward: once on each day, in any case.
    """
    from croniter import croniter

    if own.edition.schedule is None:
        return
    zone = own.edition.zone
    begin = since.astimezone(zone).replace(tzinfo=None) - _SHIFT
    end = until.astimezone(zone).replace(tzinfo=None) + _SHIFT
    clock = croniter(own.edition.schedule, begin, ret_type=datetime, max_years_between_matches=1)
    for shown in clock.all_next(datetime):
        if shown > end:
            return
        moment = shown.replace(tzinfo=zone).astimezone(UTC)
        if since < moment <= until:
            yield moment
