"""One edition's message, made into the copy for one recipient."""

import hashlib
import re
from datetime import UTC, datetime
from email.headerregistry import Address
from email.utils import format_datetime, formataddr

_NEXT_FIELD = re.compile(rb"\r\n(?![ \t])")
_REPLACED = {b"from", b"to", b"cc", b"bcc", b"message-id", b"x-unsent"}
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_SPEC = re.compile(rf"({_ATOM}(?:\.{_ATOM})*)@([A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*)")
"""RFC 5322's dot-atom form; a quoted local part is legal and unknown in practice."""

_LONGEST_PATH = 254
"""RFC 5321, 4.5.3.1.3: what a path can hold."""


def parse_address(written: str) -> Address:
    """`a@example.org` or `Ann <a@example.org>`. Raises ValueError for anything else.

    Control characters are refused wherever they stand, so no header and no command can be smuggled
    in; local parts beyond ASCII are refused too, since few servers carry them.
    """
    if not written.isprintable():
        raise ValueError("it holds characters that cannot be seen")
    name, opened, rest = written.rpartition("<")
    if opened and not rest.endswith(">"):
        raise ValueError("its angle bracket is never closed")
    spec = rest.removesuffix(">") if opened else written.strip()
    parts = _SPEC.fullmatch(spec)
    if parts is None or len(spec) > _LONGEST_PATH:
        raise ValueError("it is not of the form name@example.org")
    return Address(display_name=name.strip(' "'), username=parts[1], domain=parts[2])


def message_id(edition: str, recipient: str, domain: str) -> str:
    """The same copy has the same id in every run, so that a mailbox can tell a repetition."""
    fingerprint = hashlib.sha256(f"{edition}|{recipient}".encode()).hexdigest()
    return f"<{fingerprint[:32]}@{domain}>"


def addressed(
    message: bytes, *, sender: Address, recipient: str, identifier: str, now: datetime | None
) -> bytes:
    """The message with its own From, To and Message-ID, and Date where `now` says one.

    Works on the bytes: what rendering wrote is not parsed and folded again on its way out.
    Raises ValueError for bytes that have no header.
    """
    head, blank, body = re.sub(rb"\r\n|\r|\n", b"\r\n", message).partition(b"\r\n\r\n")
    if not blank:
        raise ValueError("the message has no header")
    replaced = _REPLACED | ({b"date"} if now is not None else set())
    kept = [
        field
        for field in _NEXT_FIELD.split(head)
        if field.partition(b":")[0].strip().lower() not in replaced
    ]
    ours = [
        f"From: {formataddr((sender.display_name, sender.addr_spec))}",
        f"To: {recipient}",
        f"Message-ID: {identifier}",
    ]
    if now is not None:
        ours.append(f"Date: {format_datetime(now.astimezone(UTC))}")
    return b"\r\n".join([*(line.encode("ascii") for line in ours), *kept]) + blank + body
