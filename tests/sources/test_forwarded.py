"""A mail that was handed on is the article that it was before, and nothing of who handed it on."""

import email
import email.policy
import time
from datetime import UTC, datetime
from email.message import EmailMessage

import pytest

from digest.model import Document, Skipped
from digest.sources import Place
from digest.sources.attachments import MOST_PDFS
from digest.sources.forwarded import subject_of
from digest.sources.found import Found, Origin
from digest.sources.mailbox import read_mail
from tests.pdf_file import column, pdf

ORIGIN = Origin(place=Place(address="in.eml"), where="in.eml")
HEADLINE = "Islanders threaten to blockade the ferry terminal"
LEAD = "Islanders from Tarrin said on Thursday they would block the terminal in Lindham."
NOTE = (
    "FYI - the boss wants this in.\n\nTom\n\nTom Ashby\nDeputy press officer\nMobile: 07700 900123"
)
FORMS = {
    "outlook en": (
        "FW",
        (
            "From: Harbour Courier <news@harbour-courier.example>\nSent: 27 November 2026 05:10\n"
            f"To: Tom Ashby <tom@vm.example>\nSubject: {HEADLINE}"
        ),
    ),
    "outlook de": (
        "WG",
        "________________________________\nVon: Harbour Courier <news@harbour-courier.example>\n"
        "Gesendet: Freitag, 27. November 2026 05:10\nAn: Tom Ashby; Ann\nBetreff: " + HEADLINE,
    ),
    "outlook fr": (
        "TR",
        (
            "De : Harbour Courier <news@harbour-courier.example>\n"
            f"Envoyé : vendredi 27 novembre 2026 05:10\nÀ : Tom Ashby\nObjet : {HEADLINE}"
        ),
    ),
    "outlook es": (
        "RV",
        (
            "De: Harbour Courier <news@harbour-courier.example>\n"
            "Enviado el: viernes, 27 de noviembre de 2026 05:10\nPara: Tom Ashby\n"
            f"Asunto: {HEADLINE}"
        ),
    ),
    "outlook it": (
        "I",
        (
            "Da: Harbour Courier <news@harbour-courier.example>\n"
            f"Inviato: venerdì 27 novembre 2026 05:10\nA: Tom Ashby\nOggetto: {HEADLINE}"
        ),
    ),
    "gmail": (
        "Fwd",
        (
            "---------- Forwarded message ---------\n"
            "From: Harbour Courier <news@harbour-courier.example>\n"
            f"Date: Fri, Nov 27, 2026 at 5:10 AM\nSubject: {HEADLINE}\nTo: Tom Ashby <tom@vm.example>"
        ),
    ),
    "thunderbird": (
        "Fwd",
        (
            f"-------- Weitergeleitete Nachricht --------\nBetreff: \t{HEADLINE}\n"
            "Datum: \tFri, 27 Nov 2026 05:10:00 +0000\n"
            "Von: \tHarbour Courier <news@harbour-courier.example>\nAn: \ttom@vm.example"
        ),
    ),
    "without a mark in the subject": (
        "",
        (
            "-----Original Message-----\nFrom: Harbour Courier [mailto:news@harbour-courier.example]\n"
            f"Sent: 27 November 2026 05:10\nTo: Tom Ashby\nCc: Ann;\n Bob\nSubject: {HEADLINE}"
        ),
    ),
}


def mail(subject: str, text: str | None = None, html: str | None = None) -> EmailMessage:
    message = EmailMessage()
    message["Subject"] = subject
    message["From"] = "Tom Ashby <tom@vm.example>"
    message["Date"] = "Fri, 27 Nov 2026 06:40:00 +0000"
    if text is not None:
        message.set_content(text)
    if html is not None:
        message.set_content(html, subtype="html")
    return message


def read(message: EmailMessage, max_bytes: int = 10**6) -> list[Found]:
    return list(read_mail(message.as_bytes(), ORIGIN, "in.eml", max_bytes))


def one(message: EmailMessage) -> Document:
    (found,) = read(message)
    assert isinstance(found, Document)
    return found


def check(found: Document) -> None:
    words = found.content.decode()
    assert LEAD in words
    for private in ("boss", "Tom", "press officer", "07700", "tom@vm.example", "05:10", "5:10"):
        assert private not in words
    assert HEADLINE == found.hints.title
    assert "Harbour Courier" == found.hints.source
    assert datetime(2026, 11, 27, 5, 10, tzinfo=UTC) == found.hints.published


