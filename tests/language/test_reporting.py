"""A report names a day or who said so; a guide does neither."""

import pytest

from digest.language.reporting import FEWEST_WORDS, is_timeless
from digest.stories.terms import words_of

GUIDE = words_of(
    "A good knife stays sharp if you wash it by hand and dry it with a soft cloth. " * 8
)
REPORT = words_of(
    "The council closed the bridge on Monday and the mayor said it would stay shut. " * 8
)
GUIDE_DE = words_of("Ein gutes Messer bleibt scharf, wenn es von Hand gespült wird. " * 12)


@pytest.mark.parametrize(("words", "language"), [(GUIDE, "en"), (GUIDE_DE, "de")])
def test_a_guide_is_timeless(words: list[str], language: str) -> None:
    """Advice without a day and a speaker tells no event."""
    assert is_timeless(words, language)


def test_a_day_makes_a_report() -> None:
    """Whoever names the day of the week tells of something that happened."""
    assert not is_timeless(REPORT, "en")
    assert not is_timeless([*GUIDE, "monday"], "en")


def test_a_speaker_makes_a_report_unless_it_speaks_to_the_reader() -> None:
    """An expert quoted in a guide makes no report of it."""
    report = [word for word in REPORT if word != "monday"]

    assert not is_timeless(report, "en")
    assert is_timeless([*report, *(["you"] * (len(report) // 50))], "en")


def test_nothing_is_said_of_short_texts_and_unknown_languages() -> None:
    """Where signs cannot be expected, their absence means nothing."""
    assert not is_timeless(GUIDE[: FEWEST_WORDS - 1], "en")
    assert not is_timeless(GUIDE, "und")
