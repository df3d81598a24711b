"""Newsletters in a mailbox become articles, without what the mailing put around them."""

import io
import time
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest import progress
from digest.model import Document, Hints, Skipped
from digest.sources import Place, SourceOptions, read
from digest.sources.found import Origin
from digest.sources.mail_furniture import clean_html_mail, clean_text_mail
from digest.sources.mailbox import read_mail
from digest.sources.mbox import read_mailbox

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
ORIGIN = Origin(place=Place(address="news.mbox"), where="news.mbox")
LEAD = "The harbour of Port Ellery was closed on Tuesday after two ferries touched in fog."
HTML = f"""<html><head><style>p {{color: red}}</style></head><body>
<div style="display:none">The preview that nobody sees</div>
<table><tr><td><a href="https://t.example/c/9f">View this email in your browser</a></td></tr>
<tr><td><h1>Ferries touch</h1><p>{LEAD}
<a href="https://t.example/c/7?u=ada">Read the report</a>, said the harbour master.</p>
<p>Passengers may unsubscribe from fear, he joked. From ferries they should not.</p></td></tr>
<tr><td>You are receiving this because you signed up. <a href="https://t.example/u">Unsubscribe</a>
</td></tr></table><img src="https://t.example/open.gif" width="1" height="1"></body></html>"""
TEXT = f"""View online: https://t.example/c/9f

Ferries touch

{LEAD} <https://t.example/c/7?u=ada>

You are receiving this email because you signed up.
Unsubscribe: https://t.example/u

--\x20
Ellery Post, 1 Quay Street
"""


def mail(subject: str, *, html: str | None = None, text: str | None = None) -> EmailMessage:
    message = EmailMessage()
    message["Subject"] = subject
    message["From"] = '"Ellery Post" <desk@post.example>'
    message["Date"] = "Fri, 20 Nov 2026 08:00:00 +0000"
    if text is not None:
        message.set_content(text)
    if html is not None and text is not None:
        message.add_alternative(html, subtype="html")
    elif html is not None:
        message.set_content(html, subtype="html", cte="quoted-printable")
    message["Content-Language"] = "en-GB"
    return message


def read_file(path: Path) -> list[Document | Skipped]:
    return list(
        read(
            [Place(address=str(path))],
            since=None,
            now=NOW,
            options=SourceOptions(),
            fetcher=None,
            report=progress.silent,
            stdin=None,
        )
    )


def test_three_newsletters_become_three_articles(tmp_path: Path) -> None:
    """Subject, sender and date name the article, and the mailing is gone from it."""
    path = tmp_path / "news.mbox"
    mails = [
        mail("Ferries touch", html=HTML, text="see the other part"),
        mail("Nets mended", text=TEXT),
        mail("=?utf-8?q?Caf=C3=A9?= burns", html=HTML.replace("Ferries", "Cafés")),
    ]
    path.write_bytes(
        b"".join(b"From desk Fri Nov 20 08:00:00 2026\n" + bytes(m) + b"\n" for m in mails)
    )

    found = read_file(path)

    documents = [item for item in found if isinstance(item, Document)]
    assert ["Ferries touch", "Nets mended", "Café burns"] == [d.hints.title for d in documents]
    assert ["text/html", "text/plain", "text/html"] == [d.media_type for d in documents]
    assert {("Ellery Post", datetime(2026, 11, 20, 8, tzinfo=UTC), "en")} == {
        (d.hints.source, d.hints.published, d.hints.language) for d in documents
    }
    for document in documents:
        words = document.content.decode()
        assert LEAD in words
        for gone in (
            "t.example",
            "Quay Street",
            "signed up",
            "browser",
            "nobody sees",
            "color",
            "online",
        ):
            assert gone not in words


def test_real_text_stays_even_if_it_speaks_of_unsubscribing() -> None:
    """A sentence of the article is worth more than a clean page."""
    assert "Passengers may unsubscribe from fear" in clean_html_mail(HTML)
    assert "said the harbour master" in clean_html_mail(HTML)


def test_a_mail_that_is_all_furniture_is_left_whole() -> None:
    """Cleaning never leaves nothing."""
    assert "Unsubscribe" in clean_html_mail('<p><a href="x">Unsubscribe</a></p>')
    assert "Unsubscribe" in clean_text_mail("Unsubscribe: https://t.example/u")


