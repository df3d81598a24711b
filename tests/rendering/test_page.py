"""The page: nothing fetched, readable by day and night, aloud, and down to the evidence."""

import re
from collections.abc import Iterator
from itertools import pairwise

import pytest
from jinja2 import BaseLoader
from lxml import html

from digest.rendering.text import clean
from digest.resources import bundled, loader
from tests.building import point, told_as
from tests.golden_digest import DIGEST, only, page
from tests.rendering.shown import as_text

TEMPLATES = loader("templates")


@pytest.fixture
def templates() -> BaseLoader:
    return TEMPLATES


def test_a_citation_opens_the_very_sentence(templates: BaseLoader) -> None:
    """The link carries a text fragment, and the page has the sentence itself to unfold."""
    tree = page(only(told_as(points=(point("Shut.", ("bridge-1", 4)),))), templates)

    (link,) = tree.xpath("//summary//a/@href")
    assert link == (
        "https://harbour-post.example/2026/05/02/lind-crossing"
        "#:~:text=About%2031%2C000%20vehicles%20use%20the%20crossing%20on%20a%20working%20day"
    )
    (evidence,) = tree.xpath("//details//p[@class='excerpt']")
    assert (
        "[1] “About 31,000 vehicles use the crossing on a working day.” — Harbour Post, 2 May"
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
    assert "The Morning Ledger, 3 May 2026" == tree.findtext(".//title")
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


def styles() -> str:
    parts = bundled("templates") / "default/parts"
    return "".join((parts / name).read_text() for name in ("frame.css", "style.css"))


def luminance(colour: str) -> float:
    """WCAG 2.2, relative luminance of #rrggbb."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    brighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


def text_colours(css: str) -> Iterator[tuple[str, str]]:
    """(selector, colour) of every rule that colours text."""
    for selector, rules in re.findall(r"([^{}]+)\{([^{}]*)\}", css):
        for colour in re.findall(r"(?<![\w-])color:\s*(#[0-9a-f]{6})", rules):
            yield selector.strip(), colour


def test_every_colour_of_text_can_be_read() -> None:
    """At least 4.5 : 1 on its paper, by day and by night; 3 : 1 for the mark that unfolds."""
    css = styles()
    day, _, night = css.partition("@media (prefers-color-scheme: dark)")
    night = night.partition("@media print")[0]
    for sheet, paper, notice in ((day, "#fffdf9", "#f9f1df"), (night, "#1d1b18", "#2e2718")):
        for selector, colour in text_colours(sheet):
            ground = notice if "notice" in selector else paper
            least = 3.0 if "::marker" in selector else 4.5
            assert contrast(colour, ground) >= least, (selector, colour)


def test_every_colour_has_one_for_the_night() -> None:
    """Nothing that is dark on light paper stays dark when the paper does."""
    css = styles()
    day, _, night = css.partition("@media (prefers-color-scheme: dark)")

    def names(sheet: str) -> set[str]:
        selectors = ",".join(selector for selector, _ in text_colours(sheet))
        return {name.strip().removeprefix("a.").lstrip(".") for name in selectors.split(",")}

    assert set() == names(day) - names(night) - {"summary::marker"}


def test_the_page_is_as_wide_in_outlook() -> None:
    """Outlook ignores `max-width` and reads the width of a table of its own."""
    theme = bundled("templates") / "default"
    paper = re.search(r"\.paper \{[^}]*max-width: (\d+)px", styles())
    outlook = re.search(
        r"\[if mso\]><table [^>]*width=\"(\d+)\"", (theme / "digest.html.j2").read_text()
    )

    assert paper is not None
    assert outlook is not None
    assert paper[1] == outlook[1]
