"""Headline, authors, day and outlet are what a reader of the page would take them for."""

import json
import time
from datetime import UTC, datetime

import pytest

from digest import reading
from digest.model import Article, Document, Hints

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
HEADLINE = "Velmouth closes its old ferry pier"
PROSE = (
    "<p>The harbour council of Velmouth voted on Tuesday to close the old ferry pier after engineers found rust.</p>"
    "<p>Repairs will cost $4.2m and take until the spring, according to a report handed to members before the vote.</p>"
)


def read(under: str = "", *, head: str = "", h1: str = HEADLINE, above: str = "", below: str = "", **hints: object) -> Article:  # fmt: skip
    page = (
        f"<!doctype html><html lang=en><head>{head}</head><body>{above}"
        f"<article><h1>{h1}</h1>{under}{PROSE}{below}</article></body></html>"
    )
    document = Document(place="page", content=page.encode(), media_type="text/html", hints=Hints(**hints))  # type: ignore[arg-type]  # fmt: skip
    outcome = reading.read(document, now=NOW)
    assert isinstance(outcome, Article), outcome
    return outcome


def record(**facts: object) -> str:
    return f"<script type='application/ld+json'>{json.dumps({'@type': 'NewsArticle', **facts})}</script>"


def graph(*records: dict[str, object]) -> str:
    return f"<script type='application/ld+json'>{json.dumps({'@graph': records})}</script>"


@pytest.mark.parametrize(
    ("shown", "names"),
    [
        ("<p>By Ada Brandt and Tom Osei</p>", ("Ada Brandt", "Tom Osei")),
        ("<p><span>By</span><span>Ada Brandt</span></p>", ("Ada Brandt",)),
        ("<p>Written by</p><p>Ada Brandt</p>", ("Ada Brandt",)),
        ("<p>By ADA BRANDT, AP Harbour Writer</p>", ("ADA BRANDT",)),
        (
            "<p>By Ada Brandt, Head of Ports, Velmouth Lines and Tom Osei</p>",
            ("Ada Brandt", "Tom Osei"),
        ),
        ("<p>By Ada Brandt | The Velmouth Courier</p>", ("Ada Brandt",)),
        ("<p>Von Ada Brandt und Tom Osei</p>", ("Ada Brandt", "Tom Osei")),
        ("<p>Por Ada Brandt y Tom Osei</p>", ("Ada Brandt", "Tom Osei")),
        ("<p>Published on March 1, 2026 by Ada Brandt</p>", ("Ada Brandt",)),
        ("<p>Analysis by Ada Brandt</p>", ("Ada Brandt",)),
        ("<p>Author: Ada Brandt, MD</p>", ("Ada Brandt, MD",)),
        ("<p class='post-author'>Ada Brandt Staff writer</p>", ("Ada Brandt",)),
        ("<p>By Velmouth Courier Staff</p>", ("Velmouth Courier Staff",)),
    ],
)
def test_byline_that_a_reader_sees_names_the_authors(shown: str, names: tuple[str, ...]) -> None:
    """Persons are credited, without their offices and without "By"."""
    assert names == read(shown).authors


@pytest.mark.parametrize(
    "head",
    [
        record(author="Ada Brandt"),
        record(author=["Ada Brandt"]),
        record(author={"@type": "Person", "name": "Ada Brandt, Velmouth Press"}),
        record(author=["Ada Brandt", "Ada M. Brandt"]),
        record(author=[{"name": "Ada Brandt", "@id": "#ada"}, {"name": "Ada Brandt"}]),
        graph(
            {"@type": "Article", "author": {"@id": "#ada"}}, {"@id": "#ada", "name": "Ada Brandt"}
        ),
        "<meta name='parsely-author' content='Ada Brandt'>",
        "<meta name='twitter:data1' content='Ada Brandt'>",
        "<meta name='citation_authors' content='Ada Brandt'>",
        "<meta property='article:author' content='https://social.example/adabrandt'><meta name=author content='Ada Brandt'>",
    ],
)
def test_declared_author_is_credited(head: str) -> None:
    """Whatever form an outlet declares its author in, an address is none."""
    assert ("Ada Brandt",) == read(head=head).authors


def test_address_of_a_profile_is_no_author() -> None:
    """A link to a profile is not a name, nor are its parts."""
    head = "<meta property='article:author' content='https://social.example/adabrandt'>"

    assert () == read(head=head).authors


def test_byline_with_more_names_than_declared_is_credited_whole() -> None:
    """Many a page declares only the first of its authors."""
    found = read("<p>By Ada Brandt and Tom Osei</p>", head=record(author="Ada Brandt"))

    assert ("Ada Brandt", "Tom Osei") == found.authors


def test_single_name_that_is_declared_and_shown_goes_before_a_commenter() -> None:
    """An author with one name is one; who comments below is not."""
    comment = "<div class='comment-author vcard'>Karl Weller says:</div>"

    found = read("<p>Mirabel</p>", head=record(author={"name": "Mirabel"}), below=comment)

    assert ("Mirabel",) == found.authors


def test_menus_and_copyright_are_no_bylines() -> None:
    """Only what stands by the headline counts as a byline."""
    found = read(
        above="<nav><h2>By Company Size</h2>" + "<p>Ports</p>" * 5 + "</nav>",
        below="<p>© 2026 by Velmouth Ltd</p>",
    )

    assert () == found.authors


