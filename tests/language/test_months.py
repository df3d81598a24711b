"""A feed's date is read whatever language its months are in."""

import pytest

from digest.language.months import month_of, weekday_of

WRITTEN = (
    "jan gen ene January stycznia января",
    "feb fev févr. luty",
    "mar mrt maa März марта",
    "apr avr abr kwietnia",
    "may mai mei mag maja",
    "jun juin giu czerwca",
    "jul juil lug lipca",
    "aug août ago sierpnia",
    "sep set sept września",
    "oct okt ott out października",
    "nov listopada marraskuuta",
    "dec dez dic déc grudnia",
)


@pytest.mark.parametrize(("month", "written"), [*enumerate(WRITTEN, 1)])
def test_a_month_is_known_by_its_name_and_its_abbreviations(month: int, written: str) -> None:
    """`Mar` is March, though a Finnish November begins with it."""
    assert [month] * len(written.split()) == [month_of(name) for name in written.split()]


def test_a_word_that_is_no_month_is_none() -> None:
    """Nothing is guessed."""
    assert 0 == month_of("someday")


def test_what_is_kept_of_words_has_an_end() -> None:
    """A worker that reads for weeks is asked about every word of every language."""
    for number in range(10_000):
        month_of(f"word{number}")
        weekday_of(f"word{number}")

    assert all(asked.cache_info().currsize < 10_000 for asked in (month_of, weekday_of))
