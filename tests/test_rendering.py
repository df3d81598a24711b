"""What a reader sees of an edition, in each of its forms."""

import os
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import BaseLoader, DictLoader
from lxml import html
from lxml.html import HtmlElement
from markdown_it import MarkdownIt

from digest.edition import edited, sealed
from digest.errors import ConfigError, RenderError
from digest.model import Coverage, Digest, Position, Summary
from digest.rendering import Form, TextForm, render
from digest.rendering.check_mail import check_mail
from digest.rendering.text import clean
from digest.resources import bundled, loader
from tests.golden_digest import BRIDGE, DIGEST, HOSTILE, article, at, point, quote, story

GOLDEN = Path(__file__).parent / "golden"
FORMS: tuple[TextForm, ...] = ("markdown", "html", "text")


TEMPLATES = loader("templates")


@pytest.fixture
def templates() -> BaseLoader:
    return TEMPLATES


def page(digest: Digest, templates: BaseLoader) -> HtmlElement:
    written = render(digest, "html", templates=templates)
    return html.document_fromstring(written.encode(), parser=html.HTMLParser(encoding="utf-8"))


def reads(tree: HtmlElement) -> str:
    """The words of a page on one line."""
    return clean(tree.find("body").text_content())


def only(summary: Summary, **changes: object) -> Digest:
    """An edition of one story told by this summary, over the bridge's articles."""
    told = story(1, "News", BRIDGE[:3], summary)
    return replace(
        DIGEST,
        lead=(),
        stories=(replace(told, **changes),),  # type: ignore[arg-type]
        articles=BRIDGE,
        skipped=(),
        coverage=Coverage(read=3, told=1, copies=0, merged=2, left_out=0),
        notices=(),
    )


def told_as(**changes: object) -> Summary:
    told = Summary(method="model", headline="Lind crossing shut", points=())
    return replace(told, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("form", "name"),
    [("markdown", "daily.md"), ("html", "daily.html"), ("text", "daily.txt"), ("eml", "daily.eml")],
)
def test_the_edition_is_the_golden_one(form: Form, name: str, templates: BaseLoader) -> None:
    """Byte for byte; after a wanted change: UPDATE_GOLDEN=1 pytest, and read the difference."""
    written = render(DIGEST, form, templates=templates)
    content = written if isinstance(written, bytes) else written.encode()
    if os.environ.get("UPDATE_GOLDEN"):
        (GOLDEN / name).write_bytes(content)

    assert (GOLDEN / name).read_bytes() == content


@pytest.mark.parametrize("form", FORMS)
def test_no_hostile_word_becomes_markup(form: TextForm, templates: BaseLoader) -> None:
    """Scripts, templates, links and overrides in articles are shown as the words they are."""
    written = render(DIGEST, form, templates=templates)

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
def test_the_only_links_are_the_articles(form: TextForm, templates: BaseLoader) -> None:
    """http(s) addresses of the input, whole or at a sentence, and places on the page itself."""
    written = render(DIGEST, form, templates=templates)
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


def test_a_citation_opens_the_very_sentence(templates: BaseLoader) -> None:
    """The link carries a text fragment, and the page has the sentence itself to unfold."""
    tree = page(only(told_as(points=(point("Shut.", ("bridge-1", 4)),))), templates)

    (link,) = tree.xpath("//summary//a/@href")
    assert link == (
        "https://harbour-post.example/2026/05/02/lind-crossing"
        "#:~:text=About%2031%2C000%20vehicles%20use%20the%20crossing%20on%20a%20working%20day"
    )
    (evidence,) = tree.xpath("//details//p")
    assert (
        "[1] “About 31,000 vehicles use the crossing on a working day.” — Harbour Post, 2 May"
        in (clean(evidence.text_content()))
    )


def test_numbers_are_the_story_s_outlets(templates: BaseLoader) -> None:
    """[2] is the second source of the story wherever it stands, and one article has one number."""
    summary = told_as(
        points=(
            point("A.", ("bridge-2", 1), ("bridge-1", 1), ("bridge-1", 0)),
            point("B.", ("bridge-3", 0)),
        )
    )
    text = render(only(summary), "text", templates=templates)

    assert "* A. [1][2]\n" in text
    assert "* B. [3]\n" in text
    assert "[1] Harbour Post, 2 May, 09:20 UTC" in text
    assert "[3] Radio Aske, 3 May: " in text


@pytest.mark.parametrize("form", FORMS)
def test_an_article_without_address_is_still_cited(form: TextForm, templates: BaseLoader) -> None:
    """Pasted text has no link; its number, outlet and sentence are shown all the same."""
    written = render(
        only(told_as(points=(point("Ferry.", ("bridge-3", 0)),))), form, templates=templates
    )

    assert "[3]" in written
    assert "Radio Aske" in written
    assert form == "text" or "The ferry will leave every fifteen minutes" in written


