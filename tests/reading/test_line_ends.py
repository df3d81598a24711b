"""A line is a matter of the page's width: no sentence may lose a word to it."""

import textwrap
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.model import Article, Document
from digest.reading import read
from digest.reading.plain import find_text, paragraphs_of

NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)
SENTENCES = (
    "Spending on schools in the town of Marrow will rise by a quarter until 2030.",
    "The number of police officers grows to 450 by the end of next year, the mayor said.",
    "The debt of the city stands at 12 million crowns, and interest at 3 per cent.",
    "The bridge was shut on 14 May 2026 at 7 in the evening, for 18 months at least.",
    "Councillors voted against it by a majority of 3 to 1 after a debate of 2 hours.",
)
ARTICLE = st.lists(st.sampled_from(SENTENCES), min_size=3, max_size=5, unique=True)
WIDTH = st.integers(min_value=18, max_value=100)


def wrapped(text: str, width: int) -> list[str]:
    return textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False)


@settings(max_examples=25, deadline=None)
@given(sentences=ARTICLE, width=WIDTH)
def test_wrapped_text_has_the_sentences_that_were_written(sentences: list[str], width: int) -> None:
    """Whatever falls alone on a line, a number, a day, a unit, belongs to its sentence."""
    told = " ".join(sentences)
    content = "\n".join(wrapped(told, width)).encode()

    found = read(Document(place="a.txt", content=content, media_type="text/plain"), now=NOW)

    assert isinstance(found, Article)
    assert sentences == [found.sentence(at) for at in range(len(found.sentences))]


def test_numbers_alone_on_a_line_of_a_text_stay() -> None:
    """Lines broken by hand where no program would: their sentences are whole all the same."""
    text = """The council of Marrow adopted a budget for the coming year on
Thursday. Spending on schools in the town will rise by a quarter until
2030.
The mayor said the number of police officers in town grows to
450
by the end of next year, and councillors voted by a majority of
3
to one, as the debt was too high for them.
"""

    found = " ".join(find_text(text.encode(), None).paragraphs)

    assert "by a quarter until 2030." in found
    assert "in town grows to 450 by the end" in found
    assert "by a majority of 3 to one" in found


def test_a_day_at_a_line_end_begins_no_item() -> None:
    """`4. Januar` looks like the fourth item of a list."""
    text = """Die Brücke bei Altenfels wird nach Angaben des Ministeriums vom
4. Januar an für den Schwerverkehr gesperrt, weil Ingenieure bei einer
Sonderprüfung Risse in drei Trägern gefunden hatten, die nun bis zum
18. Juni ersetzt werden sollen."""

    assert [" ".join(text.split("\n"))] == paragraphs_of(text)


def test_a_list_stays_a_list() -> None:
    """Its items are no sentence together."""
    text = """The council decided on Monday after a long debate in the town hall to
1. close the ferry pier at the end of the harbour until next spring and
2. build a bridge of steel over the river, which is to open in the autumn and
3. raise the toll on lorries."""

    assert 4 == len(paragraphs_of(text, is_wrapped=True))


@pytest.mark.parametrize("text", ["Home\nNews\nSport", "home\nnews\nsport today\nweather"])
def test_what_was_not_wrapped_keeps_its_lines(text: str) -> None:
    """A menu is no paragraph."""
    assert text.split("\n") == paragraphs_of(text)
