"""An edition is due when the clock of its readers shows the time of its schedule."""

from datetime import UTC, datetime, timedelta

import pytest

from digest.fleet.due import due
from digest.settings import Settings

MINUTE = timedelta(minutes=1)
STEP = 15 * MINUTE


def edition(schedule: str | None, zone: str = "UTC") -> Settings:
    return Settings.model_validate({"edition": {"schedule": schedule, "timezone": zone}})


def moments(own: Settings, begin: str, end: str) -> list[str]:
    """When it is due, asked each quarter of an hour."""
    at, last = datetime.fromisoformat(begin), datetime.fromisoformat(end)
    found = []
    while at < last:
        if due({"one": own}, at, at + STEP):
            found.append((at + STEP).astimezone(UTC).strftime("%dT%H:%M"))
        at += STEP
    return found


def test_each_edition_is_due_by_its_own_clock() -> None:
    editions = {
        "lisbon": edition("30 6 * * 1-5", "Europe/Lisbon"),
        "berlin": edition("30 6 * * 1-5", "Europe/Berlin"),
        "weekly": edition("30 5 * * SUN"),
        "by hand": edition(None),
    }
    monday = datetime(2026, 11, 23, 5, 30, tzinfo=UTC)

    assert ("berlin",) == due(editions, monday - MINUTE, monday)
    assert () == due(editions, monday, monday + MINUTE)
    assert ("berlin", "lisbon") == due(editions, monday - MINUTE, monday + 60 * MINUTE)
    assert ("weekly",) == due(editions, monday - 2880 * MINUTE, monday - MINUTE)


@pytest.mark.parametrize(
    ("schedule", "begin", "end", "meant"),
    [
        # the clock goes from 2:00 to 3:00 on 29 March
        ("30 2 * * *", "2026-03-28T00:00+00:00", "2026-03-31T00:00+00:00", ["28T01:30", "29T01:30", "30T00:30"]),
        ("30 3 * * *", "2026-03-29T00:00+00:00", "2026-03-30T00:00+00:00", ["29T01:30"]),
        # and from 3:00 back to 2:00 on 25 October
        ("30 2 * * *", "2026-10-24T00:00+00:00", "2026-10-26T12:00+00:00", ["24T00:30", "25T00:30", "26T01:30"]),
    ],
)  # fmt: skip
def test_a_night_with_an_hour_more_or_less_has_one_edition(
    schedule: str, begin: str, end: str, meant: list[str]
) -> None:
    assert meant == moments(edition(schedule, "Europe/Berlin"), begin, end)


def test_what_was_missed_is_due_once() -> None:
    """However many of its times went by."""
    hourly = {"one": edition("0 * * * *")}
    at = datetime(2026, 11, 23, 5, 30, tzinfo=UTC)

    assert ("one",) == due(hourly, at - timedelta(hours=5), at)


def test_a_day_that_there_never_is_ends() -> None:
    at = datetime(2026, 11, 23, tzinfo=UTC)

    assert () == due({"one": edition("0 6 31 2 *")}, at - MINUTE, at)
