"""Outages are waited out, by parts for a day, by what became of a mail for half an hour."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from procrastinate.exceptions import ConnectorException
from procrastinate.jobs import Job as Row

from digest.errors import StoreError
from digest.fleet.patient_ledger import WAITED_MINUTES, PatientLedger
from digest.fleet.queue_patience import PUT, WAITED_HOURS, Patience
from digest.store import Store, open_store
from digest.store.deliveries import State


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


class Clock:
    """Goes on when somebody sleeps."""

    now = 0.0

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds


@pytest.fixture
def store() -> Iterator[Store]:
    with open_store(None) as opened:
        yield opened


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def ledger(store: Store, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> PatientLedger:
    """Of a store that is away for the first minute."""
    real = store.deliveries.record

    def record(edition: str, recipient: str, state: State, note: str) -> None:
        if clock.now < 60:
            raise StoreError("the store is away")
        real(edition, recipient, state, note)

    monkeypatch.setattr(store.deliveries, "record", record)
    return PatientLedger(store.deliveries, clock.sleep, clock)


def test_a_mail_that_went_out_as_the_database_went_away_is_noted_as_sent(
    store: Store, ledger: PatientLedger
) -> None:
    """Else its reader would stand as one that a living process is sending to, for an hour."""
    assert ledger.claim("edition 1", "ann@example.org") is None

    ledger.record("edition 1", "ann@example.org", "sent", "")

    assert "sent" == store.deliveries.state("edition 1", "ann@example.org")
    assert "sent" == ledger.state("edition 1", "ann@example.org")


def test_nobody_waits_for_ever_to_note_a_mail(ledger: PatientLedger, clock: Clock) -> None:
    clock.now = -60.0 * (WAITED_MINUTES + 5)

    with pytest.raises(StoreError):
        ledger.record("edition 1", "ann@example.org", "sent", "")

    assert 0 <= clock.now + 60 * 5 < 10
