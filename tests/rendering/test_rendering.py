"""What a reader sees of an edition, in each of its forms."""

import os
import re
from dataclasses import replace
from pathlib import Path

import pytest
from jinja2 import BaseLoader

from digest.edition import edited, sealed
from digest.grounding.outcome import STEPS
from digest.grounding.rules import RULES
from digest.model import Article, Coverage, Digest, Position, Rejected, Window
from digest.rendering import FORMS, Form, Look, render
from digest.rendering.check_mail import check_mail
from digest.rendering.text import clean
from digest.resources import loader
from tests.building import at, point, quote, story, told_as
from tests.golden_digest import BRIDGE, DIGEST, only
from tests.rendering.shown import TEXT_FORMS, as_text

GOLDEN = Path(__file__).parents[1] / "golden"


TEMPLATES = loader("templates")


@pytest.fixture
def templates() -> BaseLoader:
    return TEMPLATES


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_the_edition_is_the_golden_one(form: Form, templates: BaseLoader) -> None:
    """Byte for byte; after a wanted change: `make golden`, and read the difference."""
    content = form.render(DIGEST, Look(templates=templates, brief_after=3))
    golden = GOLDEN / form.file.replace("digest", "daily", 1)
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_bytes(content)

    assert golden.is_file(), "`make golden` writes it"
    assert golden.read_bytes() == content, "after a wanted change: make golden"


def test_numbers_are_the_story_s_outlets(templates: BaseLoader) -> None:
    """[2] is the second source of the story wherever it stands, and one article has one number."""
    summary = told_as(
        points=(
            point("A.", ("bridge-2", 1), ("bridge-1", 1), ("bridge-1", 0)),
            point("B.", ("bridge-3", 0)),
        )
    )
    text = as_text(only(summary), "text", templates=templates)

    assert "* A. [1][2]\n" in text
    assert "* B. [3]\n" in text
    assert "[1] Harbour Post, 2 May, 09:20 UTC" in text
    assert "[3] Radio Aske, 3 May: " in text


@pytest.mark.parametrize("form", TEXT_FORMS)
def test_an_article_without_address_is_still_cited(form: str, templates: BaseLoader) -> None:
    """Pasted text has no link; its number, outlet and sentence are shown all the same."""
    written = as_text(
        only(told_as(points=(point("Ferry.", ("bridge-3", 0)),))), form, templates=templates
    )

    assert "[3]" in written
    assert "Radio Aske" in written
    assert form == "text" or "The ferry will leave every fifteen minutes" in written


@pytest.mark.parametrize("form", TEXT_FORMS)
def test_agreement_is_counted_in_independent_outlets(form: str, templates: BaseLoader) -> None:
    """Agency copies are listed, and said not to be sources of their own."""
    written = as_text(DIGEST, form, templates=templates)

    assert "4 outlets, 3 independent" in written
    assert "copy of [1]" in clean(written)


@pytest.mark.parametrize("form", TEXT_FORMS)
def test_a_story_of_opinions_alone_is_called_one(form: str, templates: BaseLoader) -> None:
    """A claim of its writer stands under it; a report beside it makes the story one of news."""
    column = replace(BRIDGE[0], is_opinion=True)

    def written(*articles: Article) -> str:
        told = story(1, "News", articles, told_as())
        digest = replace(DIGEST, lead=(), stories=(told,), articles=articles)
        return clean(as_text(digest, form, templates=templates))

    assert "Opinion or blog, 1 outlet" in written(column)
    assert "Opinion or blog" not in written(column, BRIDGE[1])


