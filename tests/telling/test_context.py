"""Why a story matters: asked for its top stories, and printed only where their articles say it."""

from dataclasses import replace

import pytest

from digest.model import Rank
from digest.telling import TellOptions
from tests.telling.test_tell import told
from tests.told_stories import (
    BRIDGE_DRAFT,
    BRIDGE_LEAD,
    BRIDGE_STORY,
    FROST,
    ORCHARD_STORY,
    ScriptedClient,
    draft,
    drafted,
)

WHY = "Shopkeepers fear for their trade, as about 9,000 drivers use the bridge each day."
CONTEXT = TellOptions(context=1)


def bridge(text: str | None, cites: tuple[int, ...] = (6,)) -> dict[str, object]:
    """The bridge's draft with what the model says of why it matters."""
    said = [] if text is None else [{"text": text, "cites": list(cites)}]
    return draft({**BRIDGE_DRAFT, "context": said})


def test_a_top_story_says_why_it_matters() -> None:
    """In a sentence of its own, with its evidence and its judge."""
    client = ScriptedClient(bridge(WHY), doubts={WHY: 3})

    summary = told([BRIDGE_STORY], client, CONTEXT).summaries[0]

    assert summary.context is not None
    assert (WHY, (("bridge-echo", 1),)) == (summary.context.text, summary.context.citations)
    assert 3 == summary.context.proof.doubt
    assert WHY not in [point.text for point in summary.points]


def test_context_is_asked_of_what_ranks_highest_alone() -> None:
    """And the model that answers it unasked is not heard."""
    frost = {**drafted(2, "Late frost destroys apple blossom", (FROST, [8])), "context": []}
    answer = {"stories": [*bridge(WHY)["stories"], frost]}  # type: ignore[misc]
    high = replace(ORCHARD_STORY, rank=Rank(position=2, score=5.0))
    client = ScriptedClient(answer)

    telling = told([BRIDGE_STORY, high], client, CONTEXT)

    asked = client.user_message(0)
    assert ["Story 2"] == [line[2:9] for line in asked.splitlines() if "and context" in line]
    assert (None, None) == tuple(summary.context for summary in telling.summaries)


def test_nothing_is_asked_where_the_setting_is_off() -> None:
    """The request stays what it was, to the letter: what was paid for is not paid again."""
    client = ScriptedClient(draft(BRIDGE_DRAFT))

    told([BRIDGE_STORY], client)

    assert "context" not in str(client.bodies[0])


@pytest.mark.parametrize(
    ("said", "cites"),
    [
        (None, ()),
        ("The closure of the bridge will cost the town 40 jobs.", (6,)),
        (BRIDGE_LEAD, (1,)),
        ("He fears for the trade of the town's shopkeepers.", (6,)),
    ],
)
def test_without_a_proven_sentence_there_is_none(said: str | None, cites: tuple[int, ...]) -> None:
    """None was given, or it is false, told already, or cannot be read alone."""
    doubts = {said: 95} if said else {}
    client = ScriptedClient(bridge(said, cites), doubts=doubts)
    options = replace(CONTEXT, repairs=0)

    summary = told([BRIDGE_STORY], client, options).summaries[0]

    assert summary.context is None
    assert "model" == summary.method


def test_a_faulty_reason_goes_back_like_any_sentence() -> None:
    """Mended, it is printed; the points are left as they were."""
    wrong = WHY.replace("9,000", "90,000")
    mended = {"sentences": [{"sentence": 1, "text": WHY, "cites": [1, 2, 3]}]}
    client = ScriptedClient(bridge(wrong), mended)

    summary = told([BRIDGE_STORY], client, CONTEXT).summaries[0]

    assert summary.context is not None
    assert WHY == summary.context.text
    assert () == summary.rejected
