"""A place speaks for itself alone: what it says of others is printed as its own word."""

import pytest

from digest.model import Document
from digest.sources.entries import from_entry
from digest.sources.found import Entry, Origin
from digest.sources.mailbox import read_mail
from digest.sources.place import Place
from digest.stories import group
from tests.story_articles import NOW, article

TEXT = "<p>The harbour board met on Monday and voted to keep the old crane on the quay.</p>"


def outlet(entry_source: str, url: str, *, aggregator: bool = False) -> str | None:
    entry = Entry(id="1", url=url, title="Crane stays", source=entry_source, html=TEXT)
    place = Place(address="https://blog.example/feed", aggregator=aggregator)
    made = from_entry(entry, entry_source, place, fetch_page=False, voucher="Pier Blog")
    assert isinstance(made, Document)
    return made.hints.source


def test_a_feed_vouches_for_what_it_says_of_others() -> None:
    assert outlet("Harbour Courier", "https://blog.example/1") == "Harbour Courier, via Pier Blog"


def test_an_outlet_that_is_named_at_its_own_address_needs_no_voucher() -> None:
    assert outlet("Harbour Courier", "https://harbour-courier.example/1") == "Harbour Courier"


def test_an_aggregator_is_believed() -> None:
    url = "https://blog.example/1"
    assert outlet("Harbour Courier", url, aggregator=True) == "Harbour Courier"


@pytest.mark.parametrize(
    ("sender", "told"),
    [
        ('"Harbour Courier" <desk@evil.example>', "Harbour Courier, via evil.example"),
        ('"Harbour Courier" <desk@harbour-courier.example>', "Harbour Courier"),
        ("desk@evil.example", "evil.example"),
    ],
)
def test_a_mail_has_its_senders_name_and_no_address_of_anothers(sender: str, told: str) -> None:
    letter = (
        f"From: {sender}\nSubject: Crane stays\nArchived-At: <https://harbour-courier.example/1>\n"
        "Content-Type: text/html\n\n"
        f"{TEXT}"
    )

    origin = Origin(place=Place(address="letter.eml"), where="letter.eml")

    [found] = read_mail(letter.encode(), origin, "letter.eml", 10**6)

    assert isinstance(found, Document)
    assert found.hints.url is None
    assert found.hints.source == told


def test_one_feed_is_one_voice_whatever_it_calls_its_sources() -> None:
    text = "The harbour board of Velmouth voted on Monday to keep the old crane on the quay. " * 3
    one, two = (
        article(number, "Velmouth keeps its crane", text, f"{source}, via Pier Blog")
        for number, source in enumerate(("Harbour Courier", "Northern Ledger"))
    )

    [story] = group([one, two], now=NOW).stories

    assert (story.outlets, story.independent) == (1, 1)
