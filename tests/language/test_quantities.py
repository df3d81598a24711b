"""Figures are read as a reader means them, or not at all."""

import pytest

from digest.language.passage import Passage


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("The missile flies 0 to 5,000 miles.", [0, 5000]),
        ("Zero to 2 million people came.", [0, 2_000_000]),
        ("It will cost 4-7 million euros.", [4_000_000, 7_000_000]),
    ],
)
def test_a_range_begins_at_its_own_figure(text: str, values: list[float]) -> None:
    """The scale of its end is that of its beginning too; none is none on any scale."""
    assert values == [quantity.value for quantity in Passage.read(text, "en").quantities]
