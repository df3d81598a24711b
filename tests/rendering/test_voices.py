"""What one outlet alone says against somebody, or asks of its readers, bears its name."""

from dataclasses import replace

import pytest

from digest.model import Digest
from digest.rendering import Look
from digest.rendering.message import subject
from digest.rendering.viewing import view
from digest.resources import loader
from tests.building import article, point, story, told_as
from tests.golden_digest import DIGEST
from tests.rendering.shown import TEXT_FORMS, as_text

LOOK = Look(templates=loader("templates"))
TEXT = "Ferry office clerk arrested over missing tickets.\nThe ferry runs on Sunday."
LOUD, PLAIN = TEXT.split("\n")
COURIER = article("c", "Tarn Courier", "Clerk arrested", TEXT)
OTHER = article("o", "Weir Post", "Clerk arrested", TEXT)


def edition(*articles: object, headline: str = "Ferry clerk arrested") -> Digest:
    cited = [one for one in (COURIER, OTHER) if one in articles]
    summary = told_as(headline=headline, points=(point(LOUD, ("c", 0)), point(PLAIN, ("c", 1))))
    told = story(1, "News", cited, summary)
    return replace(DIGEST, lead=(), stories=(told,), articles=tuple(cited), skipped=(), notices=())


@pytest.mark.parametrize("form", TEXT_FORMS)
def test_an_accusation_of_one_outlet_bears_its_name(form: str) -> None:
    """In the headline and beside the sentence, in every form; what accuses nobody stands bare."""
    written = as_text(edition(COURIER), form, templates=loader("templates"))
    words = " ".join(written.replace("\\", "").split())

    assert "Ferry clerk arrested (Tarn Courier)" in words
    assert 1 == words.count("Only in Tarn Courier")


def test_what_two_outlets_say_is_nobodys_word() -> None:
    seen = view(edition(COURIER, OTHER), LOOK).stories[0]

    assert "Ferry clerk arrested" == seen.headline
    assert [None, None] == [one.only_in for one in seen.points]


def test_a_mark_that_an_older_edition_stored_is_not_printed() -> None:
    """Rules set it, and nothing proves it."""
    marked = replace(point(PLAIN, ("c", 1)), only_in="Tarn Courier")
    told = replace(edition(COURIER, OTHER).stories[0], summary=told_as(points=(marked,)))

    assert (
        view(replace(edition(COURIER, OTHER), stories=(told,)), LOOK).stories[0].points[0].only_in
        is None
    )


def test_news_without_an_accusation_needs_no_name() -> None:
    assert "Ferry runs on Sunday" == (
        view(edition(COURIER, headline="Ferry runs on Sunday"), LOOK).stories[0].headline
    )


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "Residents must boil their water"),
        ("de", "Kassiererin wegen Betrugs verhaftet"),
        ("fr", "Les habitants doivent payer avant vendredi"),
        ("es", "Detenida por fraude la cajera"),
        ("it", "Arrestata la cassiera per frode"),
    ],
)
def test_demands_and_accusations_are_known_in_other_languages(language: str, words: str) -> None:
    told = edition(COURIER, headline=words)
    told = replace(told, articles=(replace(COURIER, language=language),))

    assert f"{words} (Tarn Courier)" == view(told, LOOK).stories[0].headline


def test_a_mail_names_no_half_of_a_headline() -> None:
    """What does not fit might take it back: the subject is then the edition's title alone."""
    long = "Ferry clerk arrested over tickets" + " and over more tickets" * 8 + ", says a hoax"
    seen = view(edition(COURIER, headline=long), LOOK)

    assert "arrested" not in subject(seen)
    assert "arrested" not in seen.preview
    assert subject(view(edition(COURIER), LOOK)).startswith(
        "Ferry clerk arrested (Tarn Courier) | "
    )
