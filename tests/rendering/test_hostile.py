"""Hostile words and broken files: what a reader sees of them, and what not."""

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import BaseLoader
from lxml import html
from markdown_it import MarkdownIt

from digest.errors import RenderError
from digest.model import Summary
from digest.rendering.text import clean
from digest.resources import loader
from tests.building import article, at, point, story, told_as
from tests.golden_digest import DIGEST, HOSTILE, only, page
from tests.rendering.shown import TEXT_FORMS, as_text

TEMPLATES = loader("templates")


@pytest.fixture
def templates() -> BaseLoader:
    return TEMPLATES


@pytest.mark.parametrize("form", TEXT_FORMS)
def test_no_hostile_word_becomes_markup(form: str, templates: BaseLoader) -> None:
    """Scripts, templates, links and overrides in articles are shown as the words they are."""
    written = as_text(DIGEST, form, templates=templates)

    assert "\u202e" not in written
    assert "{{ 7" in written
    assert "49" not in re.sub(r"#[0-9a-f]{6}", "", written.partition("How it was made")[0])
    if form == "markdown":
        shown = MarkdownIt("commonmark", {"html": True}).enable("table").render(written)
        tree = html.fromstring(f"<div>{shown}</div>")
    elif form == "html":
        tree = page(DIGEST, templates)
    else:
        return
    assert [] == tree.xpath("//script | //img | //*[@onerror] | //i | //b")
    assert "<script>alert(1)</script> [click](https://evil.example) | *bold* & {{ 7*7 }}" in clean(
        tree.text_content()
    )


@pytest.mark.parametrize("form", ["markdown", "html"])
def test_the_only_links_are_the_articles(form: str, templates: BaseLoader) -> None:
    """http(s) addresses of the input, whole or at a sentence, and places on the page itself."""
    written = as_text(DIGEST, form, templates=templates)
    if form == "markdown":
        written = MarkdownIt("commonmark", {"html": True}).enable("table").render(written)
    links = html.fromstring(f"<div>{written}</div>").xpath("//@href")
    ours = {
        "https://harbour-post.example/2026/05/02/lind-crossing",
        "https://ledger.example/news?id=8841&from=front#top",
        "https://coastwire.example/lind",
        "https://meridian.example/markets/tavia-rates",
        "https://ledger.example/tavia-holds",
        "https://courrier.example/mus%C3%A9e-de-la-mer",
        "https://harbour-post.example/path",
    }

    pages = {link.partition(":~:")[0].removesuffix("#") for link in links}
    assert ours == {one for one in pages if not one.startswith("#")}
    assert all(re.fullmatch(r"#story-\d", one) for one in pages - ours)


@given(st.text(max_size=60))
@settings(max_examples=15)
def test_no_words_break_an_edition(words: str) -> None:
    """Whatever stands in titles, names and sentences, all four forms come out whole."""
    one = replace(
        article("x", words, words, f"{words}\nEnd.", url=f"https://a.example/{words}"),
        published=at(1),
        language=words,
    )
    cited = one.sentences[-1:] and (point(words, ("x", len(one.sentences) - 1)),)
    summary = Summary(method="model", headline=words, points=cited or (), notes=(words,))
    told = story(1, words, (one,), summary, continues=words)
    edition = replace(DIGEST.edition, title=words)
    digest = replace(
        DIGEST, edition=edition, lead=(), stories=(told,), articles=(one,), notices=(words,)
    )
    templates = TEMPLATES

    assert clean(words) == clean(page(digest, templates).findtext(".//h1") or "")
    assert as_text(digest, "eml", templates=templates).endswith("--\r\n")
    for form in TEXT_FORMS:
        assert as_text(digest, form, templates=templates).endswith("\n")


def test_a_broken_citation_is_named(templates: BaseLoader) -> None:
    """A digest.json edited by hand is refused in one line, not with a traceback."""
    for wrong in (("nowhere", 0), ("bridge-1", 99), ("bridge-1", -1), ("rates-1", 0)):
        with pytest.raises(RenderError, match=wrong[0]):
            as_text(only(told_as(points=(point("A.", wrong),))), "text", templates=templates)


def test_the_hostile_article_has_no_link(templates: BaseLoader) -> None:
    """An article whose address is a script is cited like one without an address."""
    assert HOSTILE.url is not None
    for form in TEXT_FORMS:
        assert HOSTILE.url not in as_text(DIGEST, form, templates=templates)