@pytest.mark.parametrize(
    ("sources", "outlets", "independent", "reach"),
    [
        (("A", "B", "C"), 3, 2, "3 outlets, 2 independent"),
        (("A", "A", "B"), 2, 2, "3 articles from 2 outlets"),
        (("A",), 1, 1, "1 outlet"),
        ((BRIDGE[0].title, BRIDGE[0].title), 1, 1, "2 articles, outlet unknown"),
    ],
)
def test_many_articles_of_one_outlet_are_not_many_outlets(
    sources: tuple[str, ...], outlets: int, independent: int, reach: str, templates: BaseLoader
) -> None:
    """Pasted texts without a name are not called one outlet's either."""
    articles = tuple(
        replace(BRIDGE[0], id=f"a{n}", source=source) for n, source in enumerate(sources)
    )
    told = story(1, "News", articles, told_as(points=(point("Shut.", ("a0", 0)),)))
    told = replace(told, outlets=outlets, independent=independent)
    digest = replace(DIGEST, lead=(), stories=(told,), articles=articles)

    assert f"   {reach}\n" in as_text(digest, "text", templates=templates)


@pytest.mark.parametrize("form", TEXT_FORMS)
def test_a_disagreement_shows_each_side_with_its_outlet(form: str, templates: BaseLoader) -> None:
    """Each value stands beside who printed it, the sentences below."""
    words = clean(re.sub(r"<[^>]+>", " ", as_text(DIGEST, form, templates=templates)))

    assert re.search(
        r"at least nine\W{1,5}Harbour Post.{1,70}Twelve\W{1,5}The Westmark Ledger", words
    )
    assert "Twelve passengers were hurt." in words


@pytest.mark.parametrize("form", TEXT_FORMS)
def test_what_is_new_is_marked_in_a_story_that_goes_on(form: str, templates: BaseLoader) -> None:
    """Only what no earlier edition printed is called new, and only where there was an earlier one."""
    words = clean(re.sub(r"<[^>]+>|[*]", "", as_text(DIGEST, form, templates=templates)))

    assert re.search(r"(?i)new:? The central bank of Tavia left", words)
    assert not re.search(r"(?i)new:? Inflation is expected", words)
    assert not re.search(r"(?i)new:? The Lind crossing", words)
    assert "Continues: 24 April 2026: Tavia's bank expected to wait" in words.replace("&#39;", "'")


@pytest.mark.parametrize("form", TEXT_FORMS)
def test_a_story_with_nothing_new_is_one_line(form: str, templates: BaseLoader) -> None:
    """Its headline under "No material change", without its points."""
    written = as_text(DIGEST, form, templates=templates)

    assert "no material change" in written.lower()
    assert "Coastal path talks go on" in written
    assert "Talks about the coastal path went on." not in written


@pytest.mark.parametrize("form", TEXT_FORMS)
def test_coverage_adds_up_before_the_reader_s_eyes(form: str, templates: BaseLoader) -> None:
    """Read = told + copies + merged + left out; what was left out is the editor's to know."""
    words = clean(re.sub(r"<[^>]+>", "", as_text(DIGEST, form, templates=templates)))

    assert "13 articles read = 5 told + 1 copy + 3 merged into those stories + 4 left out." in words
    assert "fewer than 40 words" not in words
    assert "5 stories from 9 articles" in words


@pytest.mark.parametrize("form", TEXT_FORMS)
def test_withheld_sentences_are_counted_and_not_printed(form: str, templates: BaseLoader) -> None:
    """The ledger says how many and why; an unproven sentence reaches no reader by way of it."""
    words = clean(re.sub(r"<[^>]+>", "", as_text(DIGEST, form, templates=templates)))

    assert "3 sentences withheld" in words
    assert "1 × a quotation that no article has" in words
    assert "these words are in none of the articles" not in words
    assert "The bridge is 140 years old" not in words


@pytest.mark.parametrize("check", [*(rule.id for rule in RULES), *STEPS])
def test_every_fault_has_words_for_readers(check: str, templates: BaseLoader) -> None:
    """A check that is added tells readers, in a word of its own, why it withholds."""
    lost = Rejected(text="It is not so.", reason="it is not so", checks=(check,))
    summary = replace(DIGEST.stories[0].summary, rejected=(lost,))

    written = as_text(only(summary), "text", templates=templates)

    assert "1 sentence withheld" in written
    assert "another fault" not in written


