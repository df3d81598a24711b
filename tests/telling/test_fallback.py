"""When a model dies the next one tells what is left, with a judge that has passed the exam."""

from digest.errors import LlmRejected
from digest.llm.purse import Limits, Purse
from tests.telling.test_tell import ALONE, told
from tests.told_stories import (
    BRIDGE_DRAFT,
    BRIDGE_STORY,
    ORCHARD_DRAFT,
    ORCHARD_STORY,
    ScriptedClient,
    draft,
)

STORIES = [BRIDGE_STORY, ORCHARD_STORY]
DEAD = LlmRejected("api.example says that the account has no quota left")


def test_the_next_model_tells_what_the_dead_one_left() -> None:
    first = ScriptedClient(draft(BRIDGE_DRAFT), DEAD, model="first")
    second = ScriptedClient(draft(BRIDGE_DRAFT), draft(ORCHARD_DRAFT), model="second")

    telling = told(STORIES, first, ALONE, fallbacks=[second])

    assert ["model", "model"] == [summary.method for summary in telling.summaries]
    assert "second" in {summary.model for summary in telling.summaries}
    assert telling.failed is None
    assert 0 == telling.fell_back
    assert () == telling.notices


def test_a_model_that_lives_is_not_left() -> None:
    second = ScriptedClient(model="second")

    telling = told(STORIES, ScriptedClient(draft(BRIDGE_DRAFT), draft(ORCHARD_DRAFT)), ALONE,
                   fallbacks=[second])  # fmt: skip

    assert [] == second.bodies
    assert {"scripted"} == {summary.model for summary in telling.summaries}


def test_a_fallback_that_has_not_passed_the_exam_writes_nothing() -> None:
    """The word of the dead model's judge does not hold for another model."""
    second = ScriptedClient(draft(BRIDGE_DRAFT), model="second", is_fit=False)

    telling = told(STORIES, ScriptedClient(DEAD), ALONE, fallbacks=[second])

    assert ["extractive", "extractive"] == [summary.method for summary in telling.summaries]
    assert [None, None] == [summary.model for summary in telling.summaries]


def test_readers_learn_how_many_stories_fell_back_and_no_host() -> None:
    dead = told(STORIES, ScriptedClient(DEAD), ALONE)
    poor = told(
        STORIES,
        ScriptedClient(draft(BRIDGE_DRAFT), purse=Purse(Limits(requests=3))),
        ALONE,
    )

    assert 2 == dead.fell_back
    assert "2 of 2 stories are told in their sources' own sentences" in dead.notices[0]
    assert "api.example" not in " ".join(dead.notices)
    assert poor.fell_back >= 1
    assert "budget of 3 requests" in " ".join(poor.notices)
