"""The page: nothing fetched, readable by day and night, aloud, and down to the evidence."""

import quopri
import re
from itertools import pairwise

import pytest
from jinja2 import BaseLoader
from lxml import html

from digest.rendering import Look, render
from digest.rendering.text import clean
from digest.resources import loader
from tests.building import point, told_as
from tests.golden_digest import DIGEST, only, page
from tests.rendering.shown import THEMES, as_text

TEMPLATES = loader("templates")


@pytest.fixture
def templates() -> BaseLoader:
    return TEMPLATES


def test_a_citation_opens_the_very_sentence(templates: BaseLoader) -> None:
    """The link carries a text fragment, and the page has the sentence itself to unfold."""
    tree = page(only(told_as(points=(point("Shut.", ("bridge-1", 4)),))), templates)

    (link,) = tree.xpath("//li[contains(@class, 'point')]//a/@href")
    assert link == (
        "https://harbour-post.example/2026/05/02/lind-crossing"
        "#:~:text=About%2031%2C000%20vehicles%20use%20the%20crossing%20on%20a%20working%20day"
    )
    (evidence,) = tree.xpath("//li//details//p[@class='excerpt']")
    assert (
        "[1] “About 31,000 vehicles use the crossing on a working day.” — Harbour Post, 2\u00a0May"
        in (clean(evidence.text_content()))
    )


def test_the_page_asks_for_nothing(templates: BaseLoader) -> None:
    """No image, script, font or style sheet is fetched, and a browser is told to allow none."""
    tree = page(DIGEST, templates)

    assert [] == tree.xpath("//img | //script | //link | //iframe | //@src | //@background")
    assert "url(" not in html.tostring(tree, encoding="unicode")
    (policy,) = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none'")


def test_the_page_can_be_read_aloud(templates: BaseLoader) -> None:
    """Language, title, one h1, no skipped level, layout tables that say they are none."""
    tree = page(DIGEST, templates)
    levels = [int(node.tag[1]) for node in tree.xpath("//h1 | //h2 | //h3 | //h4")]

    assert "en" == tree.get("lang")
    assert "The Morning Ledger, 3\u00a0May\u00a02026" == tree.findtext(".//title")
    assert 1 == levels.count(1)
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert [] == tree.xpath(
        "//table[not(@role='presentation')][not(./tr/th[@scope] or ./*/tr/th[@scope])]"
    )
    (french,) = tree.xpath("//h3[@lang='fr']")
    assert "Le musée rouvre après trois ans de travaux" == french.text_content()


def test_the_charset_comes_first(templates: BaseLoader) -> None:
    """A browser looks for it in the first 1024 bytes of a file."""
    assert 'charset="utf-8"' in as_text(DIGEST, "html", templates=templates)[:1024]


@pytest.mark.parametrize("theme", THEMES)
def test_every_colour_has_one_for_the_night(theme: str, templates: BaseLoader) -> None:
    """Nothing that is dark on light paper stays dark when the paper does."""
    page = as_text(DIGEST, "html", templates=templates, theme=theme)
    day, _, night = page.partition("@media (prefers-color-scheme: dark)")
    inks = re.findall(r"(?<![\w-])color: (#[0-9a-f]{6})", day)

    assert inks
    assert not set(inks) & set(re.findall(r"color: (#[0-9a-f]{6}) !important", night))


@pytest.mark.parametrize("theme", THEMES)
def test_the_page_is_as_wide_in_outlook(theme: str, templates: BaseLoader) -> None:
    """Outlook ignores `max-width` and reads the width of a table of its own."""
    page = as_text(DIGEST, "html", templates=templates, theme=theme)
    paper = re.findall(r"\.paper \{[^}]*max-width: (\d+)px", page.partition("@media")[0])[-1]

    assert re.findall(r"\[if mso\]><table [^>]*width=\"(\d+)\"", page) == [paper]


@pytest.mark.parametrize("theme", THEMES)
def test_nothing_that_can_be_clicked_lacks_a_name(theme: str, templates: BaseLoader) -> None:
    """A number is read aloud with its outlet, and no link stands in what unfolds."""
    tree = page(DIGEST, templates, theme=theme)

    assert [] == tree.xpath("//summary//a")
    marks = tree.xpath("//a[@class='mark']")
    assert marks
    assert all(mark.get("aria-label").startswith(f"{mark.text_content()} ") for mark in marks)


@pytest.mark.parametrize("form", ["html", "eml"])
def test_the_contents_lead_to_the_stories(form: str, templates: BaseLoader) -> None:
    """On the page and in the mail, where numbers need no style; briefs list themselves."""
    written = render(DIGEST, form, Look(templates=templates, brief_after=3)).decode()
    written = quopri.decodestring(written).decode() if form == "eml" else written
    tree = html.document_fromstring(written.partition("<!DOCTYPE html>")[2])
    links = tree.xpath("//ol[@class='contents']/li/a/@href")

    assert ["#story-1", "#story-2", "#story-3"] == links
    assert all(tree.xpath(f"//*[@id='{link[1:]}']") for link in links)
    assert tree.xpath("//*[@id='story-4']")
