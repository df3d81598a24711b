"""A press release is read for its news: headline, issuer and day, without what stands around it."""

from datetime import UTC, datetime

import pytest

from digest.model import Article, Document, Hints
from digest.reading import read
from digest.reading.plain import find_text

ENGLISH = """SULLCRAFT FERRIES | PRESS RELEASE   FOR IMMEDIATE RELEASE

Torvi, 8 October 2025

Sullcraft orders six electric ferries

Sullcraft will run six electric ferries from spring. About 300 people will work on them, it said.

- ENDS -

Notes to editors
Sullcraft Ferries was founded in 1911.
"""
GERMAN = """Stadt Torvi – Medienmitteilung vom 8. Oktober 2025
Sperrfrist: 9. Oktober, 10 Uhr

Stadt saniert ihr Rathaus für neun Millionen

Die Stadt saniert das Rathaus. Der Stadtrat stimmte dem Kredit am Montag zu.

Über die Stadt Torvi
Torvi hat 31 000 Einwohner.

Pressekontakt: Jo Fenn, presse@torvi.example
"""
FRENCH = """Communiqué de presse
Torvi, le 8 octobre 2025

Le musée de la mer rouvre ses portes samedi

Le musée rouvrira samedi après trois ans de travaux, a annoncé sa direction mercredi.

À propos du musée
Fondé en 1902, il conserve 8 000 objets.

Contact presse : Anne Lore, presse@musee.example
"""
STATEMENT = """Orrin Medical Institute
News release
8 October 2025
Contact: Ada Quill, ada@orrin.example

NEW TEST FINDS MALARIA IN FOUR MINUTES

A test that finds malaria in four minutes was approved, the Orrin Medical Institute said.

For more information: desk@orrin.example
"""


@pytest.mark.parametrize(
    ("text", "headline", "issuer"),
    [
        (ENGLISH, "Sullcraft orders six electric ferries", "Sullcraft Ferries"),
        (GERMAN, "Stadt saniert ihr Rathaus für neun Millionen", "Stadt Torvi"),
        (FRENCH, "Le musée de la mer rouvre ses portes samedi", "musée"),
        (STATEMENT, "NEW TEST FINDS MALARIA IN FOUR MINUTES", "Orrin Medical Institute"),
    ],
)
def test_a_release_has_headline_issuer_and_day(text: str, headline: str, issuer: str) -> None:
    """The letterhead names the issuer, and is no headline."""
    found = find_text(text.encode(), None)

    assert (headline, issuer) == (found.title, found.source)
    assert found.published is not None
    assert "2025-10-08" == f"{found.published:%Y-%m-%d}"
    assert 1 == len(found.paragraphs)


def test_an_article_about_releases_is_read_whole() -> None:
    """The word alone makes no release: "About" and "Contact" may begin a sentence."""
    text = (
        "The press release that nobody read\n\nEvery week the town sends a press release to nine"
        " papers, and every week it lands in a bin of theirs.\n\nContact with readers is rare, said"
        " the clerk.\n\nAbout thirty people work there."
    )

    found = find_text(text.encode(), None)

    assert "The press release that nobody read" == found.title
    assert 3 == len(found.paragraphs)


def test_a_letterhead_as_the_subject_of_a_mail_is_no_headline() -> None:
    """The release has its own below it."""
    text = (
        "VILLE DE VELMOUTH | COMMUNIQUÉ DE PRESSE\nPOUR DIFFUSION IMMÉDIATE\n\n"
        "Velmouth ouvre une piscine couverte sur le quai nord\n\n"
        "Velmouth, le 12 novembre 2025 - La ville de Velmouth ouvrira samedi une piscine couverte "
        "de vingt-cinq mètres sur le quai nord. Le bassin remplace celui de la rue des Tanneurs."
    )
    document = Document(
        place="mail",
        content=text.encode(),
        media_type="text/plain",
        hints=Hints(title="Communiqué de presse - pour diffusion immédiate"),
    )

    article = read(document, now=datetime(2025, 11, 13, tzinfo=UTC))

    assert isinstance(article, Article)
    assert "Velmouth ouvre une piscine couverte sur le quai nord" == article.title