def test_one_mail_is_an_article(tmp_path: Path) -> None:
    """A saved .eml is read like a mailbox of one."""
    path = tmp_path / "one.eml"
    path.write_bytes(bytes(mail("Ferries touch", html=HTML)))

    (document,) = read_file(path)

    assert isinstance(document, Document)
    assert "Ferries touch" == document.hints.title


def test_a_quoted_from_line_does_not_cut_a_mail() -> None:
    """`>From` at the start of a line is the mailbox's way to write `From`."""
    mbox = (
        b"From a\nSubject: One\n\nText.\n\n>From here on it rained.\n\nFrom b\nSubject: Two\n\nB\n"
    )

    found = list(read_mailbox(io.BytesIO(mbox), ORIGIN, max_bytes=1000))

    assert [b"Text.\n\nFrom here on it rained.", b"B"] == [
        item.content for item in found if isinstance(item, Document)
    ]


def test_a_huge_mail_costs_only_itself() -> None:
    """One mail above the limit is passed over, the next one is read."""
    mbox = b"From a\nSubject: One\n\n" + b"x" * 5000 + b"\n\nFrom b\nSubject: Two\n\nB\n"

    first, second = read_mailbox(io.BytesIO(mbox), ORIGIN, max_bytes=1000)

    assert isinstance(first, Skipped)
    assert isinstance(second, Document)


def test_a_header_cannot_smuggle_a_line() -> None:
    """A subject is one line, whatever is encoded in it."""
    (found,) = read_mail(
        b"Subject: =?utf-8?q?One=0D=0ABcc:_x@y.example?=\nFrom: x@post.example\n\nText\n",
        ORIGIN,
        "x.eml",
        10**6,
    )

    assert isinstance(found, Document)
    assert "\n" not in (found.hints.title or "")
    assert "post.example" == found.hints.source


@pytest.mark.parametrize(
    "header",
    [
        b"From: " + b'"Post" ' * 10_000 + b"<desk@post.example>",
        b"From: " + b"desk@post.example, " * 5_000,
        b"Subject: " + b"=?utf-8?b?Rm9n?= " * 5_000,
        b"Subject: " + b"=?utf-8?q?" * 10_000,
        b"Content-Type: text/plain" + b"; a=b" * 20_000,
        b"Content-Type: text/plain" + b"; charset*0=u" * 10_000,
        b"Content-Disposition: inline" + b"; filename*1*=x" * 10_000,
        b"Content-Type: text/plain; a=" + b'"' * 100_000,
    ],
    ids=lambda header: bytes(header[:24]).decode(),
)
def test_a_header_without_end_costs_only_itself(header: bytes) -> None:
    """What the parser of the standard library follows for minutes is cut before it is parsed."""
    begun = time.process_time()

    (found,) = read_mail(header + b"\n\nThe ferries touched in fog.", ORIGIN, "x.eml", 10**6)

    assert isinstance(found, Document)
    assert b"The ferries touched in fog." == found.content.strip()
    assert time.process_time() - begun < 2


def test_brackets_without_end_cost_their_mail_alone() -> None:
    """The parser follows each bracket by a call of its own, until there is no room for another."""
    (found,) = read_mail(b"From: " + b"(" * 300 + b"\n\nFog.", ORIGIN, "x.eml", 10**6)

    why = "not a mail that can be read: ValueError"
    assert Skipped(what="x.eml", why=why) == found


@settings(max_examples=200)
@given(
    st.binary(max_size=200),
    st.sampled_from(
        [
            b"Subject: ",
            b"Subject: =?utf-8?b?",
            b"From: ",
            b"Date: ",
            b"Content-Type: multipart/mixed; boundary=x\n\n--x\n",
            b"Content-Type: text/html; charset=",
            b"Content-Transfer-Encoding: base64\n\n",
        ]
    ),
)
def test_no_bytes_make_the_mail_reader_raise(noise: bytes, head: bytes) -> None:
    """A mail of any kind is an article or skipped."""
    (found,) = read_mail(head + noise, ORIGIN, "x.eml", 10**6)

    assert isinstance(found, Document | Skipped)


def test_control_marks_do_not_break_the_cleaning() -> None:
    """Marks that XML forbids come through HTML, also as numbers."""
    hidden = '<span style="display:none">unseen</span>'

    cleaned = clean_html_mail(f"<p>Fog &#1;{hidden}\x02 lifts &#xD800;</p>")

    assert "Fog" in cleaned
    assert "lifts" in cleaned
    assert "unseen" not in cleaned


