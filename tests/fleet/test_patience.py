"""What an outage breaks off is tried again for a day, however often; nothing else is."""

from datetime import UTC, datetime, timedelta

import pytest
from procrastinate.exceptions import ConnectorException
from procrastinate.jobs import Job as Row

from digest.errors import StoreError
from digest.fleet.queue_patience import PUT, WAITED_HOURS, Patience


def row(*, hours: float, attempts: int = 0) -> Row:
    put = datetime.now(UTC) - timedelta(hours=hours)
    return Row(
        id=1,
        queue="digest",
        lock="make harbour",
        queueing_lock="make harbour",
        task_name="make",
        attempts=attempts,
        task_kwargs={"round": "one", "part": "harbour", "lock": None, PUT: put.isoformat()},
    )


def seconds(error: Exception, job: Row) -> float | None:
    """Until the next try; None where there is none."""
    decision = Patience().get_retry_decision(exception=error, job=job)
    if decision is None:
        return None
    assert decision.retry_at is not None
    return (decision.retry_at - datetime.now(UTC)).total_seconds()


@pytest.mark.parametrize("error", [StoreError("the store is full"), ConnectorException()])
def test_an_outage_costs_no_tries_and_is_looked_at_each_minute(error: Exception) -> None:
    waits = [seconds(error, row(hours=WAITED_HOURS - 1, attempts=n)) for n in (0, 5, 1_000)]

    assert [1, 26, 60] == pytest.approx(waits, abs=2)


def test_after_a_day_the_next_round_has_its_articles() -> None:
    assert seconds(StoreError("the store is away"), row(hours=WAITED_HOURS + 1)) is None


def test_what_is_no_outage_is_not_tried_again() -> None:
    assert seconds(ZeroDivisionError(), row(hours=0)) is None
