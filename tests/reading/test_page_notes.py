"""What a page says of itself, of its pictures and of its authors is not told as news."""

import pytest

from digest.reading.author_notes import without_author_notes
from digest.reading.furniture import is_sure

NEWS = (
    "The ferry sank off Lorne on Monday.",
    "All 40 passengers were saved.",
    "Divers arrive today.",
)


@pytest.mark.parametrize(
    "line",
    [
        "Clarification, 3 March: the ferry is 40 metres long, not 14.",
        "Editor’s note: an earlier text gave another length.",
        "An earlier version of this article misstated the length of the ferry.",
        "This story has been corrected to give the right length.",
        "OUR LIVE BLOG IS NOW CLOSED.",
        "This live coverage has ended for the day.",
        "Live updates: ferry sinks off Lorne",
        "Sorry, our printed edition does not come to your region.",
        "Explore all our newsletters.",
        "Are you a subscriber? Your first month is free.",
        "FILE - The ferry Lorne Star in 2019.",
        "In this undated photo, the ferry lies at her berth.",
        "The mayor of Lorne standing beside the new ferry in March.",
        "Workers of the Port Lorne cannery warming their hands over a fire on Monday.",
        "The Lorne Star passing the customs house in fresh paint on Monday.",
        "Berichtigung: Die Fähre ist 40 Meter lang.",
        "Dieser Liveticker ist beendet.",
        "Cet article a été corrigé mardi.",
        "Nota de la redacción: el barco mide 40 metros.",
        "Rettifica: il traghetto misura 40 metri.",
        "Rättelse: färjan är 40 meter lång.",
        "Sarn Inc +1.2% Lorne Steel -0.4% Quay -3.1%",
        "The post Booting a Board appeared first on Harbour Notes.",
        "Der Beitrag Neue Räder erschien zuerst auf Hafenblatt.",
        "L’article Le pont est fermé est apparu en premier sur Le Courrier.",
    ],
)
def test_what_a_page_says_of_itself_is_furniture(line: str) -> None:
    """Corrections, live labels, subscriptions, captions and tickers."""
    assert is_sure(line)


@pytest.mark.parametrize(
    "line",
    [
        "The live show was closed by the police.",
        "Corrections officers met the mayor on Monday: they want more pay.",
        "The report was corrected by the ministry on Monday.",
        "People were seen standing on the quay in the rain on Monday.",
        "The mayor, standing on the quay, said that the ferry was lost.",
        "The price of steel rose by 1.2% in March and by 0.4% in April.",
        "Sorry, the mayor said, was the wrong word for it.",
        "Subscribers of the paper support the mayor.",
        "The post office appeared first in the list of closures on Monday, and the mayor was angry.",
    ],
)
def test_news_that_sounds_like_it_stays(line: str) -> None:
    """A lost sentence costs more than a stray label."""
    assert not is_sure(line)


@pytest.mark.parametrize(
    "note",
    [
        "Ida Quay writes about ships and is the author of two novels.",
        "Tom Osei is a senior reporter for the Courier in Lorne.",
        "Ada Brandt in Lorne contributed to this report.",
        "Jan Weber ist Redakteur der Lorner Zeitung.",
        "Inès Morel est journaliste à Lorne.",
    ],
)
def test_a_life_of_the_author_is_not_told(note: str) -> None:
    """It stands under the article, and only there it is left out."""
    assert NEWS == without_author_notes((*NEWS, note))
    assert (note,) == without_author_notes((note,))


def test_news_at_the_end_of_an_article_stays() -> None:
    """Also when it names a person."""
    last = "Ida Quay told reporters that the ferry was insured."

    assert (*NEWS, last) == without_author_notes((*NEWS, last))
