"""The edition as a mail: what servers, mail programs and their readers are promised."""

import email
import email.policy
from dataclasses import replace
from datetime import UTC, datetime
from email.message import EmailMessage
from functools import cache
from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.errors import ConfigError
from digest.model import Digest
from digest.rendering import Envelope, Look, render
from digest.rendering.check_mail import check_mail
from digest.resources import loader
from tests.golden_digest import DIGEST

TEMPLATES = loader("templates")
UNSUBSCRIBE = (
    "https://example.org/unsubscribe?list=morning,ledger&page=" + "5f2a" * 24 + "&reader={token}",
    "mailto:leave@example.org?subject=unsubscribe",
)


def mail(digest: Digest = DIGEST, envelope: Envelope | None = None) -> bytes:
    return render(digest, "eml", Look(templates=TEMPLATES, envelope=envelope or Envelope()))


@cache
def ours() -> bytes:
    """The mail that many tests spoil in a way of their own."""
    return mail()


def parsed(message: bytes) -> EmailMessage:
    return email.message_from_bytes(message, policy=email.policy.default)


def titled(title: str) -> Digest:
    return replace(DIGEST, edition=replace(DIGEST.edition, title=title))


def test_the_edition_s_mail_is_in_order() -> None:
    """Our own check finds nothing wrong with what we write, hostile articles and all."""
    assert () == check_mail(mail(), DIGEST)


def test_both_parts_are_there_and_text_comes_first() -> None:
    """Mail programs show the last part they understand."""
    kinds = [part.get_content_type() for part in parsed(mail()).iter_parts()]

    assert ["text/plain", "text/html"] == kinds


def test_every_server_can_carry_it() -> None:
    """ASCII, CR LF, no line over 998 bytes, whatever stands in the articles."""
    message = mail()

    assert message.isascii()
    assert message.count(b"\n") == message.count(b"\r\n")
    assert max(len(line) for line in message.split(b"\r\n")) <= 998


def test_the_same_edition_is_the_same_message() -> None:
    """Bytes, boundary and Message-ID: building twice is not sending two different things."""
    assert mail() == mail()
    assert parsed(mail())["Message-ID"] != parsed(mail(titled("Another")))["Message-ID"]


def test_the_headers_say_what_it_is() -> None:
    """Subject led by the top headline, dated when its window closed; a draft."""
    message = parsed(mail())

    assert (
        "Lind crossing closed after inspectors find a cracked girder"
        " | The Morning Ledger, 3 May 2026" == message["Subject"]
    )
    assert datetime(2026, 5, 3, 6, tzinfo=UTC) == message["Date"].datetime
    assert "1" == message["X-Unsent"]
    assert "auto-generated" == message["Auto-Submitted"]
    assert "List-Id" not in message


def test_a_sender_makes_it_a_message() -> None:
    """With a configured sender it is no draft any more, and the id is of the sender's domain."""
    envelope = Envelope(
        sender="Büro für Nachrichten <desk@example.org>",
        reply_to="editor@example.org",
        written=datetime(2026, 5, 3, 8, tzinfo=UTC),
    )
    message = parsed(mail(envelope=envelope))

    assert "Büro für Nachrichten <desk@example.org>" == message["From"]
    assert "editor@example.org" == message["Reply-To"]
    assert 8 == message["Date"].datetime.hour
    assert message["Message-ID"].endswith("@example.org>")
    assert "X-Unsent" not in message


def test_one_click_unsubscription_survives_folding() -> None:
    """A long address stays an address (the standard library would encode it), on sane lines."""
    message = mail(envelope=Envelope(list_id="morning.example.org", unsubscribe=UNSUBSCRIBE))
    headers = message.partition(b"\r\n\r\n")[0].decode("ascii")
    link = UNSUBSCRIBE[0].replace("{token}", "0" * 32)

    assert f"List-Unsubscribe: <{link.replace(',', '%2C')}>,\r\n <{UNSUBSCRIBE[1]}>\r\n" in headers
    assert "List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n" in headers
    assert "List-Id: <morning.example.org>\r\n" in headers
    assert () == check_mail(message, DIGEST)


@pytest.mark.parametrize("link", [UNSUBSCRIBE[1], "https://example.org/unsubscribe"])
def test_one_click_is_promised_only_where_it_works(link: str) -> None:
    """With no https address nothing could take the click; without a token nobody knows whose."""
    message = parsed(mail(envelope=Envelope(unsubscribe=(link,))))

    assert f"<{link}>" == message["List-Unsubscribe"]
    assert "List-Unsubscribe-Post" not in message


@pytest.mark.parametrize(
    "link", ["https://example.org/leave?t={token}&l=1,2", "mailto:a@b.example"]
)
def test_a_reader_sees_how_to_leave(link: str) -> None:
    """In both parts of a mail, with the token of the reader; the page on the web has no reader."""
    envelope = Envelope(unsubscribe=(link,), token="5f2a" * 8)
    message = mail(envelope=envelope)

    assert () == check_mail(message, DIGEST)
    shown = link.replace("{token}", "5f2a" * 8).replace(",", "%2C")
    for kind in ("plain", "html"):
        part = parsed(message).get_body((kind,))
        assert part is not None
        assert shown in unescape(part.get_content())
        assert "Unsubscribe" in part.get_content()
    page = render(DIGEST, "html", Look(templates=TEMPLATES, envelope=envelope)).decode()
    assert "Unsubscribe" not in page
    assert b"Unsubscribe" not in mail()


