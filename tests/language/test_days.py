"""Days that a sentence names are days of the calendar, whatever an article writes beside a month."""

from datetime import date

import pytest

from digest.findings.event_day import event_day
from digest.language.passage import Passage

MONTH = (3, None)


@pytest.mark.parametrize(
    ("text", "month_and_day"),
    [
        ("On 3 March the mayor resigned.", (3, 3)),
        ("On March 3rd the mayor resigned.", (3, 3)),
        ("❶ March 2026: the mayor resigned.", MONTH),
        ("The mayor resigned on March ➂.", MONTH),
        ("The mayor resigned in March ²⁰²⁶.", MONTH),
        ("On 00123456789012345678901 March 2026 the mayor resigned.", MONTH),
    ],
)
def test_a_sign_that_is_no_number_is_no_day(text: str, month_and_day: tuple[int, int]) -> None:
    """The month is told, and the story that it stands in is not lost."""
    passage = Passage.read(text, "en", written=date(2026, 3, 20))

    assert [month_and_day] == [(day.month, day.day) for day in passage.days]
    assert event_day(passage) in {None, date(2026, 3, 3)}


def test_no_month_has_a_45th_day() -> None:
    """Figures beside a month count something else, and can be compared."""
    passage = Passage.read("In March 45 people died in Velmouth.", "en")

    assert [MONTH] == [(day.month, day.day) for day in passage.days]
    assert [45] == [quantity.value for quantity in passage.quantities]


@pytest.mark.parametrize(
    ("language", "text", "days"),
    [
        ("de", "Am Morgen hatte die Wacht gewarnt.", []),
        ("de", "Gestern Morgen brannte die Halle.", [19]),
        ("de", "Morgen entscheidet der Rat.", [21]),
        ("de", "Der Rat entscheidet morgen.", [21]),
        ("nl", "In de morgen brandde de hal.", []),
        ("nl", "De raad beslist morgen.", [21]),
    ],
)
def test_the_morning_is_not_tomorrow(language: str, text: str, days: list[int]) -> None:
    """One word says both; an article or a capital in the sentence makes it the morning."""
    passage = Passage.read(text, language, written=date(2026, 3, 20))

    assert days == [day.day for day in passage.days]
