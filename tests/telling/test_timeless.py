"""A guide, a review, a diary: without a model it is told by its opening, or by its headline."""

import pytest

from digest.grounding.evidence import Evidence
from digest.telling.extractive import extract
from tests.summary_stories import article

STEPS = (
    "The dough rests for an hour under a cloth.",
    "Rolled thin, the dough of Mossel flour keeps its shape.",
    "The oven has to be hot before the first tray goes in.",
    "A glass of water on its floor makes the crust of a Velmouth loaf crisp.",
    "Bakers in Tarn brush each loaf with salted butter.",
    "Loaves cool on a rack for half an hour and keep for three days.",
    "Rye flour takes more water than wheat does, and more patience.",
    "The crumb is dense, and the crust tastes of malt.",
    "Slices of the second day make good toast.",
    "What is left over thickens a soup of leeks and potatoes.",
)
NAMED = "The bread of Velmouth is a dense loaf of rye and wheat that millers baked for the winter."


def told(*sentences: str, title: str = "How Velmouth bread is baked") -> list[str]:
    story = Evidence([article("Kitchen Post", *sentences, title=title)])
    return [point.text for point in extract(story, words=300).points]


def test_of_a_guide_only_what_opens_it_with_a_name_is_told() -> None:
    """Its later sentences are steps, and comments on them."""
    assert [NAMED] == told(NAMED, *STEPS)


@pytest.mark.parametrize(
    "opening",
    [
        "Bread is the oldest of all things that are baked for a long winter.",
        "Bread from Velmouth has been my winter treat since we moved to the coast.",
        "The mills of Tarn and Mossel stood idle through three winters of war.",
    ],
    ids=["nameless", "the writer's own", "on another matter"],
)
def test_a_guide_without_such_an_opening_is_told_by_its_headline(opening: str) -> None:
    assert [] == told(opening, *STEPS)


def test_of_a_report_later_sentences_are_told() -> None:
    """Somebody said so, and a day is named: the same sentences are news."""
    said = "The millers of Velmouth sold their last loaf on Monday, the guild said."
    title = "Millers of Velmouth bake their last loaf of bread"
    assert 1 < len(told(said, "The guild said rye had failed.", *STEPS, title=title))
