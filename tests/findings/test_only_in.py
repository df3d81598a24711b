"""What "Only in X" promises: no other outlet of the story reports anything like it."""

from dataclasses import replace

import pytest

from digest.findings.only_in import mark_only_in
from digest.grounding.evidence import Evidence
from digest.grounding.prove import prove
from digest.model import Point
from digest.telling.extractive import extract
from tests.summary_stories import FERRY, article


def marked(*texts: str, reprinted: tuple[str, ...] = ()) -> list[str | None]:
    points = [prove(text, (), FERRY).point for text in texts]
    known = [point for point in points if isinstance(point, Point)]
    assert len(texts) == len(known)
    return [point.only_in for point in mark_only_in(known, FERRY, reprinted=reprinted)]


FISHERMAN = (
    "A fisherman, Oskar Brandt, said he had seen the lights of the ferry too close to the cliffs."
)


def test_what_one_outlet_alone_reports_is_marked() -> None:
    """The fisherman is only in the Daily Lantern; the grounding is everywhere."""
    grounding = "The ferry ran aground off Tarn late on Tuesday with 214 passengers on board."

    assert ["Daily Lantern", None] == marked(FISHERMAN, grounding)


def test_what_others_reprint_is_not_marked() -> None:
    """A copy of the article in another outlet says the same."""
    assert [None] == marked(FISHERMAN, reprinted=("daily-lantern",))


def test_an_outlet_nobody_knows_is_not_named() -> None:
    """An article that names no outlet is no outlet that alone reports something."""
    lone = article("Harbour Wire", FISHERMAN)
    ground = Evidence([*FERRY.articles[:2], replace(lone, source=lone.title)])
    point = prove(FISHERMAN, (), ground).point
    assert point is not None

    assert [None] == [found.only_in for found in mark_only_in([point], ground)]


def test_a_story_of_one_outlet_has_no_marks() -> None:
    """Where there is one outlet, everything is only there."""
    lone = Evidence([FERRY.articles[0]])

    points = mark_only_in(extract(lone, words=90).points, lone)

    assert {None} == {point.only_in for point in points}


QUARRY = "A wall of the quarry at Sull gave way on Tuesday and buried two trucks."
ROAD = "The road past it stays shut."


def only_in(ours: str, *theirs: str, first: tuple[str, ...] = (QUARRY, ROAD)) -> str | None:
    """The mark of the Harbour Post's last sentence beside another outlet's article."""
    ground = Evidence([article("Harbour Post", *first, ours), article("Tarn Times", *theirs)])
    point = prove(ours, (), ground).point
    assert point is not None
    (marked,) = mark_only_in([point], ground)
    return marked.only_in


SLIDE = "Tons of rock came down at the Sull pit, and two lorries lie under it."


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("Nobody was hurt in the slide.", "There were no injuries."),
        ("Engineers will look at the rim.", "The edge awaits a survey."),
        ("Cranes from Velmouth dig for them.", "Velmouth has sent machines to free them."),
        ("The pit employs 140 people.", "Some 140 men and women work there."),
        ("The Sarnish owner said sorry.", "The company, based in Sarn, apologised."),
        ("Two drivers had left early.", "The men at the wheel were already at home."),
    ],
)
def test_what_another_outlet_tells_in_other_words_is_not_marked(ours: str, theirs: str) -> None:
    """Two sentences may say one thing without a word in common: their words prove nothing."""
    assert only_in(ours, SLIDE, theirs) is None


@pytest.mark.parametrize(
    "ours",
    [
        "The foreman, Bors Adeli, had warned the owners in writing.",
        "The owners paid 3,400 crowns for a missing fence last spring.",
    ],
)
def test_a_name_or_a_figure_that_nobody_else_has_is_marked(ours: str) -> None:
    """Names and figures are not paraphrased: where they are missing, so is what they tell."""
    assert "Harbour Post" == only_in(ours, SLIDE, "There were no injuries.")


def test_a_name_does_not_mark_what_others_tell_of_it() -> None:
    """The slide is everybody's news, however its place is called; so is what opens an article."""
    ours = "A wall of the Kettle pit at Sull gave way and buried two vehicles."

    assert only_in(ours, "A wall of a quarry at Sull gave way on two trucks.") is None
    assert only_in(ours, SLIDE, first=()) is None
    assert "Harbour Post" == only_in(ours, SLIDE)
