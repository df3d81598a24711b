"""What a server refuses is learned once, and kept where it was taken."""

import pytest

from digest.llm.answers import MemoryAnswers
from digest.llm.faults.refusals import (
    FieldRefused,
    FormRefused,
    Refused,
    RoomRefused,
    SystemRefused,
)
from digest.llm.learned import Learned, Lessons, kept, learned_from

WHERE = ("http://model.example/v1", "velo-1")
BODY = {
    "model": "velo-1",
    "messages": [{"role": "system", "content": "Be brief."}, {"role": "user", "content": "Go."}],
    "max_completion_tokens": 500,
    "seed": 7,
}
REFUSALS = [
    FormRefused("no schema"),
    FieldRefused("seed", None),
    FieldRefused("max_completion_tokens", "max_tokens"),
    RoomRefused(96),
    SystemRefused(),
]


@pytest.mark.parametrize("refused", REFUSALS, ids=lambda refused: type(refused).__name__)
def test_two_workers_that_were_refused_alike_learn_one_lesson(refused: Refused) -> None:
    """The second has to be asked again as the first, and not one rung lower still."""
    lessons = Lessons(MemoryAnswers(), *WHERE)
    tried = lessons.now

    assert lessons.learn(tried, refused, 500)
    once = lessons.now
    assert lessons.learn(tried, refused, 500)

    assert once is lessons.now
    assert once != tried


@pytest.mark.parametrize("refused", REFUSALS, ids=lambda refused: type(refused).__name__)
def test_a_lesson_comes_to_an_end(refused: Refused) -> None:
    """A server that refuses whatever is changed is not asked for ever, and nothing is kept of it."""
    answers = MemoryAnswers()
    lessons = Lessons(answers, *WHERE)
    first = lessons.now

    rounds = 0
    while lessons.learn(lessons.now, refused, 500):
        rounds += 1

    assert 1 <= rounds <= 4
    assert first == lessons.now
    assert answers.learned(*WHERE) is None


def test_what_was_taken_is_known_to_the_next_build() -> None:
    answers = MemoryAnswers()
    lessons = Lessons(answers, *WHERE)
    for refused in REFUSALS:
        lessons.learn(lessons.now, refused, 500)
    lessons.confirm(lessons.now)

    later = Lessons(answers, *WHERE).now

    assert lessons.now == later
    assert "json_object" == later.way.name
    assert {
        "model": "velo-1",
        "messages": [{"role": "user", "content": "Be brief.\n\nGo."}],
        "max_tokens": 96,
    } == later.applied(BODY)


def test_nobody_is_asked_otherwise_for_nothing() -> None:
    assert BODY == Learned().applied(BODY)
    assert "{}" == kept(Learned())


def test_what_an_earlier_digest_kept_is_understood() -> None:
    """It kept the name of the rung alone; what means nothing is nothing."""
    assert Learned(rung="tool") == learned_from("tool")
    for odd in ("", None, "nonsense", "[1]", '{"most_room": "much"}'):
        assert Learned() == learned_from(odd)
    assert "prompt" == learned_from("tool", "prompt").rung
