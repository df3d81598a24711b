"""One edition's message, made into the copy for one recipient."""

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.headerregistry import Address
from email.utils import format_datetime

from digest.mail_headers import address_header

_NEXT_FIELD = re.compile(rb"(?<=\r\n)(?![ \t])")
_LINE_END = re.compile(rb"\r\n|\r|\n")
_REPLACED = {b"from", b"to", b"cc", b"bcc", b"date", b"message-id", b"x-unsent"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A message for everybody, and what differs from copy to copy."""

    content: bytes
    """An .eml."""
    own: Mapping[str, bytes] = field(default_factory=dict)
    """What readers get instead who chose, by bare address in lower case."""
    marker: str = ""
    """What stands in them for the reader's token, which has as many letters."""
    token: Callable[[str], str] = field(default=lambda _address: "", repr=False)
    """The token of a reader, by bare address in lower case."""

    def copy(self, reader: Address, *, sender: Address, identifier: str, now: datetime) -> bytes:
        """The message with its own From, To, Date and Message-ID.

        Works on the bytes: what rendering wrote is not parsed and folded again on its way out.
        Raises ValueError for bytes that have no header.
        """
        content = self.own.get(reader.addr_spec.lower(), self.content)
        head, blank, body = _LINE_END.sub(b"\r\n", content).partition(b"\r\n\r\n")
        if not blank:
            raise ValueError("the message has no header")
        ours = [
            address_header("From", sender),
            address_header("To", reader),
            f"Message-ID: {identifier}\r\n".encode("ascii"),
            f"Date: {format_datetime(now.astimezone(UTC))}\r\n".encode("ascii"),
        ]
        kept = [
            header
            for header in _NEXT_FIELD.split(head + b"\r\n")
            if header.partition(b":")[0].strip().lower() not in _REPLACED
        ]
        return b"".join(ours) + self._with_token(b"".join(kept) + b"\r\n" + body, reader)

    def _with_token(self, content: bytes, reader: Address) -> bytes:
        """The reader's token wherever the marker stands, also where a line's soft end parts it."""
        if not self.marker:
            return content
        token = _letters(self.token(reader.addr_spec.lower()))
        parted = rb"((?:=\r\n)?)".join(map(re.escape, _letters(self.marker)))

        def own(found: re.Match[bytes]) -> bytes:
            breaks = [*found.groups(), b""]
            return b"".join(a + b for a, b in zip(token, breaks, strict=True))

        return re.sub(parted, own, content)


def _letters(word: str) -> list[bytes]:
    return [letter.encode() for letter in word]


def message_id(edition: str, recipient: str, domain: str) -> str:
    """The same copy has the same id in every run, so that a mailbox can tell a repetition."""
    fingerprint = hashlib.sha256(f"{edition}|{recipient}".encode()).hexdigest()
    return f"<{fingerprint[:32]}@{domain}>"
