"""Reading turns any document into one clean article, or says why it holds none."""

import pickle
import time
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from digest import reading
from digest.model import Article, Document, Hints, Skipped

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
LEAD = "The harbour council of Velmouth voted on Tuesday to close the old ferry pier after engineers found rust in its main beams."
BODY = f"""{LEAD}

“We cannot ask people to board there any longer,” said Council leader Ines Okafor, who had opposed the closure for a year.

Repairs will cost $4.2m and take until the spring, according to a report that was handed to members before the vote.

Two ferry companies said they would sail from the northern quay instead. Neither expects to cut its timetable."""


def document(content: str | bytes, media_type: str = "text/plain", **hints: object) -> Document:
    raw = content.encode() if isinstance(content, str) else content
    return Document(place="inbox/pier", content=raw, media_type=media_type, hints=Hints(**hints))  # type: ignore[arg-type]


def article(content: str | bytes, media_type: str = "text/plain", **hints: object) -> Article:
    outcome = reading.read(document(content, media_type, **hints), now=NOW)
    assert isinstance(outcome, Article), outcome
    return outcome


def skipped(content: str | bytes, media_type: str = "text/plain", **hints: object) -> str:
    outcome = reading.read(document(content, media_type, **hints), now=NOW)
    assert isinstance(outcome, Skipped), outcome
    return outcome.why


def test_text_without_a_headline_takes_its_title_from_the_lead() -> None:
    """A text that starts with its lead keeps it, and is still called something."""
    read = article(BODY)

    assert read.title.startswith("The harbour council of Velmouth voted on Tuesday")
    assert LEAD == read.sentence(0)


def test_headline_is_no_part_of_the_text() -> None:
    """A headline becomes the title and is not told again as the first sentence."""
    read = article(f"Velmouth closes its old ferry pier\n\n{BODY}")

    assert "Velmouth closes its old ferry pier" == read.title
    assert LEAD == read.sentence(0)


def test_repeated_headline_is_one_headline() -> None:
    """Badly scraped pages print the headline twice; the edition must not."""
    headline = "Velmouth closes its old ferry pier"

    read = article(f"{headline}\n\n{headline}\n\nLocal\n\n{BODY}")

    assert headline == read.title
    assert headline not in read.text
    assert "Local" not in read.text


@pytest.mark.parametrize(
    ("media_type", "content"),
    [
        ("text/plain", "First oﬃce ﬂats open\n\nThe ﬁrst stuﬀ left. {body}"),
        ("text/markdown", "# First oﬃce ﬂats open\n\nThe ﬁrst stuﬀ left. {body}"),
        ("text/html", "<article><h1>First oﬃce ﬂats open</h1><p>The ﬁrst stuﬀ left. {body}</p>"),
    ],
)
def test_ligatures_are_written_out(media_type: str, content: str) -> None:
    """Nobody types them, so a word that has one would be found, muted and compared by nobody."""
    read = article(content.format(body=BODY), media_type)

    assert "First office flats open" == read.title
    assert "The first stuff left." == read.sentence(0)


def test_front_matter_of_markdown_gives_the_facts() -> None:
    """Headline, outlet, authors, day and address stand in the front matter and need no guess."""
    head = (
        '---\ntitle: "Pier: closed"\nsource: Velmouth Courier\nauthors:\n  - Ada Brandt\n  - Tom Osei\n'
        "date: 2026-02-27T08:30:00+01:00\nurl: https://courier.example/pier?x=1#top\nlang: en\n---\n"
    )

    read = article(f"{head}\n# Something else\n\n{BODY}", "text/markdown")

    assert "Pier: closed" == read.title
    assert "Velmouth Courier" == read.source
    assert ("Ada Brandt", "Tom Osei") == read.authors
    assert datetime(2026, 2, 27, 7, 30, tzinfo=UTC) == read.published
    assert "https://courier.example/pier?x=1" == read.url


@pytest.mark.parametrize("is_escaped", [False, True])
@pytest.mark.parametrize(
    "title",
    [
        "The mayor’s pier",
        'Ada Brandt: “no” to the "pier"',
        f"The pier that {'no engineer of any town ' * 6}has seen",
        f"{'Of all that engineers said of it ' * 2}: the pier's {'old beams and ' * 5}rust",
        f"Über den Pier, den {'kein Ingenieur für möglich hält – ' * 4}sagt Böe",
    ],
)
def test_front_matter_that_a_program_wrote_gives_the_same_title(
    title: str, *, is_escaped: bool
) -> None:
    """It escapes letters, and breaks long lines, as YAML lets it."""
    head = yaml.dump({"lang": "en", "title": title, "source": "C"}, allow_unicode=not is_escaped)

    assert title == article(f"---\n{head}---\n\n{BODY}", "text/markdown").title


@pytest.mark.parametrize("title", ['"Pier" is closed', "'Tis the season to close the pier"])
def test_a_title_that_begins_with_a_mark_ends_with_its_line(title: str) -> None:
    """It is no YAML, but people write it; the facts below it are none of it."""
    head = f"---\ntitle: {title}\nlayout: post\ndate: 2026-02-27\nsource: 'Courier'\n---\n\n"
    read = article(f"{head}{BODY}", "text/markdown")

    assert (title.strip('"'), "Courier") == (read.title.strip('"'), read.source)
    assert datetime(2026, 2, 27, tzinfo=UTC) == read.published


