"""What every engine does with jobs, shown on a fleet whose parts do next to nothing."""

from collections.abc import Sequence

import pytest

from digest.errors import StoreError
from digest.fleet.work import Engine, Job, Tally
from tests.fleet.toy import ALL, PARTS, Toy


def test_each_part_is_worked_at_once_and_each_stage_after_the_one_before(
    engine: Engine, toy: Toy
) -> None:
    engine.put(toy.first())

    engine.work(toy.run, until_idle=True)

    assert ALL == toy.kept()
    assert dict.fromkeys(ALL, 1) == toy.runs()
    assert {stage: Tally(done=parts) for stage, parts in PARTS.items()} == engine.standing().stages


def test_what_waits_already_waits_once(engine: Engine, toy: Toy) -> None:
    """Two parts that end at once both give the next stage."""
    engine.put(toy.first())
    engine.put([*toy.first(), *toy.first()])

    assert Tally(waiting=PARTS["read"]) == engine.standing().stages["read"]
    engine.work(toy.run, until_idle=True)
    assert dict.fromkeys(ALL, 1) == toy.runs()


def test_a_part_that_fails_ends_no_other(engine: Engine, toy: Toy) -> None:
    """An error that nobody foresaw is counted, and the rest is done."""

    def run(job: Job) -> Sequence[Job]:
        if job.part == "1":
            raise ZeroDivisionError
        toy.run(job)
        return []

    engine.put(toy.first())
    engine.work(run, until_idle=True)

    assert ["read 0", "read 2"] == toy.kept()
    assert Tally(done=2, failed=1) == engine.standing().stages["read"]


def test_nothing_to_do_is_done_at_once(engine: Engine, toy: Toy) -> None:
    engine.put([])

    engine.work(toy.run, until_idle=True)

    assert {} == engine.standing().stages


@pytest.mark.slow
def test_a_part_is_tried_again_where_the_store_was_away(engine: Engine, toy: Toy) -> None:
    tries = 0

    def run(job: Job) -> Sequence[Job]:
        nonlocal tries
        tries += 1
        if tries == 1:
            raise StoreError("the store is away")
        return toy.run(job)

    engine.put(toy.first())
    engine.work(run, until_idle=True)

    assert dict.fromkeys(ALL, 1) == toy.runs()
