"""What is made shorter says the same; whatever may be part of what is said stays."""

import pytest

from digest.language.mends import MENDS, Mend

every_mend = pytest.mark.parametrize("mend", MENDS, ids=lambda mend: mend.id)


@every_mend
def test_a_mend_cuts_what_it_is_for_and_nothing_else(mend: Mend) -> None:
    """A verdict, a year, a novel, an asking mark beside the sentence is no ornament."""
    assert dict(mend.mended) == {text: mend.mend(text) for text in mend.mended}
    assert list(mend.kept) == [mend.mend(text) for text in mend.kept]


@every_mend
def test_a_mend_is_made_once(mend: Mend) -> None:
    """What was mended needs no mending."""
    assert list(mend.mended.values()) == [mend.mend(text) for text in mend.mended.values()]


@every_mend
def test_a_mend_shows_what_it_cuts_and_what_it_leaves(mend: Mend) -> None:
    """A way to shorten a text that is not shown at work may cut anything."""
    assert mend.mended
    assert mend.kept
    assert all(text != after for text, after in mend.mended.items())


def test_no_two_mends_have_one_name() -> None:
    assert len(MENDS) == len({mend.id for mend in MENDS})