def test_toml_front_matter_is_read_too() -> None:
    """Some site generators fence their facts with plus signs."""
    read = article(
        f'+++\ntitle = "Pier closed"\nauthor = "Ada Brandt"\ndate = 2026-02-27\n+++\n{BODY}',
        "text/markdown",
    )

    assert ("Pier closed", ("Ada Brandt",)) == (read.title, read.authors)
    assert datetime(2026, 2, 27, tzinfo=UTC) == read.published


def test_markdown_marks_do_not_reach_the_text() -> None:
    """Links, emphasis and headings are form; the words are what gets quoted."""
    marked = BODY.replace("Two ferry companies", "**Two** [ferry companies](https://x.example/a_b)")

    read = article(f"# Velmouth closes its old ferry pier\n\n{marked}", "text/markdown")

    assert "Velmouth closes its old ferry pier" == read.title
    assert "Two ferry companies said" in read.text
    assert "example" not in read.text


def test_lines_wrapped_by_hand_are_joined() -> None:
    """A mail wrapped at 60 columns has paragraphs, not sixty-letter sentences."""
    words, lines = BODY.split("\n\n", maxsplit=1)[0].split(), [""]
    for word in words * 3:
        if len(lines[-1]) + len(word) > 58:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()

    read = article("\n".join(lines))

    assert "\n" not in read.text
    assert 3 == len(read.sentences)


@pytest.mark.parametrize(
    "encode",
    [
        lambda text: text.encode("utf-8-sig"),
        lambda text: text.encode("utf-16"),
        lambda text: text.encode("utf-16-le"),
        lambda text: text.encode("cp1252"),
        lambda text: text.replace("\n", "\r\n").encode(),
        lambda text: text.replace("\n", "\r").encode(),
        lambda text: text.replace(" ", "\u00a0").encode(),
        lambda text: text.replace(" the ", " \u202ethe\u200b\x00 ").encode(),
    ],
    ids=["bom", "utf-16", "utf-16 without a mark", "windows", "crlf", "cr", "nbsp", "invisible"],
)
def test_every_encoding_gives_the_same_article(encode: Callable[[str], bytes]) -> None:
    """How a file was saved is no difference between articles."""
    assert article(BODY).text == article(encode(BODY)).text


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "it is empty"),
        (b" \n\t\n", "it is empty"),
        (bytes(range(256)) * 40, "it is a binary file, not text"),
        (b"\x89PNG\r\n\x1a\n" + b"\x00\x01\x02\x03" * 500, "it is a binary file, not text"),
        (
            f"{LEAD} {'The ferry is late again. ' * 20_000}Nobody knows why.",
            "500,140 characters are too long for an article; the limit is 400,000",
        ),
        (b"a" * 5_000_000, "it is too large (5 MB; the limit is 4 MB)"),
        (b"Home\nSports\nLog in", "it holds no text"),
    ],
    ids=["empty", "blank", "bytes", "image", "long", "huge", "menu"],
)
def test_what_is_no_article_is_skipped_with_its_reason(content: str | bytes, why: str) -> None:
    """Nothing that cannot be read stops the run, and the reader is told why it is missing."""
    assert why == skipped(content)


@pytest.mark.parametrize("media_type", ["text/plain", "text/html"])
def test_the_mark_of_an_item_is_no_part_of_what_it_tells(media_type: str) -> None:
    """A point that begins with a bullet looks like a list in the list."""
    items = ["Repairs of the pier will cost $4.2m.", "Two companies sail from the northern quay."]
    lines = [*BODY.split("\n\n"), *(f"• {item}" for item in items)]
    page = "".join(f"<p>{line}</p>" for line in lines)
    text = "\n\n".join(lines) if media_type == "text/plain" else f"<article>{page}</article>"

    read = article(text, media_type)

    assert items == [read.sentence(at) for at in range(len(read.sentences))][-2:]


def test_short_brief_is_an_article() -> None:
    """Forty words in sentences are news; length alone is no reason to leave them out."""
    brief = f"{LEAD} Two ferry companies will sail from the northern quay instead, and neither expects to cut its timetable."

    assert brief == article(brief).text


def test_a_note_under_a_headline_of_its_own_is_an_article() -> None:
    """Who gives text and headline apart, as rows do, gives no page with next to nothing on it."""
    note = "Das Bad am See bleibt bis Ende Oktober offen."

    assert note == article(note, title="Freibad bleibt offen").text
    assert "too short" in skipped(note)


def test_teaser_stays_a_teaser() -> None:
    """What the feed gave only the beginning of is marked, not refused."""
    assert article("The harbour council voted to close the pier.", is_teaser=True).is_teaser


def test_future_date_is_not_trusted() -> None:
    """A wrong clock at the outlet must not put an old story on top."""
    assert article(BODY, published=datetime(2031, 1, 1, tzinfo=UTC)).published is None