@pytest.mark.parametrize(("prefix", "headers"), FORMS.values(), ids=list(FORMS))
def test_a_forwarded_text_is_what_it_was(prefix: str, headers: str) -> None:
    """Outlet, headline and day are those of the old mail; the note above it stays private."""
    subject = f"{prefix}: {HEADLINE}" if prefix else HEADLINE

    check(one(mail(subject, f"{NOTE}\n\n{headers}\n\n{LEAD}\n")))


def test_a_quoted_forward_loses_its_marks() -> None:
    """Apple's program quotes the old mail line by line."""
    old = f"{FORMS['gmail'][1].partition(chr(10))[2]}\n\n{LEAD}"
    quoted = "\n".join(f"> {line}" for line in old.split("\n"))

    found = one(mail(f"Fwd: {HEADLINE}", f"{NOTE}\n\nBegin forwarded message:\n\n{quoted}\n"))

    check(found)
    assert ">" not in found.content.decode()


@pytest.mark.parametrize(
    "headers",
    [
        (
            "<hr><div><b>From:</b> Harbour Courier &lt;news@harbour-courier.example&gt;<br>"
            "<b>Sent:</b> 27 November 2026 05:10<br><b>To:</b> Tom Ashby<br>"
            f"<b>Subject:</b> {HEADLINE}</div>"
        ),
        (
            '<div class="gmail_quote"><div dir="ltr" class="gmail_attr">---------- Forwarded message '
            '---------<br>From: <strong>Harbour Courier</strong> <span>&lt;<a href="mailto:x">'
            "news@harbour-courier.example</a>&gt;</span><br>Date: Fri, Nov 27, 2026 at 5:10 AM<br>"
            f"Subject: {HEADLINE}<br>To: Tom Ashby</div></div>"
        ),
        (
            "<br>-------- Weitergeleitete Nachricht --------<table><tr><th>Betreff: </th>"
            f"<td>{HEADLINE}</td></tr><tr><th>Datum: </th><td>Fri, 27 Nov 2026 05:10:00 +0000</td>"
            "</tr><tr><th>Von: </th><td>Harbour Courier &lt;news@harbour-courier.example&gt;</td>"
            "</tr><tr><th>An: </th><td>Tom Ashby</td></tr></table>"
        ),
    ],
    ids=["outlook", "gmail", "thunderbird"],
)
def test_a_forwarded_page_is_what_it_was(headers: str) -> None:
    """The same in HTML, whose headers stand in lines, in one element, or in cells."""
    note = NOTE.replace("\n", "<br>")
    html = f"<html><body><p>{note}</p>{headers}<h1>{HEADLINE}</h1><p>{LEAD}</p></body></html>"

    check(one(mail(f"FW: {HEADLINE}", html=html)))


def test_a_forward_of_a_forward_is_the_first_mail() -> None:
    """The note of whoever came between is no text either."""
    between = (
        f"From: Tom Ashby <tom@vm.example>\nSent: 27 November 2026 06:00\nSubject: Fwd: {HEADLINE}"
    )
    text = f"See below.\n\n{between}\n\n{NOTE}\n\n{FORMS['outlook en'][1]}\n\n{LEAD}\n"

    check(one(mail(f"FW: WG: {HEADLINE}", text)))


def test_whoever_forwards_vouches_for_a_name() -> None:
    """Anybody can write a name over a mail: where no address is made of it, its sender stands by."""
    text = f"From: Reuters\nSent: 27 November 2026 05:10\nSubject: {HEADLINE}\n\n{LEAD}"

    assert "Reuters, via vm.example" == one(mail(f"Fwd: {HEADLINE}", text)).hints.source


def test_an_article_that_shows_a_mail_stays_whole() -> None:
    """Headers inside a report are part of it."""
    text = (
        f"{LEAD}\n\nFrom: the mayor\nTo: the council\nSubject: the ferry\n\nIt was read on Monday."
    )

    assert "From: the mayor" in one(mail(HEADLINE, text)).content.decode()


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("Fwd: WG: Ferries touch", "Ferries touch"),
        ("TR : Le bac", "Le bac"),
        ("VS: Færgen", "Færgen"),
        ("I: Il traghetto", "Il traghetto"),
        ("Rheinbrücke: Spediteure klagen", "Rheinbrücke: Spediteure klagen"),
        ("In: the news", "In: the news"),
    ],
)
def test_a_headline_has_no_mark_of_a_program(written: str, words: str) -> None:
    """Only what programs write goes."""
    assert words == subject_of(written).words


