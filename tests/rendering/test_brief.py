"""A story of one sentence: it names whose the sentence is, and the edition counts what it has."""

import re
from dataclasses import replace

import pytest

from digest.model import Digest
from digest.rendering import Look, render
from digest.rendering.theme import Theme
from digest.rendering.viewing import view
from digest.resources import loader
from tests.building import article, point, story, told_as
from tests.golden_digest import DIGEST
from tests.rendering.shown import TEXT_FORMS

TEMPLATES = loader("templates")
PLACES = ("Aske", "Lind", "Tarn", "Weir", "Holm")
REPORTS = tuple(
    article(
        f"{place}-1", f"{place} Post", f"Ferry stops at {place}", "The ferry stops.\nIt is old."
    )
    for place in PLACES
)


def edition(*cited: int) -> Digest:
    """One story of five articles without an address, whose first sentence cites these of them."""
    first = point("The ferry stops.", *((REPORTS[number - 1].id, 0) for number in cited))
    summary = told_as(method="extractive", points=(first, point("It is old.", (REPORTS[1].id, 1))))
    told = story(1, "News", REPORTS, summary)
    return replace(DIGEST, lead=(), stories=(told,), articles=REPORTS, notices=())


def shown(digest: Digest, form: str, theme: str = "brief") -> str:
    """What a reader sees of it, without markup."""
    look = Look(templates=TEMPLATES, theme=Theme(name=theme), brief_after=0)
    written = render(digest, form, look).decode()
    body = written.partition("<body>")[2] or written
    return " ".join(re.sub(r"<[^>]*>|&nbsp;|\\", " ", body).split())


@pytest.mark.parametrize("theme", ["brief", "broadsheet"])
@pytest.mark.parametrize("form", TEXT_FORMS)
def test_a_number_behind_the_sentence_leads_to_its_outlet(form: str, theme: str) -> None:
    """Also where the article has no address, and where it stands last of five."""
    written = shown(edition(3, 4, 5), form, theme)

    assert re.search(r"The ferry stops\.[*]* \[3\] ?\[4\] ?\[5\]", written)
    assert "[4] Weir Post" in written
    assert "[5] Holm Post" in written


def test_a_source_with_an_address_has_its_name_beside_it() -> None:
    """In the text form, where no link can hide the address."""
    assert (
        "[1] Harbour Post, 2 May, 09:20 UTC https://harbour-post.example/2026/05/02/lind-crossing"
        in shown(DIGEST, "text")
    )


@pytest.mark.parametrize("form", TEXT_FORMS)
def test_the_edition_counts_the_sentences_that_stand(form: str) -> None:
    """One a story in the theme that prints one; in others those of a brief, with its headline."""
    assert "1 sentence stands here word for word" in shown(edition(1), form)
    assert "2 sentences stand here word for word" in shown(edition(1), form, "broadsheet")


def test_a_mail_that_is_cut_counts_what_is_left() -> None:
    """A reader whom a story does not reach is not told of its sentences."""
    seen = view(edition(1), Look(templates=TEMPLATES))

    assert str(seen.proof).startswith("3 sentences stand here")
    assert str(replace(seen, top_story=None).proof).startswith("0 sentences stand here")