@pytest.mark.parametrize("form", TEXT_FORMS)
def test_a_thousand_faults_fit_on_the_page(form: str, templates: BaseLoader) -> None:
    """However much was withheld, the account is a dozen lines that still count everything."""
    lost = Rejected(text="It is not so.", reason="it is not so", checks=("numbers",))
    summary = replace(DIGEST.stories[0].summary, rejected=(lost,) * 1000)
    written = as_text(only(summary), form, templates=templates)

    assert "1,000 sentences withheld" in written
    assert "1,000 × a number that its sources do not have" in written


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
    for form in TEXT_FORMS:
        assert "Nothing to report." in as_text(empty, form, templates=templates)


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

    assert () == check_mail(render(digest, "eml", Look(templates=templates)), digest)


@pytest.mark.parametrize("form", TEXT_FORMS)
def test_a_later_count_is_told_as_one(form: str, templates: BaseLoader) -> None:
    """Nobody disagrees where people were counted again."""
    difference = replace(DIGEST.stories[0].summary.differences[0], is_update=True)
    written = as_text(only(told_as(differences=(difference,))), form, templates=templates)

    assert "Counted again: people hurt on the bus: at least nine, later Twelve" in clean(written)
    assert "Accounts differ" not in written


@pytest.mark.parametrize("theme", ["brief", "press-review"])
@pytest.mark.parametrize("form", ["html", "markdown", "text"])
def test_a_later_count_in_a_line_has_each_value_once(
    form: str, theme: str, templates: BaseLoader
) -> None:
    """Its outlets follow, in the order of the values."""
    difference = replace(DIGEST.stories[0].summary.differences[0], is_update=True)
    told = only(told_as(differences=(difference,)))
    written = clean(as_text(told, form, templates=templates, theme=theme))

    assert "at least nine, later Twelve; Harbour Post" in written


def test_a_position_that_two_outlets_share_names_both(templates: BaseLoader) -> None:
    """A claim printed in two places is not shown as one outlet's own."""
    difference = replace(
        DIGEST.stories[0].summary.differences[0],
        positions=(
            Position(text="nine", citations=point("", ("bridge-1", 1), ("bridge-3", 0)).citations),
            Position(text="twelve | 12", citations=point("", ("bridge-2", 0)).citations),
        ),
    )
    written = as_text(only(told_as(differences=(difference,))), "markdown", templates=templates)

    assert "- nine — Harbour Post [[1]][1-3], Radio Aske [3]" in written
    assert "- twelve | 12 — The Westmark Ledger" in written


def test_a_quotation_names_its_speaker_and_outlet(templates: BaseLoader) -> None:
    """Exact words, who said them, in which role, and where they were printed."""
    said = quote("We will not reopen a lane", "Mara Oduya", BRIDGE[0], role="chief engineer")
    written = as_text(only(told_as(quotes=(said,))), "markdown", templates=templates)

    assert "> “We will not reopen a lane”\n>\n> — Mara Oduya, chief engineer, in Harbour Post" in (
        written
    )


@pytest.mark.parametrize("form", TEXT_FORMS)
def test_an_edit_by_hand_is_marked_unproven(form: str, templates: BaseLoader) -> None:
    """A sentence that was changed after it was proven says so, and no other one does."""
    whole = sealed(DIGEST)
    first, *others = whole.stories
    points = first.summary.points
    changed = replace(points[1], text="A detour adds two hours.")
    summary = replace(first.summary, points=(points[0], changed, *points[2:]))
    digest = replace(whole, stories=(replace(first, summary=summary), *others))

    written = as_text(digest, form, templates=templates, unproven=edited(digest))
    words = clean(re.sub(r"(?s)<style>.*?</style>|<[^>]+>|[*]", "", written))
    assert "1 text was edited by hand and not proven since." in words
    assert re.search(r"(?i)A detour adds two hours\..{1,40}unproven", words)
    assert 1 == len(re.findall(r"(?i)unproven", words))