@pytest.mark.parametrize("form", FORMS)
def test_agreement_is_counted_in_independent_outlets(form: TextForm, templates: BaseLoader) -> None:
    """Agency copies are listed, and said not to be sources of their own."""
    written = render(DIGEST, form, templates=templates)

    assert "4 outlets, 3 independent" in written
    assert "copy of [1]" in clean(written)


@pytest.mark.parametrize(
    ("sources", "outlets", "independent", "reach"),
    [
        (("A", "B", "C"), 3, 2, "3 outlets, 2 independent"),
        (("A", "A", "B"), 2, 2, "3 articles from 2 outlets"),
        (("A",), 1, 1, "1 outlet"),
        (("unknown outlet", "unknown outlet"), 1, 1, "2 articles, outlet unknown"),
    ],
)
def test_many_articles_of_one_outlet_are_not_many_outlets(
    sources: tuple[str, ...], outlets: int, independent: int, reach: str, templates: BaseLoader
) -> None:
    """Pasted texts without a name are not called one outlet's either."""
    articles = tuple(
        replace(BRIDGE[0], id=f"a{n}", source=source) for n, source in enumerate(sources)
    )
    told = story(1, "News", articles, told_as())
    told = replace(told, outlets=outlets, independent=independent)
    digest = replace(DIGEST, lead=(), stories=(told,), articles=articles)

    assert f"   {reach}\n" in render(digest, "text", templates=templates)


@pytest.mark.parametrize("form", FORMS)
def test_a_disagreement_shows_each_side_with_its_outlet(
    form: TextForm, templates: BaseLoader
) -> None:
    """Each position stands beside who printed it and when."""
    words = clean(re.sub(r"<[^>]+>", " ", render(DIGEST, form, templates=templates)))

    assert re.search(r"at least nine.{1,20}Harbour Post, 2 May, 09:20 UTC", words)
    assert re.search(r"twelve.{1,20}The Westmark Ledger, 2 May, 14:05 UTC", words)


@pytest.mark.parametrize("form", FORMS)
def test_what_is_new_is_marked_in_a_story_that_goes_on(
    form: TextForm, templates: BaseLoader
) -> None:
    """Only what no earlier edition printed is called new, and only where there was an earlier one."""
    words = clean(re.sub(r"<[^>]+>|[*]", "", render(DIGEST, form, templates=templates)))

    assert re.search(r"(?i)new:? The central bank of Tavia left", words)
    assert not re.search(r"(?i)new:? Inflation is expected", words)
    assert not re.search(r"(?i)new:? The Lind crossing", words)
    assert "Continues: 24 April 2026: Tavia's bank expected to wait" in words.replace("&#39;", "'")


@pytest.mark.parametrize("form", FORMS)
def test_a_story_with_nothing_new_is_one_line(form: TextForm, templates: BaseLoader) -> None:
    """Its headline under "No material change", without its points."""
    written = render(DIGEST, form, templates=templates)

    assert "No material change" in written
    assert "Coastal path talks go on" in written
    assert "Talks about the coastal path went on." not in written


@pytest.mark.parametrize("form", FORMS)
def test_coverage_adds_up_before_the_reader_s_eyes(form: TextForm, templates: BaseLoader) -> None:
    """Read = told + copies + merged + left out, each left-out reason counted."""
    words = clean(re.sub(r"<[^>]+>", "", render(DIGEST, form, templates=templates)))

    assert "13 articles read = 5 told + 1 copy + 3 merged into those stories + 4 left out." in words
    assert "2 × fewer than 40 words (radio-aske.example/live" in words


@pytest.mark.parametrize("form", FORMS)
def test_withheld_sentences_are_counted_and_not_printed(
    form: TextForm, templates: BaseLoader
) -> None:
    """The ledger says how many and why; an unproven sentence reaches no reader by way of it."""
    words = clean(re.sub(r"<[^>]+>", "", render(DIGEST, form, templates=templates)))

    assert "3 sentences withheld" in words
    assert "1 × quotations: these words are in none of the articles" in words
    assert "The bridge is 140 years old" not in words


@pytest.mark.parametrize("form", FORMS)
def test_a_thousand_reasons_fit_on_the_page(form: TextForm, templates: BaseLoader) -> None:
    """However much was left out, the ledger is a dozen lines that still count everything."""
    skipped = tuple(replace(DIGEST.skipped[0], why=f"reason {n}") for n in range(1000))
    digest = replace(
        DIGEST,
        skipped=skipped,
        coverage=Coverage(read=1009, told=5, copies=1, merged=3, left_out=1000),
    )
    written = render(digest, form, templates=templates)

    assert "989 × other reasons" in written
    assert 12 == len(re.findall(r"\d × (?:reason \d|other)", written))


