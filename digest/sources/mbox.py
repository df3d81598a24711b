"""Where one mail of a mailbox ends and the next begins."""

from collections.abc import Iterator
from typing import BinaryIO

from digest.model import Skipped
from digest.sources.found import Found, Origin
from digest.sources.head import MAIL_HEADER, POSTMARK
from digest.sources.mailbox import read_mail

_LONGEST_ROW = 1 << 20


def read_mailbox(stream: BinaryIO, origin: Origin, max_bytes: int) -> Iterator[Found]:
    """The mails of an mbox, in its order; one above max_bytes is passed over, never held.

    A mail begins at a line `From`, sender and date, or `From` before a header: paragraphs begin
    with that word too, and not every program leaves a blank line before it.
    """
    number = size = 0
    lines: list[bytes] = []
    line = stream.readline(_LONGEST_ROW)
    while line:
        following = stream.readline(_LONGEST_ROW)
        if POSTMARK.match(line) or (line.startswith(b"From ") and MAIL_HEADER.match(following)):
            if number:
                yield from _mail_of(lines, size, origin, number, max_bytes)
            number += 1
            lines, size = [], 0
        else:
            size += len(line)
            if size <= max_bytes:
                lines.append(line[1:] if line.startswith(b">From ") else line)
            else:
                lines.clear()
        line = following
    if number:
        yield from _mail_of(lines, size, origin, number, max_bytes)
    else:
        yield Skipped(what=origin.where, why="not a mailbox: no mail begins with a line From")


def _mail_of(
    lines: list[bytes], size: int, origin: Origin, number: int, max_bytes: int
) -> Iterator[Found]:
    where = f"{origin.where}#{number}"
    if size > max_bytes:
        yield Skipped(what=where, why=f"larger than {max_bytes / 1e6:,.0f} MB")
    else:
        yield from read_mail(b"".join(lines), origin, where, max_bytes)
