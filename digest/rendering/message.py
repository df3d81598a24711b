"""The edition as a mail: an .eml file that any mail program opens and `digest send` sends."""

import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime, time
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import format_datetime

from digest.errors import ConfigError
from digest.mail_headers import (
    LONGEST_LINE,
    READERS_OWN,
    address_header,
    is_one_click,
    list_header,
    parse_address,
    text_header,
)
from digest.rendering.logo import Logo
from digest.rendering.output_form import Envelope
from digest.rendering.text import clean, shorten
from digest.rendering.view import DigestView

_SUBJECT = 150
EASY_HTML_BYTES = 80_000
"""Up to this size a mail may have comforts that few readers use."""
_NAME_AND_MARKS = 30
"""Of a line with an address: the header's name, brackets and a comma."""
_POLICY = EmailPolicy(linesep="\r\n", cte_type="7bit")


def build_message(
    digest: DigestView, *, text: str, page: str, envelope: Envelope, logo: Logo | None = None
) -> bytes:
    """The bytes of the mail: multipart/alternative, lines short enough for every server.

    A logo goes along with the page, which names it by its Content-ID.

    It names no recipient; delivery adds one to each copy it sends. The same arguments give the
    same bytes. Raises ConfigError for an address in the envelope that is none.
    """
    fingerprint = hashlib.sha256(f"{text}\0{page}".encode()).hexdigest()
    sender = _address(envelope.sender or "digest@localhost", "sender")
    date = format_datetime(written(digest, envelope).astimezone(UTC))
    head = [
        address_header("From", sender),
        text_header("Subject", subject(digest)),
        text_header("Date", date),
        text_header("Message-ID", f"<{fingerprint[:32]}@{sender.domain}>"),
        text_header("Content-Language", digest.language),
        text_header("Auto-Submitted", "auto-generated"),
        *_list_headers(envelope),
    ]
    if envelope.reply_to is not None:
        head.append(address_header("Reply-To", _address(envelope.reply_to, "reply_to")))
    if envelope.sender is None:
        head.append(text_header("X-Unsent", "1"))
    body = EmailMessage(policy=_POLICY)
    body.set_content(text, cte="quoted-printable")
    body.add_alternative(page, subtype="html", cte="quoted-printable")
    body.set_boundary(f"=_digest_{fingerprint[32:]}")
    if logo is not None:
        _enclose(logo, body, boundary=f"=_logo_{fingerprint[32:]}")
    return b"".join(head) + body.as_bytes()


def _enclose(logo: Logo, body: EmailMessage, *, boundary: str) -> None:
    page = body.get_body(("html",))
    assert page is not None
    page.add_related(
        logo.content,
        maintype="image",
        subtype=logo.kind,
        cid=f"<{logo.name}>",
        disposition="inline",
        filename=f"logo.{logo.kind}",
    )
    page.set_boundary(boundary)


def subject(digest: DigestView) -> str:
    """`The first headline | The Morning Ledger, 3 May 2026`, or as much of it as fits whole.

    One that was corrected says so first.
    A headline may hold an encoded word (RFC 2047), and a mail program that decodes twice would
    read it, a line's end in it too. So its opening mark is broken up.
    """
    news = next((story for story in digest.stories if story.level != "line"), None)
    date = digest.labels.day(digest.edition.date)
    title = clean(digest.labels.say("titled", title=digest.title, date=date))
    headline = clean(news.headline) if news else ""
    lines = [f"{headline} | {title}", headline, title] if headline else [title]
    if digest.is_corrected:
        lines = [clean(digest.labels.say("corrections.subject", subject=line)) for line in lines]
    line = next((line for line in lines if len(line) <= _SUBJECT), shorten(lines[-1], _SUBJECT))
    return line.replace("=?", "= ?")


def written(digest: DigestView, envelope: Envelope) -> datetime:
    """When the edition was written, as far as its readers are concerned; aware."""
    edition = digest.edition
    midnight = datetime.combine(edition.date, time(), UTC)
    return envelope.written or edition.window.until or midnight


def _address(written: str, name: str) -> Address:
    """One address, checked, so that nothing in it can become a header of its own."""
    try:
        return parse_address(written)
    except ValueError as error:
        raise ConfigError(f"mail: {name} {written!r} is no mail address: {error}") from error


def unsubscribe_links(envelope: Envelope) -> list[str]:
    """As List-Unsubscribe has them, with the token. Raises ConfigError for one that does not fit.

    Commas separate addresses there, so theirs are encoded.
    """
    links = (link.replace(READERS_OWN, envelope.token) for link in envelope.unsubscribe)
    return [_header_word(link, "unsubscribe").replace(",", "%2C") for link in links]


def _list_headers(envelope: Envelope) -> Iterator[bytes]:
    """RFC 2919 and 8058, where configured: one click is promised where it tells who clicked."""
    if envelope.list_id is not None:
        yield text_header("List-Id", f"<{_header_word(envelope.list_id, 'list_id')}>")
    links = unsubscribe_links(envelope)
    if links:
        yield list_header("List-Unsubscribe", [f"<{link}>" for link in links])
    if any(map(is_one_click, envelope.unsubscribe)):
        yield text_header("List-Unsubscribe-Post", "List-Unsubscribe=One-Click")


def _header_word(value: str, name: str) -> str:
    """Visible ASCII without angle brackets, short enough for one line. Raises ConfigError."""
    fits = len(value) <= LONGEST_LINE - _NAME_AND_MARKS and value.isascii() and value.isprintable()
    if not fits or not value or set(value) & set(" <>"):
        raise ConfigError(f"mail: {name} {value[:80]!r} does not fit a mail header")
    return value