def test_an_edition_without_stories_says_so(templates: BaseLoader) -> None:
    """An empty day is a page that can be read, not a broken one."""
    empty = replace(
        DIGEST,
        lead=(),
        stories=(),
        articles=(),
        skipped=(),
        coverage=Coverage(read=0, told=0, copies=0, merged=0, left_out=0),
    )
    for form in FORMS:
        assert "Nothing to report." in render(empty, form, templates=templates)


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
    assert [] == tree.xpath("//table[not(@role='presentation')][not(./tbody/tr/th[@scope])]")
    (french,) = tree.xpath("//h3[@lang='fr']")
    assert "Le musée rouvre après trois ans de travaux" == french.text_content()


def test_the_charset_comes_first(templates: BaseLoader) -> None:
    """A browser looks for it in the first 1024 bytes of a file."""
    assert 'charset="utf-8"' in render(DIGEST, "html", templates=templates)[:1024]


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
    css = (bundled("templates") / "default/parts/style.css").read_text()
    day, _, night = css.partition("@media (prefers-color-scheme: dark)")
    night = night.partition("@media print")[0]
    for sheet, paper, notice in ((day, "#fffdf9", "#f9f1df"), (night, "#1d1b18", "#2e2718")):
        for selector, colour in text_colours(sheet):
            ground = notice if "notice" in selector else paper
            least = 3.0 if "::marker" in selector else 4.5
            assert contrast(colour, ground) >= least, (selector, colour)


def test_every_colour_has_one_for_the_night() -> None:
    """Nothing that is dark on light paper stays dark when the paper does."""
    css = (bundled("templates") / "default/parts/style.css").read_text()
    day, _, night = css.partition("@media (prefers-color-scheme: dark)")

    def names(sheet: str) -> set[str]:
        selectors = ",".join(selector for selector, _ in text_colours(sheet))
        return {name.strip().removeprefix("a.").lstrip(".") for name in selectors.split(",")}

    assert set() == names(day) - names(night) - {"summary::marker"}


def test_an_ordinary_edition_is_small(templates: BaseLoader) -> None:
    """Twenty stories of five sentences stay under 100 kB, where Gmail would cut the mail."""
    points = tuple(
        point("The Lind crossing has been closed to all traffic since Saturday.", ("bridge-1", 0))
        for _ in range(5)
    )
    stories = tuple(
        replace(story(n, "News", BRIDGE[:3], told_as(points=points)), id=f"s{n}")
        for n in range(1, 21)
    )
    digest = replace(DIGEST, stories=stories)

    assert () == check_mail(render(digest, "eml", templates=templates), digest)


@given(st.text(max_size=60))
@settings(max_examples=15, deadline=None)
def test_no_words_break_an_edition(words: str) -> None:
    """Whatever stands in titles, names and sentences, all four forms come out whole."""
    one = replace(
        article("x", words, words, f"{words}\nEnd.", url=f"https://a.example/{words}"),
        published=at(1),
        language=words,
    )
    cited = one.sentences[-1:] and (point(words, ("x", len(one.sentences) - 1), only_in=words),)
    summary = Summary(method="model", headline=words, points=cited or (), notes=(words,))
    told = story(1, words, (one,), summary, continues=words)
    edition = replace(DIGEST.edition, title=words)
    digest = replace(
        DIGEST, edition=edition, lead=(), stories=(told,), articles=(one,), notices=(words,)
    )
    templates = TEMPLATES

    assert clean(words) == clean(page(digest, templates).findtext(".//h1") or "")
    assert render(digest, "eml", templates=templates).endswith(b"--\r\n")
    for form in FORMS:
        assert render(digest, form, templates=templates).endswith("\n")


def test_a_broken_citation_is_named(templates: BaseLoader) -> None:
    """A digest.json edited by hand is refused in one line, not with a traceback."""
    for wrong in (("nowhere", 0), ("bridge-1", 99), ("bridge-1", -1), ("rates-1", 0)):
        with pytest.raises(RenderError, match=wrong[0]):
            render(only(told_as(points=(point("A.", wrong),))), "text", templates=templates)


def test_a_position_that_two_outlets_share_names_both(templates: BaseLoader) -> None:
    """A claim printed in two places is not shown as one outlet's own."""
    difference = replace(
        DIGEST.stories[0].summary.differences[0],
        positions=(
            Position(text="nine", citations=point("", ("bridge-1", 1), ("bridge-3", 0)).citations),
            Position(text="twelve | 12", citations=point("", ("bridge-2", 0)).citations),
        ),
    )
    written = render(only(told_as(differences=(difference,))), "markdown", templates=templates)

    assert "| nine | Harbour Post, 2 May, 09:20 UTC [[1]][1-3]; Radio Aske, 3 May [3] |" in written
    assert "| twelve \\| 12 | The Westmark Ledger" in written