def test_every_text_can_be_marked(templates: BaseLoader) -> None:
    """The names are those of the seals: headlines, quotations, positions and moments too."""
    names = edited(replace(DIGEST, seals={}))
    shown = [name for name in names if not name.startswith(("article", "edition"))]
    quiet = [name for name in shown if name.startswith(("story 5, point", "story 5, account"))]

    written = as_text(DIGEST, "text", templates=templates, unproven=names)
    assert len(shown) - len(quiet) == written.count("(UNPROVEN)")


@pytest.mark.parametrize("form", TEXT_FORMS)
def test_the_proof_stands_with_the_evidence(form: str, templates: BaseLoader) -> None:
    """Copied or judged, by whom and with what doubt; the colophon sums it up."""
    words = clean(re.sub(r"<[^>]+>", " ", as_text(DIGEST, form, templates=templates)))

    assert re.search(r"Judged by gpt-6-luna[:,] .{0,40}doubt 2 of 100", words)
    assert "Word for word" in words
    assert "11 were judged by gpt-6-luna beside their evidence (greatest doubt 9 of 100)" in words


@pytest.mark.parametrize(
    ("method", "told"),
    [
        ("model", "Told by gpt-6-luna from the sentences it cites."),
        ("chosen", "Chosen by gpt-6-luna from the sources' own sentences."),
        ("extractive", "Told in the words of the articles, without a model."),
    ],
)
def test_the_edition_says_who_told_it(method: str, told: str, templates: BaseLoader) -> None:
    """A model that only chose is not said to have written."""
    written = as_text(only(told_as(method=method)), "text", templates=templates)

    assert told in " ".join(written.split())


def test_a_story_told_otherwise_says_so(templates: BaseLoader) -> None:
    """Beside stories that a model wrote stand chosen and extracted ones."""
    words = " ".join(as_text(DIGEST, "text", templates=templates).split())

    assert 1 == words.count("· chosen by gpt-6-luna from the sources' own sentences")
    assert 1 == words.count("· told in the words of its articles")


@pytest.mark.parametrize("form", TEXT_FORMS)
def test_the_edition_says_when_its_articles_were_published(
    form: str, templates: BaseLoader
) -> None:
    """Not when it was read: a feed that shows late, or is new, has articles from before that."""

    def said(digest: Digest) -> str:
        written = as_text(digest, form, templates=templates).replace("&nbsp;", " ")
        return " ".join(re.sub(r"<[^>]+>", " ", written).split())

    first, *_ = DIGEST.articles
    alone = replace(only(told_as()), articles=(replace(first, published=at(1, 10)),))
    told = replace(alone.stories[0], articles=(first.id,), copies=())
    of_files = replace(DIGEST, edition=replace(DIGEST.edition, window=Window()))

    assert "published from 1 May 2026, 12:30 UTC to 3 May 2026." in said(DIGEST)
    assert "published from 1 May 2026, 10:00 UTC." in said(replace(alone, stories=(told,)))
    assert "published from" not in said(of_files)


@pytest.mark.parametrize("form", TEXT_FORMS)
def test_a_quotation_of_no_known_outlet_is_its_speaker_s_alone(
    form: str, templates: BaseLoader
) -> None:
    """Nobody speaks in a headline, which stands where nothing names an outlet."""
    first, *others = BRIDGE
    said = quote("We will not reopen a lane", "Mara Oduya", first, role="chief engineer")
    of_nobody = replace(first, source=first.title)
    digest = replace(only(told_as(quotes=(said,))), articles=(of_nobody, *others))

    known, unknown = (
        re.sub(r"<[^>]+>|&nbsp;", " ", as_text(one, form, templates=templates))
        for one in (only(told_as(quotes=(said,))), digest)
    )
    assert "Mara Oduya, chief engineer, in Harbour Post" in known
    assert re.search(r"Mara Oduya, chief engineer +\[", unknown)
