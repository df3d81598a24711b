"""A model that repeats its sources prints only what stays close to them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.progress import silent
from digest.resources import loader
from digest.summaries import TellOptions, tell
from digest.summaries.checks.departures import departures
from digest.summaries.checks.passage import Passage
from tests.told_stories import (
    ARTICLES,
    BRIDGE_STORY,
    CRACKS,
    ScriptedClient,
    draft,
    drafted,
)

GATES = "Council leader Marta Quill said the repair would cost £3.2 million."
FERRY = "The old ferry, built in 1921, will sail to Tarn again on Friday, its owner Ada Breck said."
HARBOUR = "It was repaired in the harbour of Velmouth by two dozen volunteers."
STORM = "A storm tore the roof from the church and blocked the harbour road for a week."


@pytest.mark.parametrize(
    ("text", "sources", "expected"),
    [
        ("The old ferry will sail to Tarn again, its owner said.", (FERRY,), 0),
        ("Its owner Ada Breck said the old ferry will sail to Tarn again.", (FERRY,), 1),
        ("The old ferry will travel to Tarn again on Friday.", (FERRY,), 1),
        ("The ferry, which is old, will travel to Tarn.", (FERRY,), 2),
        ("The ferry will sail, and the ferry will sail again.", (FERRY,), 3),
        ("The old ferry will sail, and a storm blocked the harbour road.", (FERRY, STORM), 1),
        ("The old ferry will sail, and blocked the harbour road.", (FERRY, STORM), 2),
        ("The old ferry, repaired by two dozen volunteers, will sail.", (FERRY, HARBOUR), 4),
        ("The old ferry will sail. It was repaired by volunteers.", (FERRY, HARBOUR), 1),
    ],
)
def test_departures_are_counted(text: str, sources: tuple[str, ...], expected: int) -> None:
    """Words left out are no departure; words of its own, steps back and mixed sources are."""
    passages = [Passage.read(source, "en") for source in sources]

    assert expected == departures(Passage.read(text, "en"), passages)


@given(st.sets(st.integers(0, 40), min_size=2))
def test_leaving_words_out_is_no_departure(kept: set[int]) -> None:
    """Whatever words of one source are left, in their order."""
    source = Passage.read(STORM, "en")
    text = " ".join(word for at, word in enumerate(STORM.split()) if at in kept)

    assert 0 == departures(Passage.read(text, "en"), [source])


FREE = "About 9,000 drivers each day use the bridge, and shopkeepers fear their trade will suffer."
"""True, and not in the words and the order of its source."""
WRONG = ("Tarnline will run six more boats every hour.", "The ferry runs 7,000 boats.")


COPY = "The Carrow Bridge in Velmouth will stay closed to all traffic until June."


@pytest.mark.parametrize(
    ("lead", "beside", "is_held"),
    [
        (COPY, WRONG, True),
        (COPY, (CRACKS, GATES), True),
        (FREE, WRONG, False),
    ],
    ids=["repeats and errs", "repeats", "own words"],
)
def test_a_model_that_repeats_its_sources_is_held_close(
    lead: str,
    beside: tuple[str, ...],
    is_held: bool,  # noqa: FBT001
) -> None:
    """The same free sentence is sent back beside copies, and printed of one with its own words."""
    points = [(lead, [1]), (FREE, [6]), *((text, [2]) for text in beside)]
    headline = "Traffic shut until June as Velmouth's Carrow Bridge remains"

    telling = tell(
        [BRIDGE_STORY],
        ARTICLES,
        client=ScriptedClient(draft(drafted(1, headline, *points))),
        prompts=loader("prompts"),
        options=TellOptions(repairs=0),
        report=silent,
    )

    lost = {lost.text: lost.reason for lost in telling.summaries[0].rejected}
    assert (FREE in lost) == is_held
    assert "told too freely" in lost.get(FREE, "told too freely")
    assert "told too freely" in lost[headline]