def test_a_quotation_names_its_speaker_and_outlet(templates: BaseLoader) -> None:
    """Exact words, who said them, in which role, and where they were printed."""
    said = quote("We will not reopen a lane", "Mara Oduya", BRIDGE[0], role="chief engineer")
    written = render(only(told_as(quotes=(said,))), "markdown", templates=templates)

    assert "> “We will not reopen a lane”\n>\n> — Mara Oduya, chief engineer, in Harbour Post" in (
        written
    )


@pytest.mark.parametrize("form", FORMS)
def test_an_edit_by_hand_is_marked_unproven(form: TextForm, templates: BaseLoader) -> None:
    """A sentence that was changed after it was proven says so, and no other one does."""
    whole = sealed(DIGEST)
    first, *others = whole.stories
    points = first.summary.points
    changed = replace(points[1], text="A detour adds two hours.")
    summary = replace(first.summary, points=(points[0], changed, *points[2:]))
    digest = replace(whole, stories=(replace(first, summary=summary), *others))

    written = render(digest, form, templates=templates, unproven=edited(digest))
    words = clean(re.sub(r"(?s)<style>.*?</style>|<[^>]+>|[*]", "", written))
    assert "1 text was edited by hand and not proven since." in words
    assert re.search(r"(?i)A detour adds two hours\..{1,40}unproven", words)
    assert 1 == len(re.findall(r"(?i)unproven", words))


def test_every_text_can_be_marked(templates: BaseLoader) -> None:
    """The names are those of the seals: headlines, quotations, positions and moments too."""
    names = edited(replace(DIGEST, seals={}))
    shown = [name for name in names if not name.startswith(("article", "edition"))]
    quiet = [name for name in shown if name.startswith("story 5, point")]

    written = render(DIGEST, "text", templates=templates, unproven=names)
    assert len(shown) - len(quiet) == written.count("(UNPROVEN)")


def test_a_theme_may_change_one_block_and_keep_the_rest(tmp_path: Path) -> None:
    """`{% extends "builtin/default/..." %}` in a user's folder, and other forms stay ours."""
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/digest.md.j2").write_text(
        '{% extends "builtin/default/digest.md.j2" %}'
        "{% block masthead %}Good morning, {{ digest.title }}\n{% endblock %}"
    )
    mine = loader("templates", tmp_path)

    written = render(DIGEST, "markdown", templates=mine, theme="mine")
    assert written.startswith("Good morning, The Morning Ledger\n")
    assert "## Money" in written
    assert render(DIGEST, "html", templates=mine, theme="mine") == render(
        DIGEST, "html", templates=mine
    )


def test_a_theme_cannot_forget_to_escape() -> None:
    """A template without any filter is as safe as ours, in every form."""
    careless = DictLoader(
        {
            f"x/digest.{end}.j2": "{{ digest.stories[3].headline }}\n"
            for end in ("md", "html", "txt")
        }
    )

    for form in FORMS:
        written = render(DIGEST, form, templates=careless, theme="x")
        assert not re.search(r"(?<!\\)<script>", written) or form == "text"
        assert "](https://evil" not in written or form == "html"


@pytest.mark.parametrize(
    ("source", "line", "fault"),
    [
        ("a\nb {{ digest.tittle }}\n", 2, "tittle"),
        ("a\n\n{% for %}\n", 3, "Expected"),
        ("{{ 1 // 0 }}\n", 1, "zero"),
        ("a\n{% include 'nowhere.j2' %}\n", 2, "nowhere"),
        ("{{ digest|nosuch }}", 1, "nosuch"),
        ("\n{{ ''.__class__.__mro__ }}", 2, "unsafe"),
    ],
)
def test_a_broken_theme_is_named_by_file_and_line(
    tmp_path: Path, source: str, line: int, fault: str
) -> None:
    """The author of a theme is told where to look; and a theme runs no Python of its own."""
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/digest.md.j2").write_text(source)

    with pytest.raises(RenderError, match=rf"mine/digest\.md\.j2:{line}: .*{fault}"):
        render(DIGEST, "markdown", templates=loader("templates", tmp_path), theme="mine")


def test_an_unknown_theme_is_a_setting_gone_wrong(templates: BaseLoader) -> None:
    """A typing error in the configuration is not answered with the default look."""
    with pytest.raises(ConfigError, match="no theme 'mien'"):
        render(DIGEST, "markdown", templates=templates, theme="mien")


def test_the_hostile_article_has_no_link(templates: BaseLoader) -> None:
    """An article whose address is a script is cited like one without an address."""
    assert HOSTILE.url is not None
    for form in FORMS:
        assert HOSTILE.url not in render(DIGEST, form, templates=templates)
