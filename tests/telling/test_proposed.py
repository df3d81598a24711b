"""On what the outlets differ, as the model that tells a story says: no more than they say."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from digest.edition import compose
from digest.model import Difference, Edition, MadeWith, Usage
from digest.proof import reprove
from digest.telling import TellOptions
from tests.telling.test_tell import told
from tests.told_stories import (
    ORCHARD_DRAFT,
    ORCHARD_STORY,
    ScriptedClient,
    article,
    draft,
    drafted,
    story,
)

ASKED = TellOptions(differences=True)
POST = article(
    "post",
    "Velmouth Post",
    "The Carrow Bridge in Velmouth will stay closed to all traffic until June.",
    "Repairs to the bridge will cost £3.2 million, the council said.",
)
ECHO = article(
    "echo",
    "Tarn Echo",
    "The Carrow Bridge in Velmouth remains shut until June.",
    "The bill for its repairs is put at £4.1 million.",
)
ARTICLES = {one.id: one for one in (POST, ECHO)}
BRIDGE = story(1, POST, ECHO)
LEAD = "The Carrow Bridge in Velmouth will stay closed to all traffic until June."
COSTS = {
    "about": "repairs",
    "is_update": False,
    "sides": [
        {"cites": [2], "value": "£3.2 million"},
        {"cites": [4], "value": "£4.1 million"},
    ],
}


def bridge(*differences: object) -> dict[str, object]:
    said = drafted(1, "Carrow Bridge closed until June", (LEAD, [1]))
    return draft({**said, "differences": list(differences)})


def rows(*differences: object, options: TellOptions = ASKED) -> Sequence[tuple[str, ...]]:
    """The matter and the values of each difference that is printed."""
    telling = told([BRIDGE], ScriptedClient(bridge(*differences)), options, ARTICLES)
    found = telling.summaries[0].differences
    return [(row.about, *(position.value for position in row.positions)) for row in found]


def test_the_model_names_the_matter_and_the_sources_speak() -> None:
    assert [("repairs", "£3.2 million", "£4.1 million")] == rows(COSTS)


def test_what_no_source_says_is_not_printed() -> None:
    sides = [{"cites": [2], "value": "£3.2 million"}, {"cites": [4], "value": "£9 million"}]

    assert [] == rows({**COSTS, "sides": sides}, {**COSTS, "about": "bribes of the council"})


def test_what_the_model_does_not_list_is_none() -> None:
    """It has read the articles; rules that look for figures stand back."""
    assert [] == rows()


def test_it_is_proven_again_in_the_finished_edition() -> None:
    """And one that was changed by hand is noticed, though its words are the articles' own."""
    summary = told([BRIDGE], ScriptedClient(bridge(COSTS)), ASKED, ARTICLES).summaries[0]
    digest = compose(
        edition=Edition(title="Tarn Notes", number=1, date=date(2026, 4, 22)),
        told=[(BRIDGE, summary)],
        articles=ARTICLES,
        skipped=(),
        usage=Usage(),
        made_with=MadeWith(digest="0.1.0", model="scripted", prompts="none"),
    )
    [row] = digest.stories[0].summary.differences
    low, high = row.positions

    def faults(changed: Difference) -> int:
        story_ = digest.stories[0]
        new = replace(story_, summary=replace(story_.summary, differences=(changed,)))
        return len(reprove(replace(digest, stories=(new,))).problems)

    assert 0 == faults(row)
    assert faults(replace(row, about="bribes"))
    assert faults(replace(row, positions=(replace(low, value="£4.1 million"), high)))
    assert faults(replace(row, positions=(low, replace(high, citations=low.citations))))


def test_rules_look_where_the_model_is_not_asked() -> None:
    client = ScriptedClient(bridge(COSTS))

    summary = told([BRIDGE], client, TellOptions(), ARTICLES).summaries[0]

    assert "differences" not in str(client.bodies[0])
    assert all(row.about != "repairs" for row in summary.differences)


def test_a_story_of_one_outlet_is_not_asked() -> None:
    client = ScriptedClient(draft(ORCHARD_DRAFT))

    told([ORCHARD_STORY], client, ASKED)

    assert "differences" not in str(client.bodies[0])