def test_day_of_a_pasted_text_is_read_from_its_head() -> None:
    """A full date below the headline dates the article; nothing else is invented."""
    dated = article(
        f"Velmouth closes its pier for good\n\nBy Ada Brandt and Tom Osei\n\n27 February 2026, 09:15 GMT\n\n{BODY}"
    )

    assert datetime(2026, 2, 27, 9, 15, tzinfo=UTC) == dated.published
    assert ("Ada Brandt", "Tom Osei") == dated.authors
    assert LEAD == dated.sentence(0)
    assert article(BODY).published is None


@pytest.mark.parametrize("byline", ["By Jan Kos and Ewa Lis", "Autor: Jan Kos i Ewa Lis"])
def test_two_authors_of_a_pasted_text_are_two_in_each_language(byline: str) -> None:
    found = article(f"Velmouth closes its pier for good\n\n{byline}\n\n{BODY}")

    assert ("Jan Kos", "Ewa Lis") == found.authors


def test_same_article_has_the_same_id() -> None:
    """The id follows the address, so another path or a corrected text is still the same article."""
    address = "https://courier.example/pier"

    assert article(BODY, url=address).id == article(BODY + "\n\nCorrected.", url=f"{address}#c").id
    assert article(BODY).id == article(BODY.replace("\n", "\r\n")).id
    assert (
        article(BODY).id
        != article(BODY + "\n\nA vote on the quay follows in May, the council said.").id
    )


def test_outlet_is_the_domain_where_nobody_names_it() -> None:
    """Sub-domains of one publisher go by one name."""
    for host in ("www.courier.example", "sport.courier.example"):
        assert "courier.example" == article(BODY, url=f"https://{host}/pier").source


def test_the_headline_stands_where_nothing_names_the_outlet() -> None:
    """`unknown outlet` would tell a reader nothing."""
    found = article(BODY)

    assert found.title == found.source == found.called
    assert not found.has_outlet


def test_a_page_under_several_addresses_is_one_article() -> None:
    """Its light version, its other protocol and its tracked link have its id."""
    ids = {
        article(BODY, url=f"{address}").id
        for address in (
            "https://courier.example/pier",
            "http://www.courier.example/pier/?utm_source=feed",
            "https://amp.courier.example/pier#top",
        )
    }

    assert 1 == len(ids)


def test_read_crosses_processes() -> None:
    """The pipeline reads in several processes, so documents and articles must travel."""
    assert article(BODY) == pickle.loads(pickle.dumps(article(BODY)))


def test_footer_of_an_outlet_is_removed_over_the_run() -> None:
    """What an outlet prints under everything is not news, however much it reads like it."""
    footer = (
        "The Velmouth Courier is owned by its readers and has reported from the coast since 1902."
    )
    storm = (
        "A storm took the roof off the fish market in Velmouth on Monday night, and nobody was hurt. "
        * 3
    )
    library = (
        "The town library will open on Sundays from June, its director said after a trial year. "
        * 3
    )
    stories = [f"{text}\n\n{footer}" for text in (BODY, storm, library)]

    cleaned = reading.clean([article(story, source="Velmouth Courier") for story in stories])

    assert [False] * 3 == [isinstance(a, Skipped) or footer in a.text for a in cleaned]


def test_copies_of_one_text_are_not_emptied() -> None:
    """An agency text that one outlet printed three times is a copy, not a footer."""
    copies = [
        article(BODY + f"\n\nUpdate number {n} of the day was sent at noon.", source="Courier")
        for n in range(3)
    ]

    assert copies == reading.clean(copies)


@settings(max_examples=60)
@given(
    st.binary(max_size=400),
    st.sampled_from(["text/plain", "text/markdown", "text/html", "application/pdf"]),
)
def test_no_bytes_make_it_raise(content: bytes, media_type: str) -> None:
    """Whatever comes in, an article or a reason comes out."""
    assert isinstance(reading.read(document(content, media_type), now=NOW), Article | Skipped)


@settings(max_examples=40)
@given(st.text(max_size=300))
def test_spans_of_any_article_hold(text: str) -> None:
    """Citations point into the text, so each span must lie in it whatever the text was."""
    outcome = reading.read(document(f"{BODY}\n\n{text}"), now=NOW)

    assert isinstance(outcome, Article)
    assert all(s == s.strip() and s for s in outcome.sentence_texts())


@pytest.mark.parametrize("mark", ["<!--", "[a](", "*a ", "<a ", "[[", "**", "#  ", "` "])
def test_no_markdown_hangs_the_reader(mark: str) -> None:
    """Marks that never close cost linear time."""
    start = time.process_time()

    reading.read(document(mark * 40_000, "text/markdown"), now=NOW)

    assert time.process_time() - start < 10


def test_names_glued_in_a_byline_cost_no_time() -> None:
    """Where one name ends and the next begins was tried in every way: a line of 63 letters, 11 s."""
    begun = time.process_time()

    found = article(f"By {'Aa-Bb' * 12}?\n\n{BODY}")

    assert LEAD in found.text
    assert time.process_time() - begun < 5
