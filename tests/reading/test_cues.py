"""The cues of furniture are found in a line wherever a search for each of them would find them."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from digest.language.lexicons import everywhere
from digest.reading import cues, furniture

ENTRIES = [(name, entry) for name in furniture.CUES for entry in everywhere(name)]


@pytest.mark.parametrize(("name", "entry"), ENTRIES)
@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_no_cue_of_the_lexicons_is_missed(name: str, entry: str, data: st.DataObject) -> None:
    line = data.draw(
        st.from_regex(re.compile(entry), fullmatch=True).filter(lambda text: text == text.lower())
    )
    assert name in cues.Cues([name]).of(line)


@pytest.mark.parametrize("line", ["", "The bridge at Lorne was closed on Monday.", "12", "シ"])
def test_a_line_without_a_cue_has_none(line: str) -> None:
    assert not cues.Cues(furniture.CUES).of(line.lower())


def test_a_month_beside_a_number_is_a_stamp() -> None:
    assert cues.Cues(["stamp"]).of("3 mars") == {"stamp"}
