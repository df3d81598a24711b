"""The clock of a fleet: what is due is begun once, and what was missed is made up for."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest

from digest.fleet.queue_clock import CATCH_UP_HOURS, Clock
from digest.fleet.queue_form import make_queue
from digest.fleet.queue_line import Line, app_at
from digest.fleet.work import Job, Tally
from digest.store.location import locate
from tests.fleet.toy import PARTS, Toy

NOON = datetime(2026, 11, 26, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


class Minutes:
    """What the clock was asked, a minute a call; the third in vain."""

    def __init__(self, url: str, toy: Toy) -> None:
        self.asked: list[tuple[datetime, datetime]] = []
        place = locate(url)
        make_queue(place)
        self.line = Line(app_at(place), str(toy.folder))
        self.toy = toy

    def tick(self, since: datetime, until: datetime) -> Sequence[Job]:
        self.asked.append((since, until))
        if until == NOON + 2 * MINUTE:
            raise ZeroDivisionError
        return self.toy.first()

    async def pass_by(self, *moments: datetime) -> None:
        clock = Clock(self.line, self.tick)
        clock.register()
        self.line.app.periodic_registry.periodic_tasks.clear()  # no minute of today
        async with self.line.app.open_async():
            for moment in moments:
                task = self.line.app.tasks["tick"]
                await task.defer_async(timestamp=int(moment.timestamp()))
                await self.line.app.run_worker_async(
                    queues=[self.line.ticks], wait=False, install_signal_handlers=False
                )


@pytest.fixture
def minutes(url: str, toy: Toy) -> Minutes:
    return Minutes(url, toy)


@pytest.mark.slow
def test_a_minute_in_vain_is_asked_again(minutes: Minutes) -> None:
    """And one after a night in which nobody worked looks back a few hours."""
    morning = NOON + timedelta(hours=18)
    asyncio.run(minutes.pass_by(NOON, *(NOON + n * MINUTE for n in (1, 2, 3)), morning))

    assert [
        (NOON - MINUTE, NOON),
        (NOON, NOON + MINUTE),
        (NOON + MINUTE, NOON + 2 * MINUTE),
        (NOON + MINUTE, NOON + 3 * MINUTE),
        (morning - timedelta(hours=CATCH_UP_HOURS), morning),
    ] == minutes.asked


@pytest.mark.slow
def test_what_is_due_waits_once(minutes: Minutes) -> None:
    async def pass_by() -> dict[str, Tally]:
        await minutes.pass_by(NOON, NOON + MINUTE)
        async with minutes.line.app.open_async():
            return await minutes.line.tallies()

    assert Tally(waiting=PARTS["read"]) == asyncio.run(pass_by())["read"]