def test_an_answer_is_no_publication() -> None:
    """A private mail is left out with its reason, and a list's is read."""
    answer = mail("Re: Monday", f"Dear all,\n\n{LEAD}")
    (found,) = read(answer)
    assert isinstance(found, Skipped)
    assert "an answer to a mail (Re: …), no publication" == found.why

    answer["List-Id"] = "<courier.harbour-courier.example>"
    assert "Monday" == one(answer).hints.title


@pytest.mark.parametrize("dashes", ["-- ", "--"])
def test_a_signature_is_no_text(dashes: str) -> None:
    """Also where a program took the space away."""
    found = one(mail(HEADLINE, f"{LEAD}\n\n{dashes}\nHarbour Courier, the paper with a heart\n"))

    assert LEAD == found.content.decode().strip()


def test_text_behind_two_dashes_stays() -> None:
    """They also part an article."""
    more = "The council met on Monday. It will meet again next week."

    assert more in one(mail(HEADLINE, f"{LEAD}\n\n--\n{more}\n")).content.decode()


@pytest.mark.parametrize("label", ["Anzeige", "Advertisement", "Publicité", "Pubblicità"])
def test_an_advertisement_is_no_text(label: str) -> None:
    """What calls itself one goes from a page and from a text."""
    line = f"{label}: Try our paper!"

    assert LEAD == one(mail(HEADLINE, f"{LEAD}\n\n{line}\n")).content.decode().strip()
    html = f"<html><body><p>{LEAD}</p><p>{line}</p></body></html>"
    assert line not in one(mail(HEADLINE, html=html)).content.decode()


def with_file(content: bytes, name: str, kind: str = "pdf") -> EmailMessage:
    message = mail("Your cuttings", f"{LEAD}\n")
    message.add_attachment(content, maintype="application", subtype=kind, filename=name)
    return message


def test_an_attached_pdf_is_an_article() -> None:
    """Its headline and its day are its own, and the sender stands for it."""
    content = pdf(column([LEAD], top=700))

    _, found = read(with_file(content, "../Background 1.pdf", "octet-stream"))

    assert isinstance(found, Document)
    assert ("in.eml, Background 1.pdf", content) == (found.place, found.content)
    assert "application/pdf" == found.media_type
    assert "Tom Ashby, via vm.example" == found.hints.source
    assert (None, None) == (found.hints.title, found.hints.published)


@pytest.mark.parametrize(
    ("content", "name", "kind", "why"),
    [
        (b"%PDF-1.4" + b" " * 2000, "a.pdf", "pdf", "larger than 0 MB"),
        (b"PK\x03\x04", "a.pdf", "pdf", "called a PDF, and is none"),
        (
            b"PK\x03\x04",
            "a.docx",
            "zip",
            "of what is attached to a mail, only PDFs and mails are read",
        ),
    ],
)
def test_a_file_that_is_not_read_is_named(content: bytes, name: str, kind: str, why: str) -> None:
    """Nothing that came with a mail is passed over without a word."""
    _, found = read(with_file(content, name, kind), max_bytes=2000)

    assert Skipped(what=f"in.eml, {name}", why=why) == found


@pytest.mark.parametrize(
    ("kind", "disposition", "is_named"),
    [
        ("text/html", "attachment", True),
        ("application/zip", "inline", True),
        ("audio/mpeg", "inline", True),
        ("image/png", "inline", False),
        ("text/calendar", "attachment", False),
    ],
)
def test_a_file_is_named_wherever_its_program_shows_it(
    kind: str, disposition: str, *, is_named: bool
) -> None:
    """Apple's program attaches nothing, it shows files inline."""
    message = mail("Your cuttings", f"{LEAD}\n")
    main, sub = kind.split("/")
    message.add_attachment(
        b"x", maintype=main, subtype=sub, filename="a.x", disposition=disposition
    )

    why = "of what is attached to a mail, only PDFs and mails are read"
    expected = [Skipped(what="in.eml, a.x", why=why)] if is_named else []
    assert expected == read(message)[1:]


