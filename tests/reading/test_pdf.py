"""A PDF is read as its page shows it: headline, margin and text are told by size and place."""

from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter

from digest.model import Article, Document, Skipped
from digest.reading import read
from tests.pdf_file import Set, column, pdf
from tests.reading.test_line_ends import ARTICLE, WIDTH, wrapped

NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)
BODY = (
    "The bridge over the Sull at Altenfels will be shut to",
    "lorries from 4 January, the ministry of transport said on",
    "Thursday. Engineers had found cracks in three of its main",
    "girders in a special test during the past week.",
)
TEXT = " ".join(BODY)
HEADER = Set("The Marrow Gazette   Thursday, 26 November 2026   Page 1", 8, 50, 812)
FOOTER = Set("© 2026 Marrow Gazette Press Ltd – all rights reserved", 8, 50, 28)
HEADLINE = (Set("Bridge over the Sull", 18, 50, 780), Set("shut to all lorries", 18, 50, 758))
BYLINE = Set("By Nora Winter, transport correspondent", 9, 50, 740)
PAGE = (HEADER, FOOTER, Set("1", 8, 540, 28), *HEADLINE, BYLINE, *column(BODY, top=715))


def article(content: bytes, place: str = "clip.pdf") -> Article:
    found = outcome(content, place)
    assert isinstance(found, Article), found
    return found


def outcome(content: bytes, place: str = "clip.pdf") -> Article | Skipped:
    return read(Document(place=place, content=content, media_type="application/pdf"), now=NOW)


def test_one_page_has_its_headline_and_its_text_alone() -> None:
    """Nothing of header, footer, byline and page number is printed as a sentence."""
    found = article(pdf(PAGE))

    assert "Bridge over the Sull shut to all lorries" == found.title
    assert TEXT == found.text
    assert ("Nora Winter",) == found.authors
    assert "The Marrow Gazette" == found.source


@pytest.mark.parametrize(
    "printed",
    [
        Set("11/27/26, 12:41 AM Bridge over the Sull | The Marrow Gazette", 8, 24, 819),
        Set("file:///home/press/clip.html 1/1", 8, 24, 17),
        Set("https://www.gazette.example/sull 1/1", 10, 24, 17),
        Set("Seite 1 von 1", 10, 24, 17),
        Set("Strana 1 z 1", 10, 24, 17),
        Set("– 7 –", 10, 290, 17),
    ],
)
def test_what_is_printed_at_the_edge_is_no_text(printed: Set) -> None:
    """A browser's stamp, an address and a page number stand apart from the column."""
    assert TEXT == article(pdf((*HEADLINE, *column(BODY, top=730), printed))).text


def test_a_number_that_ends_the_page_is_text() -> None:
    """It stands in the column like any other line."""
    rows = (*BODY, "It will be repaired at the end of", "2030.")

    found = article(pdf((*PAGE[:6], *column(rows, top=715))))

    assert found.text.endswith("It will be repaired at the end of 2030.")


def test_numbers_at_the_page_end_go_where_they_count_pages() -> None:
    """A sentence that runs over pages is whole, and figures that count nothing stay."""
    first = (*column(("The mayor asked for more police, whose number grows to", "450"), top=700),)
    second = (
        *column(("by the end of the year, and for more trams, which grow to", "12"), top=700),
    )
    last = (*column(("in the same time, as the council of the town had wished.",), top=700),)
    pages = [
        (*page, Set(str(number), 10, 290, page[-1].height - 12.5))
        for number, page in enumerate((first, second, last), start=6)
    ]

    told = (
        "The mayor asked for more police, whose number grows to 450 by the end of the year, and for "
        "more trams, which grow to 12 in the same time, as the council of the town had wished."
    )
    assert told == article(pdf(*pages)).text


def test_a_running_title_goes_at_the_edges_alone() -> None:
    """The same words between two lines of text are text."""
    rows = (
        "Nobody expected this of a paper, whose old name is",
        "Marrow Gazette",
        "to its readers.",
    )
    header = Set("Marrow Gazette", 10, 50, 812)
    other = ("The council of the town was told of it on Monday, and", "let the matter rest.")

    found = article(
        pdf((header, *column((*rows, *BODY), top=700)), (header, *column(other, top=700)))
    )

    assert found.text.startswith(" ".join(rows))
    assert 1 == found.text.count("Marrow Gazette")


def test_the_printed_day_goes_before_that_of_the_file() -> None:
    """A clipping is saved on another day than its paper came out."""
    assert datetime(2026, 11, 26, tzinfo=UTC) == article(pdf(PAGE)).published


@pytest.mark.parametrize("name", ["in/2026-11-25_Gazette_S3.pdf", "in/Gazette 25.11.2026.pdf"])
def test_the_day_in_the_name_goes_before_that_of_the_file(name: str) -> None:
    """Where the page shows none; without both, the file's own is better than none."""
    content = pdf((*HEADLINE, *column(BODY, top=730)))

    assert datetime(2026, 11, 25, tzinfo=UTC) == article(content, name).published
    assert datetime(2026, 11, 28, tzinfo=UTC) == article(content).published


def test_the_file_s_title_names_the_outlet_that_the_page_names() -> None:
    """A browser writes `Headline | Outlet` into the file."""
    page = (Set("Northern Observer", 10, 50, 812), *HEADLINE, *column(BODY, top=730))

    found = article(pdf(page, title="Bridge over the Sull | Northern Observer"))

    assert "Northern Observer" == found.source
    assert TEXT == found.text


