"""A reader is told that a story is somebody's view: its place says so, or the writer says `I`."""

import json

import pytest

from digest.reading.opinion import is_own_voice
from digest.reading.sentences import split
from tests.reading.test_metadata import read


def described(**facts: object) -> str:
    record = {"@type": "NewsArticle", "headline": "Velmouth closes its old ferry pier", **facts}
    return f"<script type='application/ld+json'>{json.dumps(record)}</script>"


@pytest.mark.parametrize(
    "head",
    [
        described(articleSection="Opinion"),
        described(articleSection=["Politics", "Commentary (U.S.)"]),
        described(**{"@type": "OpinionNewsArticle"}),
        described(**{"@type": "Review"}),
        "<meta property='article:section' content='Columnists'>",
        "<meta name='parsely-section' content='opinion'>",
        "<link rel=canonical href='https://courier.example/opinion/pier'>",
        "<link rel=canonical href='https://blog.courier.example/pier'>",
        "<link rel=canonical href='https://ada.bearblog.example/pier'>",
        "<link rel=canonical href='https://quay.blog/pier'>",
        "<meta property='og:site_name' content='Ada Quill’s Blog'>",
    ],
)
def test_a_page_that_says_so_is_an_opinion(head: str) -> None:
    assert read(head=head).is_opinion


@pytest.mark.parametrize(
    "head",
    [
        "",
        described(articleSection="World"),
        described(articleSection="Gardening ideas"),
        described(**{"@type": "ClaimReview"}),
        "<meta property='article:section' content='News'>",
        "<link rel=canonical href='https://courier.example/news/public-opinion-turns'>",
        "<link rel=canonical href='https://courier.example/news/blogger-wins'>",
    ],
)
def test_news_is_none(head: str) -> None:
    assert not read(head=head).is_opinion


OWN = {
    "en": ("I took the ferry on Monday.", "My bag was wet.", "The captain waved at me once more."),
    "de": ("Ich nahm am Montag die Fähre.", "Mein Koffer war nass.", "Da winkte mir der Kapitän."),
    "fr": ("Lundi, j'ai pris le bac.", "Mon sac était tout mouillé.", "Je rentre demain soir."),
    "sv": ("På måndagen tog jag färjan.", "Min väska blev helt våt.", "Där vinkade han åt mig."),
}


@pytest.mark.parametrize("language", OWN)
def test_a_writer_who_says_i_has_a_view(language: str) -> None:
    text = " ".join(OWN[language])
    assert is_own_voice(text, split(text, language), language)


@pytest.mark.parametrize(
    "text",
    [
        "“I took the ferry on Monday. My bag was wet. The captain waved at me,” said Ada Quill.",
        "“I took the ferry on Monday.\n\n“My bag was wet.\n\n“The captain waved at me,” she said.",
        'Lund said: "I am glad here.\n\n"I like the old quay. My bag is dry. I slept very well."',
        "'I took the ferry on Monday. My bag was wet. The captain waved at me,' said Ada Quill.",
        "The F.B.I. searched the ferry. An F.B.I. agent left it. The F.B.I. found a bag there.",
        "The consulate in Mazar-i-Sharif was shut. Mazar-i-Sharif slept. Mazar-i-Sharif woke up.",
        "I took the ferry. " + "The harbour board of Velmouth met again on Monday morning. " * 20,
        # messages of a network, which no marks stand around
        "I thank him. He taught me. I miss him pic.twitter.com/d6AJ\n\nI am sad. — Ada (@ada)",
    ],
)
def test_what_others_say_is_no_voice_of_the_writer(text: str) -> None:
    assert not is_own_voice(text, split(text, "en"), "en")
