"""What every engine does with jobs, shown on a fleet whose parts do next to nothing."""

import pytest

from digest.fleet.work import Engine, Tally
from tests.fleet.toy import ALL, PARTS, Toy

pytestmark = pytest.mark.slow


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


def test_nothing_to_do_is_done_at_once(engine: Engine, toy: Toy) -> None:
    engine.put([])

    engine.work(toy.run, until_idle=True)

    assert {} == engine.standing().stages
