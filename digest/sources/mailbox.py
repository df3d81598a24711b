"""Newsletters: one mail (.eml) or many (mbox), each an article without its mailing furniture."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from digest.language.written_dates import parse_date
from digest.model import Document, Skipped
from digest.sources.address import absolute
from digest.sources.found import Found, Origin
from digest.sources.mail_furniture import clean_html_mail, clean_text_mail
from digest.sources.mail_text import body_of, header, sender
from digest.sources.one_line import language_code

if TYPE_CHECKING:
    from email.message import EmailMessage

_MOST_PARTS = 200


def read_mailbox(stream: BinaryIO, origin: Origin, *, max_bytes: int) -> Iterator[Found]:
    """The mails of an mbox, in its order; one above max_bytes is passed over, never held."""
    number = 0
    size = 0
    lines: list[bytes] = []
    was_blank = True
    while line := stream.readline(1 << 20):
        if line.startswith(b"From ") and was_blank:
            if number:
                yield _mail_of(lines, size, origin, number, max_bytes)
            number += 1
            lines, size = [], 0
        else:
            size += len(line)
            if size <= max_bytes:
                lines.append(line[1:] if line.startswith(b">From ") else line)
            else:
                lines.clear()
        was_blank = not line.strip()
    if number:
        yield _mail_of(lines, size, origin, number, max_bytes)
    else:
        yield Skipped(what=origin.where, why="not a mailbox: no line begins with From")


def _mail_of(lines: list[bytes], size: int, origin: Origin, number: int, max_bytes: int) -> Found:
    where = f"{origin.where}#{number}"
    if size > max_bytes:
        return Skipped(what=where, why=f"larger than {max_bytes / 1e6:,.0f} MB")
    return read_mail(b"".join(lines), origin, where)


def read_mail(content: bytes, origin: Origin, where: str) -> Found:
    """One newsletter: its body, named by its subject, its sender and its date."""
    import email.policy

    try:
        message = email.message_from_bytes(content, policy=email.policy.default)
        body, is_html = _body(message)
    except (
        ValueError,
        LookupError,
        TypeError,
        AttributeError,
        RecursionError,
        IndexError,
    ) as fault:
        # The parser of the standard library promises to raise nothing, and sometimes does.
        return Skipped(what=where, why=f"not a mail that can be read: {type(fault).__name__}")
    if not body.strip():
        return Skipped(what=where, why="a mail without text")
    text = clean_html_mail(body) if is_html else clean_text_mail(body)
    name, host = sender(message)
    return Document(
        place=where,
        content=text.encode("utf-8", errors="replace"),
        media_type="text/html" if is_html else "text/plain",
        charset="utf-8",
        hints=origin.place.hints(
            source=name or host or None,
            url=absolute(header(message, "Archived-At").strip("<> "), None),
            title=header(message, "Subject") or None,
            published=parse_date(header(message, "Date")),
            language=language_code(header(message, "Content-Language")),
        ),
    )


def _body(message: "EmailMessage") -> tuple[str, bool]:
    """The body and whether it is HTML; the HTML of a newsletter has more of its structure."""
    texts: dict[str, str] = {}
    for number, part in enumerate(message.walk()):
        kind = part.get_content_type()
        if number > _MOST_PARTS:
            break
        if kind in ("text/html", "text/plain") and not part.is_attachment():
            texts[kind] = texts.get(kind) or body_of(part)
    html = texts.get("text/html", "")
    return (html, True) if html.strip() else (texts.get("text/plain", ""), False)
