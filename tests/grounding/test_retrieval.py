"""Which sentences stand behind a point: those given, and those that a judge would miss."""

from dataclasses import replace

from digest.grounding.evidence import Evidence
from digest.grounding.prove import find_evidence, prove
from digest.model import Citation
from tests.check_story import STORY, article
from tests.hash_seeds import printed

LONG = Evidence(
    [
        article(
            "port",
            """The port of Vessa closed on Monday.
Ships wait outside.
Nobody knows for how long.
Harbour chief Tomas Brandt counted 41 ships.
The wind was strong.
Insurers expect claims of $12 million.
“We have never seen so much water,” said a pilot.
The railway still runs.
Schools open on 14 March.""",
            title="Storm closes Vessa",
        )
    ]
)


def cited(text: str, *sentences: int) -> list[int]:
    """The sentences that the point cites."""
    found = prove(text, [Citation("port", sentence) for sentence in sentences], LONG)
    return [citation.sentence for citation in found.citations]


def test_given_citations_stay_as_they_are() -> None:
    """What the writer cites is shown in the writer's order, and nothing more where it suffices."""
    assert [7, 0] == cited("Trains run though the port is shut.", 7, 0)


def test_what_the_cited_sentences_lack_gets_its_sentence() -> None:
    """A figure, a name, a date or a quotation is shown with the sentence that has it."""
    assert [0, 5] == cited("The closed port will cost $12 million.", 0)
    assert [0, 3] == cited("The port is closed, says Brandt.", 0)
    assert [0, 8] == cited("The port closed, and schools open on 14 March.", 0)
    assert [0, 6] == cited("The port closed after “we have never seen so much water”.", 0)


def test_neighbours_and_the_headline_need_no_citation() -> None:
    """A judge sees them beside the cited sentence."""
    assert [4] == cited("For how long 41 ships wait, nobody in Vessa knows.", 4)


def test_an_outlet_needs_no_citation() -> None:
    """Who reports it stands over the lines; a line that only names it shows nothing."""
    told = article("herald", "The port is shut.\nOur herald of the night was wrong.\nTrains run.")
    story = Evidence([replace(told, source="The Night Herald")])

    found = prove("The port is closed, The Night Herald reports.", [Citation("herald", 0)], story)

    assert [0] == [citation.sentence for citation in found.citations]


def test_no_more_than_four_sentences_are_cited() -> None:
    """A reader can look them up; those that were given are never dropped."""
    text = "Brandt saw 41 ships, a $12 million bill, “we have never seen so much water”, 14 March."

    assert [0, 1, 7, 3] == cited(text, 0, 1, 7)
    assert [0, 1, 2, 7, 8] == cited(text, 0, 1, 2, 7, 8)


def test_a_sentence_without_citations_gets_the_best() -> None:
    """Two that each carry a part are both cited."""
    text = "The plant would cost £600mn, Mr Olsen said, and the union called a strike for Friday."

    assert {Citation("plant", 0), Citation("union", 0)} == set(prove(text, [], STORY).citations)


FIND = """
from benchmarks.true_points import read_stories
from digest.grounding.prove import find_evidence, prove
from tests.grounding.test_retrieval import LONG, STORY
for story in (LONG, STORY):
    for text in [*map(story.text, story.citations), "Brandt counted the wind, the water, the ships."]:
        print(find_evidence(text + " So it is.", story), prove("Now " + text, (), story).citations)
"""


def test_the_same_evidence_under_any_hash_seed() -> None:
    """The same input gives the same edition on every machine, and in this process."""
    assert 1 == len(printed(FIND))
    assert find_evidence("The railway runs.", LONG)