@pytest.mark.parametrize(
    "header",
    ["Velmouth, 26 November 2026", "Press review of the ministry 26 November 2026 1/2"],
    ids=["place", "clipping service"],
)
def test_a_place_or_a_clipping_service_is_no_outlet(header: str) -> None:
    """In doubt the headline stands for the outlet, as it does where nothing names one."""
    page = (replace(HEADER, text=header), *HEADLINE, BYLINE, *column(BODY, top=715))

    assert "Bridge over the Sull shut to all lorries" == article(pdf(page)).source


def test_a_subheading_is_no_headline_and_no_sentence_of_another() -> None:
    """Set larger than the text, it stands by itself."""
    page = (*PAGE, Set("Detour of 38 kilometres", 12, 50, 640), *column(BODY, top=620))

    found = article(pdf(page))

    assert "Bridge over the Sull shut to all lorries" == found.title
    assert f"{TEXT}\n\nDetour of 38 kilometres\n\n{TEXT}" == found.text


def test_a_caption_inside_a_sentence_follows_the_text() -> None:
    """A column runs on below a picture; its caption is no part of the sentence around it."""
    caption = Set("The bridge at Altenfels (photo: Ida Reed)", 8, 50, 660)
    rows = (*column(BODY[:1], top=715), caption, *column(BODY[1:], top=640))

    assert article(pdf((*HEADLINE, *rows))).text.startswith(TEXT)


def test_a_figure_begins_a_text_below_its_headings() -> None:
    """Neither who wrote it nor a subheading is the beginning of its first sentence."""
    lead = ("12,400 places in nurseries are missing in the state, a", "survey of the towns says.")
    rows = (*column(lead, top=715), Set("New figures", 12, 50, 670), *column(lead, top=650))

    found = article(pdf((*HEADLINE, replace(BYLINE, text="By our correspondent Ida Reed"), *rows)))

    assert f"{' '.join(lead)}\n\nNew figures\n\n{' '.join(lead)}" == found.text


SECOND = (Set("The state of Lorne", 18, 50, 780), Set("gets 600 more police", 18, 50, 758))
OTHER = ("Police in Lorne get 600 more posts in", "three years, the minister said.")


@pytest.mark.parametrize(
    "signs",
    [
        (Set("General Review, 25.11.2026", 8, 50, 800),),
        (Set("By Ida Reed", 9, 50, 740),),
        (Set("Press review of the ministry 2/2", 8, 50, 812),),
    ],
    ids=["day", "writer", "clipping service"],
)
def test_articles_of_several_outlets_are_not_told_as_one(signs: tuple[Set, ...]) -> None:
    """True words of one under the headline of another are a false story."""
    found = outcome(pdf(PAGE, (*signs, *SECOND, *column(OTHER, top=715))))

    assert isinstance(found, Skipped)
    assert found.why.startswith("the PDF holds 2 articles")


def test_a_report_with_chapters_is_one_article() -> None:
    """They begin under headlines of one size, too, and have no day and no writer of their own."""
    found = article(pdf(PAGE, (HEADER, FOOTER, *SECOND, *column(OTHER, top=715))))

    assert found.text.startswith(TEXT)
    assert found.text.endswith(" ".join(OTHER))


def test_a_damaged_pdf_says_so() -> None:
    """What helps is another copy; of a locked one it is the password."""
    found = outcome(pdf(PAGE)[:300])

    assert isinstance(found, Skipped)
    assert found.why.startswith("the PDF is damaged")


def test_a_locked_pdf_says_so() -> None:
    """No word of it can be read, and the reader of the edition learns why."""
    writer, locked = PdfWriter(clone_from=PdfReader(BytesIO(pdf(PAGE)))), BytesIO()
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(locked)

    found = outcome(locked.getvalue())

    assert isinstance(found, Skipped)
    assert found.why.startswith("the PDF is locked with a password")


@settings(max_examples=25, deadline=None)
@given(sentences=ARTICLE, width=WIDTH, alone=st.booleans())
def test_a_pdf_of_any_width_has_the_sentences_that_were_written(
    sentences: list[str],
    width: int,
    alone: bool,  # noqa: FBT001 - hypothesis gives it
) -> None:
    """The same of a column of a newspaper, also where each number stands on a line by itself."""
    lines = wrapped(" ".join(sentences), width)
    if alone:
        lines = [row for line in lines for row in with_numbers_alone(line)]

    found = article(pdf(column(lines, top=800, step=11)))

    assert sentences == [found.sentence(at) for at in range(len(found.sentences))]


def with_numbers_alone(line: str) -> list[str]:
    rows = [""]
    for word in line.split():
        if word.rstrip(".").isdigit():
            rows += [word, ""]
        else:
            rows[-1] = f"{rows[-1]} {word}".strip()
    return [row for row in rows if row]


def test_a_label_inside_a_sentence_is_text() -> None:
    """Words of a release's letterhead, which fell on a line of their own."""
    lines = [
        "PRESS RELEASE",
        "The council of Marrow closes its ferry pier",
        "The pier will stay closed until spring, the council said in a",
        "press release",
        "on Monday, after engineers had found rust in the main beams of it.",
    ]
    content = pdf(column(lines, top=800))

    assert "said in a press release on Monday" in article(content).text