@settings(max_examples=100)
@given(st.text(alphabet="<>/ apdivtd=\"unsubscribe'&;", max_size=200))
def test_no_markup_makes_the_cleaner_raise(markup: str) -> None:
    """Cut and crossed tags are cleaned like any other."""
    assert isinstance(clean_html_mail(markup), str)
    assert isinstance(clean_text_mail(markup), str)


def hints_of(content: bytes) -> Hints:
    (found,) = read_mail(content, ORIGIN, "a.eml", 10**6)
    assert isinstance(found, Document)
    return found.hints


@pytest.mark.parametrize("written", [b"Caf\xe9", b"=?iso-8859-1?q?Caf=E9?="])
def test_a_sender_keeps_its_last_letter(written: bytes) -> None:
    """It is decoded as the subject is."""
    content = b"From: " + written + b" <c@cafe.example>\nSubject: Caf\xe9\n\nThe quay is closed."

    assert ("Café", "Café") == (hints_of(content).source, hints_of(content).title)


@pytest.mark.parametrize(
    ("header", "charset", "expected"),
    [
        (b"Br\xfccke gesperrt", "utf-8", "Brücke gesperrt"),
        ("Brücke gesperrt".encode(), "iso-8859-1", "Brücke gesperrt"),
        ("Мост закрыт".encode("koi8_r"), "koi8-r", "Мост закрыт"),
        (b"=?iso-8859-1?Q?The_=93quay=94_=96_4=80?=", "utf-8", "The “quay” – 4€"),
        (b"=?utf-8*en?B?QnLDvGNrZQ==?= und =?utf-8?q?F=C3=A4hre?=", "utf-8", "Brücke und Fähre"),
        (b"=?utf-8?B?broken", "utf-8", "=?utf-8?B?broken"),
    ],
)
def test_a_subject_is_read_in_any_letters(header: bytes, charset: str, expected: str) -> None:
    """Raw bytes are allowed in no header, and sent all the same."""
    kind = f"Content-Type: text/plain; charset={charset}".encode()
    content = (
        b"From: a@post.example\nSubject: " + header + b"\n" + kind + b"\n\nThe quay is closed."
    )
    assert expected == hints_of(content).title


def test_a_sender_may_have_a_comma() -> None:
    """The name is told from the address before it is decoded."""
    found = hints_of(b"From: =?utf-8?Q?Quill=2C_Ada?= <a@quill.example>\n\nText")
    assert "Quill, Ada" == found.source


@pytest.mark.parametrize(("delsp", "gap"), [("no", " "), ("yes", "")])
def test_flowed_lines_are_whole_again(delsp: str, gap: str) -> None:
    """RFC 3676: a line that ends in a space goes on; a signature's does not."""
    head = f"Content-Type: text/plain; charset=utf-8; format=flowed; delsp={delsp}\n\n"
    body = "The quay \nis closed.\nTwo \nmen.\n-- \nPost\n"
    (found,) = read_mail((head + body).encode(), ORIGIN, "a.eml", 10**6)
    assert isinstance(found, Document)
    assert found.content.decode().startswith(f"The quay{gap}is closed.\nTwo{gap}men.")


POSTMARK = b"From desk@post.example Fri Nov 20 08:00:00 2026\n"
LETTER = (
    b"From: Post <desk@post.example>\nSubject: One\n\nText.\n\nFrom Torvi it is an hour by boat.\n"
)


@pytest.mark.parametrize(
    "mbox",
    [
        POSTMARK + LETTER + b"\n" + POSTMARK + LETTER,
        POSTMARK + LETTER + POSTMARK + LETTER,
        b"From -\n" + LETTER + b"From -\n" + LETTER,
        b"From MAILER-DAEMON Fri, 20 Nov 2026 08:00:00 +0000\n" + LETTER + POSTMARK + LETTER,
    ],
)
def test_a_paragraph_that_begins_with_from_is_text(mbox: bytes) -> None:
    """A mail begins with sender and date, or before a header, with a blank line or without."""
    found = list(read_mailbox(io.BytesIO(mbox), ORIGIN, max_bytes=1000))

    assert [b"Text.\n\nFrom Torvi it is an hour by boat."] * 2 == [
        item.content for item in found if isinstance(item, Document)
    ]


def test_a_letter_in_plain_text_is_no_mailbox(tmp_path: Path) -> None:
    """What begins with the word `From` is read as the text that it is."""
    path = tmp_path / "letter"
    path.write_text(f"From Torvi it is an hour by boat.\n\n{LEAD}\n")

    (document,) = read_file(path)

    assert isinstance(document, Document)
    assert "text/plain" == document.media_type
