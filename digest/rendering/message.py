"""The edition as a mail: an .eml file that any mail program opens and `digest send` sends."""

import hashlib
import re
from datetime import UTC, datetime, time
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import format_datetime

from digest.errors import ConfigError
from digest.rendering.output_form import Envelope
from digest.rendering.text import clean, shorten
from digest.rendering.view import DigestView
from digest.rendering.wording import day

_SUBJECT = 150
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_SPEC = re.compile(rf"({_ATOM}(?:\.{_ATOM})*)@([A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*)")
"""RFC 5322's dot-atom form; a quoted local part is legal and unknown in practice."""

MOST_HTML_BYTES = 100_000
"""Gmail shows the first 102 kB of a mail's HTML and hides the rest behind a link."""
_LONGEST_LINE = 998
"""RFC 5322, 2.1.1, without the line's end."""


class MailPolicy(EmailPolicy):
    """SMTP's policy without the folding that turns addresses in list headers to encoded words.

    The standard library encodes what does not fit into a line, and mail programs then no longer
    see the address: no one-click unsubscription.
    """

    raw_headers = frozenset({"list-id", "list-unsubscribe", "list-unsubscribe-post"})

    def fold(self, name: str, value: str) -> str:
        if name.lower() not in self.raw_headers:
            return str(super().fold(name, value))
        parts = [part.strip() for part in str(value).split(",")]
        return f"{name}: " + f",{self.linesep} ".join(parts) + self.linesep

    def fold_binary(self, name: str, value: str) -> bytes:
        if name.lower() not in self.raw_headers:
            return super().fold_binary(name, value)
        return self.fold(name, value).encode("ascii")


_POLICY = MailPolicy(linesep="\r\n", cte_type="7bit")


def build_message(digest: DigestView, *, text: str, page: str, envelope: Envelope) -> bytes:
    """The bytes of the mail: multipart/alternative, lines short enough for every server.

    It names no recipient; delivery adds one to each copy it sends. The same arguments give the
    same bytes. Raises ConfigError for an address in the envelope that is none.
    """
    fingerprint = hashlib.sha256(f"{text}\0{page}".encode()).hexdigest()
    message = EmailMessage(policy=_POLICY)
    sender = _address(envelope.sender or "digest@localhost", "sender")
    message["From"] = sender
    if envelope.reply_to is not None:
        message["Reply-To"] = _address(envelope.reply_to, "reply_to")
    message["Subject"] = subject(digest)
    message["Date"] = format_datetime(_written(digest, envelope).astimezone(UTC))
    message["Message-ID"] = f"<{fingerprint[:32]}@{sender.domain}>"
    message["Auto-Submitted"] = "auto-generated"
    if envelope.sender is None:
        message["X-Unsent"] = "1"
    for name, value in _list_headers(envelope):
        message[name] = value
    message.set_content(text, cte="quoted-printable")
    message.add_alternative(page, subtype="html", cte="quoted-printable")
    message.set_boundary(f"=_digest_{fingerprint[32:]}")
    return message.as_bytes()


def subject(digest: DigestView) -> str:
    """`The Morning Ledger, 3 May 2026: the first headline`, on one line, if the whole of it fits.

    A headline may hold an encoded word (RFC 2047); the standard library would decode it, and one
    that encodes a line's end would begin a header of its own. So its opening mark is broken up.
    """
    stories = [story for section in digest.sections for story in section.stories]
    title = f"{clean(digest.title)}, {day(digest.edition.date)}"
    line = f"{title}: {clean(stories[0].headline)}" if stories else title
    line = line if len(line) <= _SUBJECT else shorten(title, _SUBJECT)
    return line.replace("=?", "= ?")


def _written(digest: DigestView, envelope: Envelope) -> datetime:
    edition = digest.edition
    midnight = datetime.combine(edition.date, time(), UTC)
    return envelope.written or edition.window.until or midnight


def _address(written: str, name: str) -> Address:
    """One address, checked, so that nothing in it can become a header of its own."""
    display, opened, rest = written.rpartition("<")
    spec = rest.removesuffix(">") if opened else written.strip()
    parts = _SPEC.fullmatch(spec)
    if parts is None or not written.isprintable():
        raise ConfigError(f"mail: {name} {written!r} is no mail address")
    return Address(display_name=display.strip(' "'), username=parts[1], domain=parts[2])


def _list_headers(envelope: Envelope) -> list[tuple[str, str]]:
    """RFC 2919 and 8058, where configured. Commas separate addresses, so theirs are encoded."""
    headers = []
    if envelope.list_id is not None:
        headers.append(("List-Id", f"<{_header_word(envelope.list_id, 'list_id')}>"))
    links = [_header_word(link, "unsubscribe").replace(",", "%2C") for link in envelope.unsubscribe]
    if links:
        headers.append(("List-Unsubscribe", ", ".join(f"<{link}>" for link in links)))
    if any(link.startswith("https:") for link in links):
        headers.append(("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"))
    return headers


def _header_word(value: str, name: str) -> str:
    """Visible ASCII without angle brackets, short enough for one line. Raises ConfigError."""
    fits = len(value) <= _LONGEST_LINE - 30 and value.isascii() and value.isprintable()
    if not fits or not value or set(value) & set(" <>"):
        raise ConfigError(f"mail: {name} {value[:80]!r} does not fit a mail header")
    return value