def test_a_mail_with_files_without_end_costs_little() -> None:
    """A hundred PDFs are twenty articles and one line."""
    message = mail("Your cuttings", f"{LEAD}\n")
    for number in range(100):
        content = pdf(column([LEAD], top=700))
        message.add_attachment(content, maintype="application", subtype="pdf", filename=f"{number}")

    found = read(message)[1:]

    assert MOST_PDFS + 1 == len(found)
    assert isinstance(found[-1], Skipped)


def old_mail() -> EmailMessage:
    old = mail(HEADLINE, f"{LEAD}\n", f"<html><body><p>{LEAD}</p></body></html>")
    del old["From"], old["Date"]
    old["From"] = "Harbour Courier <news@harbour-courier.example>"
    old["Date"] = "Fri, 27 Nov 2026 05:10:00 +0000"
    return old


def carried(old: EmailMessage, how: str) -> EmailMessage:
    message = mail("Fwd: for Monday", f"{NOTE}\n")
    if how == "a mail":
        message.add_attachment(old)
        return message
    message.add_attachment(
        old.as_bytes(), maintype="application", subtype="octet-stream", filename="old.eml"
    )
    if how == "base64":
        content = message.as_bytes().replace(b"application/octet-stream", b"message/rfc822")
        return email.message_from_bytes(content, EmailMessage, policy=email.policy.default)
    return message


@pytest.mark.parametrize("how", ["a mail", "a file", "base64"])
def test_an_attached_mail_is_read_without_the_note_around_it(how: str) -> None:
    """It is the article that it was."""
    note, found = read(carried(old_mail(), how))

    assert isinstance(note, Skipped)
    assert "a note with a mail attached" in note.why
    assert isinstance(found, Document)
    check(found)
    assert "in.eml, attached mail 1" == found.place


def test_whoever_attaches_a_mail_vouches_for_a_name() -> None:
    """As for what is forwarded in the text."""
    old = old_mail()
    old.replace_header("From", "Reuters <news@vm2.example>")

    _, found = read(carried(old, "a mail"))

    assert isinstance(found, Document)
    assert "Reuters, via vm.example" == found.hints.source


def test_an_attached_mail_brings_its_own_files() -> None:
    """They stand under its sender, not under the one who handed it on."""
    old = old_mail()
    content = pdf(column([LEAD], top=700))
    old.add_attachment(content, maintype="application", subtype="pdf", filename="a.pdf")

    _, _, found = read(carried(old, "a mail"))

    assert isinstance(found, Document)
    assert "in.eml, attached mail 1, a.pdf" == found.place
    assert "Harbour Courier" == found.hints.source


def test_a_mail_is_read_out_of_another_once() -> None:
    """What lies deeper is named, and the notes on the way to it are no text."""
    *notes, found = read(carried(carried(old_mail(), "a mail"), "a mail"))

    assert [Skipped, Skipped] == [type(note) for note in notes]
    assert isinstance(found, Skipped)
    assert "in.eml, attached mail 1, attached mail 1" == found.what


@pytest.mark.parametrize("inside", [b"", b"\n\nA", b"\n\nNo header at all."])
def test_what_is_attached_as_a_mail_and_is_none_costs_only_itself(inside: bytes) -> None:
    """The mail around it is read as if nothing had been attached."""
    head = b"Subject: Ferries\nContent-Type: multipart/mixed; boundary=x\n\n--x\n\n" + LEAD.encode()
    content = head + b"\n--x\nContent-Type: message/rfc822\n" + inside + b"\n--x--\n"

    (found,) = read_mail(content, ORIGIN, "in.eml", 10**6)

    assert isinstance(found, Document)
    assert LEAD == found.content.decode().strip()


def test_a_mail_that_came_back_is_no_article() -> None:
    """A server sends it with its complaint."""
    message = carried(old_mail(), "a mail")
    message.set_type("multipart/report")

    assert LEAD not in one(message).content.decode()


@pytest.mark.parametrize("line", ["To: x", "From: x", "> > >", "From: x\n\nTo: y"])
def test_headers_without_end_cost_no_time(line: str) -> None:
    """A mail of nothing but headers is passed over in one go."""
    begun = time.process_time()

    read(mail("Fwd: a", f"{line}\n" * 20_000))

    assert time.process_time() - begun < 5
