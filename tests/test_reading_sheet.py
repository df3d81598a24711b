"""A reading sheet holds what an edition prints, and its marks are counted as they were made."""

from pathlib import Path

import pytest

import digest
from benchmarks import editions

EXAMPLES = Path(__file__).parents[1] / "examples" / "articles"


def test_every_printed_item_has_a_box_and_a_blank_sheet_has_no_faults() -> None:
    edition = digest.build(sorted(EXAMPLES.glob("0*")), use_model=False)
    sheet = editions.sheet(editions.items(edition))
    read = list(editions.marks(sheet))
    points = sum(len(story.summary.points) for story in edition.stories)
    assert points > 0
    assert sum(mark.kind == "point" for mark in read) == points
    assert sum(mark.kind == "headline" for mark in read) == len(edition.stories)
    assert not any(mark.fault for mark in read)


def test_marks_are_counted_by_kind_of_item_and_of_fault() -> None:
    found = [editions.Item("point", f"Sentence {i}.", ("where it stands",)) for i in range(4)]
    sheet = editions.sheet([*found, editions.Item("headline", "Ferry sails", ())])
    sheet = sheet.replace("### [ ] point 2", "### [x] point 2").replace("fault:", "fault: he", 2)
    sheet = sheet.replace("### [ ] point 4", "### [x] point 4")
    assert list(editions.count(editions.marks(sheet))) == [
        "point          2 of    4 (50.0 %)  he 1, unnamed 1",
        "headline       0 of    1 (0.0 %)  ",
    ]


def test_agreement_is_that_beyond_chance() -> None:
    right, wrong = editions.Marked("point", None), editions.Marked("point", "he")
    assert editions.agreement([right, wrong], [right, wrong]) == 1
    assert editions.agreement([right, right, wrong, wrong], [right, wrong, right, wrong]) == 0
    with pytest.raises(ValueError, match="zip"):
        editions.agreement([right], [right, wrong])