def test_day_that_the_page_shows_goes_before_a_hidden_older_one() -> None:
    """What was rewritten carries the day under its headline, not the day of its first draft."""
    head = record(datePublished="2019-08-11T09:00:00Z", dateModified="2025-11-21T18:51:10Z")

    assert (
        datetime(2025, 11, 21, tzinfo=UTC) == read("<p>November 21, 2025</p>", head=head).published
    )


@pytest.mark.parametrize(
    "shown",
    [
        "Updated November 21, 2025",
        "August 11, 2019 – November 21, 2025",
        "10 August 2019",
        "1 December 2025",
        "Aktualisiert: 21.11.2025",
    ],
    ids=["update", "both", "a time zone away", "after the last change", "German"],
)
def test_declared_day_stands_otherwise(shown: str) -> None:
    """The day of an update, or of the event that an article announces, is not its own."""
    head = record(datePublished="2019-08-11T09:00:00Z", dateModified="2025-11-21T18:51:10Z")

    assert datetime(2019, 8, 11, 9, tzinfo=UTC) == read(f"<p>{shown}</p>", head=head).published


def test_change_of_the_whole_site_dates_no_article() -> None:
    """Sites print the day of their last build under every page."""
    assert read(below="<p>Site Last Updated: December 20, 2025</p>").published is None


def test_announced_title_that_the_page_shows_is_the_headline() -> None:
    """The main heading is at times the blog's name or the section."""
    head = f"<meta property='og:title' content='{HEADLINE}'>"

    assert (
        HEADLINE == read(f"<h2>{HEADLINE}</h2>", head=head, h1="Notes from the northern quay").title
    )


def test_heading_that_the_address_spells_is_the_headline() -> None:
    """A short heading is one when the outlet made the address of it."""
    head = "<meta property='og:title' content='How the harbour council came to close a pier'>"

    assert (
        "Pier closed"
        == read(head=head + "<link rel=canonical href='https://courier.example/pier-closed/'>", h1="Pier closed").title
    )  # fmt: skip


def test_heading_in_its_own_words_is_the_headline() -> None:
    """What a page tells search engines is often another headline than its readers see."""
    head = "<meta property='og:title' content='Harbour news: rust, repairs, councils, ships and a vote that split a town'>"

    assert (
        "Why the ferries stopped coming"
        == read(head=head, h1="Why the ferries stopped coming").title
    )


@pytest.mark.parametrize(
    ("claimed", "name"),
    [
        ("www.courier.example", "courier.example"),
        ("https://www.courier.example/", "courier.example"),
        ("Courier.example", "Courier.example"),
        ("The Velmouth Courier", "The Velmouth Courier"),
    ],
)
def test_outlet_goes_by_its_bare_host_at_most(claimed: str, name: str) -> None:
    """Readers know an outlet by its name, not by a protocol."""
    assert name == read(head=f"<meta property='og:site_name' content='{claimed}'>").source


@pytest.mark.parametrize(
    "line",
    ["II" * 70 + "!", "By " + "A, " * 50, "by " * 50, "A" * 150 + " 2026 by", "M.D " * 39 + "!"],
)
def test_hostile_bylines_cost_no_time(line: str) -> None:
    """A line made to be hard to match is read as quickly as another."""
    start = time.process_time()

    read(
        f"<p>By Ada Brandt, {line}</p><p>{line}</p>",
        head=f"<meta name=author content='X Y, {line}'>",
    )

    assert time.process_time() - start < 2


def test_page_with_thousands_of_authors_and_lines_costs_no_time() -> None:
    """Every name against every line would take minutes."""
    head = "".join(f"<meta name=author content='Name{i}'>" for i in range(3000))
    start = time.process_time()

    read(head=head, below="<p>Posted by</p><p>no</p>" * 5000)

    assert time.process_time() - start < 10


HISTORY = "<p>Received: 12 January 2026 Accepted: 16 January 2026 Published: 2 February 2026</p>"


@pytest.mark.parametrize(
    "head",
    [
        "<meta name='dc.date' content='2026-02-02'>",
        "<meta name='citation_publication_date' content='2026/02/02'>",
        "",
    ],
)
def test_day_of_receipt_is_not_the_article_s(head: str) -> None:
    """Of several dates in one line the one counts that says it is of the publication."""
    assert datetime(2026, 2, 2, tzinfo=UTC) == read(HISTORY, head=head).published


@pytest.mark.parametrize(
    ("first", "later"),
    [("Published", "Updated"), ("Veröffentlicht", "Aktualisiert"), ("Publicado", "Actualizado"),
     ("Opublikowano", "Aktualizacja"), ("Julkaistu", "Päivitetty")],
)  # fmt: skip
def test_first_publication_goes_before_a_later_change(first: str, later: str) -> None:
    """Whatever stands first, in any language."""
    shown = f"<p>{later}: 20.02.2026</p><p>{first}: 02.02.2026</p>"
    assert datetime(2026, 2, 2, tzinfo=UTC) == read(shown).published


def test_day_of_a_related_article_is_not_this_one_s() -> None:
    """A list beside the text has dates of its own."""
    aside = "<aside><time datetime='2026-01-05'>5 January</time> Mayor resigns</aside>"
    related = "<div class='related'><time datetime='2026-01-06'>6 January</time> Pier</div>"
    assert read(above=aside, below=related).published is None


@pytest.mark.parametrize("control", ["\x07", "&#7;", "\x00", "&#x1F;", "&#X0b;"])
def test_a_control_character_costs_no_text(control: str) -> None:
    """One bad character is left out, nothing else."""
    below = f"<p>Source {control} of the report {control * 9} is the harbour council itself.</p>"
    found = read(below=below).text
    assert found.startswith("The harbour council")
    assert "Repairs will cost" in found