@given(st.text(max_size=200))
@settings(max_examples=10)
def test_no_title_can_make_a_header(title: str) -> None:
    """Line breaks are collapsed, and the subject is capped."""
    message = parsed(mail(titled(f"{title}\r\nBcc: all@example.org\n{title}")))

    assert "Bcc" not in message
    assert 150 >= len(message["Subject"])


def test_no_encoded_title_can_make_a_header() -> None:
    """An encoded word that decodes to a line's end and a recipient stays plain letters."""
    content = mail(titled("=?utf-8?q?=0D=0ABcc=3A_x=40evil.example?= =?utf-8?b?DQpCY2M6IHg=?="))

    assert "Bcc" not in parsed(content)
    assert b"\nbcc:" not in content.lower()


@pytest.mark.parametrize(
    "envelope",
    [
        Envelope(sender="desk"),
        Envelope(sender="desk@example.org\r\nBcc: all@example.org"),
        Envelope(sender="@example.org"),
        Envelope(reply_to="a b@example.org"),
        Envelope(list_id="x> y"),
        Envelope(unsubscribe=("https://example.org/\r\nBcc: a@b.c",)),
        Envelope(unsubscribe=("https://example.org/ä",)),
        Envelope(unsubscribe=("https://example.org/" + "x" * 1000,)),
    ],
)
def test_a_setting_that_fits_no_header_is_named(envelope: Envelope) -> None:
    """A wrong address in the configuration is told before anything is written."""
    with pytest.raises(ConfigError, match=r"^mail: (sender|reply_to|list_id|unsubscribe) "):
        mail(envelope=envelope)


def spoiled(page: tuple[str, str] = ("", ""), text: tuple[str, str] = ("", "")) -> bytes:
    """The edition's mail with something replaced in its parts."""
    message = parsed(ours())
    for kind, (old, new) in (("plain", text), ("html", page)):
        part = message.get_body((kind,))
        assert isinstance(part, EmailMessage)
        part.set_content(
            part.get_content().replace(old, new, 1) if old else part.get_content(),
            subtype=kind,
            cte="quoted-printable",
        )
        del part["MIME-Version"]
    return message.as_bytes(policy=email.policy.SMTP)


@pytest.mark.parametrize(
    ("message", "problem"),
    [
        (spoiled(page=("</h1>", "</h1><a href='https://evil.example/'>x</a>")), "evil.example"),
        (spoiled(page=("</h1>", "</h1><a href='javascript:x()'>x</a>")), "javascript:x"),
        (spoiled(text=("No. 12", "https://evil.example/win")), "evil.example"),
        (spoiled(page=("</h1>", "</h1><img src='https://t.example/p.gif'>")), "<img>"),
        (spoiled(page=("</h1>", "</h1><h1>x</h1>")), "one h1"),
        (spoiled(page=("</h1>", "</h1><h4>x</h4>")), "skips a level"),
        (spoiled(page=('lang="en"', "")), "language"),
        (spoiled(page=("<title>", "<title></title><i>")), "no title"),
        (spoiled(page=("<h1", "<h1 onclick='x()'")), "event handler"),
        (spoiled(page=("</h1>", "</h1><p style='background:url(//x)'>y</p>")), "fetches"),
        (spoiled(page=(' role="presentation"', "")), "role=presentation"),
        (spoiled(page=("</h1>", "</h1>" + "<p>.</p>" * 15_000)), "Gmail"),
        (spoiled(page=("</h1>", "</h1>" + " ".join(f"word{n}" for n in range(99)))), "text part"),
        (spoiled(text=("No. 12", " ".join(f"word{n}" for n in range(99)))), "HTML part"),
        (ours().replace(b"Subject: ", b"Subject: a\r\nSubject: ", 1), "Subject stands 2"),
        (ours().replace(b"Date: Sun, 03", b"Date: Noneday, 99", 1), "Date is malformed"),
        (ours().replace(b"\r\n", b"\n"), "CR LF"),
        (ours().replace(b"\r\n\r\n", b"\r\n\r\n" + b"x" * 1200 + b"\r\n", 1), "1,200 bytes"),
        (ours().replace(b"\r\nAuto-", b"\r\nList-Unsubscribe-Post: x\r\nAuto-", 1), "promises"),
        (b"From: a@b.c\r\n\r\nhello\r\n", "no text part or no HTML part"),
    ],
)
def test_the_check_finds_what_is_wrong(message: bytes, problem: str) -> None:
    """Each rule of the check fires on a mail that breaks it, and says what is wrong."""
    assert any(problem in found for found in check_mail(message, DIGEST)), check_mail(
        message, DIGEST
    )
