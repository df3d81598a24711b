"""Newsletters: a mail is an article, or several, without its mailing furniture."""

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from digest.language.written_dates import parse_date
from digest.model import Document, Hints, Skipped
from digest.sources.found import Found, Origin
from digest.sources.mail_furniture import clean_html_mail, clean_text_mail
from digest.sources.mail_text import body_of, header, sender
from digest.sources.newsletter import items_of_html, items_of_text
from digest.sources.one_line import language_code
from digest.sources.place import Place

if TYPE_CHECKING:
    from email.message import Message

_MOST_PARTS = 200


def read_mail(content: bytes, origin: Origin, where: str) -> Iterator[Found]:
    """One newsletter: its items, or its body named by its subject; sender and date are theirs."""
    import email

    from digest.sources.mail_policy import CAPPED

    try:
        message = email.message_from_bytes(content, policy=CAPPED)
        body, is_html = _body(message)
        hints = _hints(message, origin.place)
    except (
        ValueError,
        LookupError,
        TypeError,
        AttributeError,
        RecursionError,
        IndexError,
    ) as fault:
        # The parser of the standard library promises to raise nothing, and sometimes does.
        yield Skipped(what=where, why=f"not a mail that can be read: {type(fault).__name__}")
        return
    if not body.strip():
        yield Skipped(what=where, why="a mail without text")
        return
    items = items_of_html(body) if is_html else items_of_text(body)
    if not items:
        text = clean_html_mail(body) if is_html else clean_text_mail(body)
        yield _document(where, text, "text/html" if is_html else "text/plain", hints)
    for number, item in enumerate(items, start=1):
        own = replace(hints, title=item.heading, url=item.link, is_teaser=item.link is not None)
        yield _document(f"{where}, item {number}", item.text, "text/plain", own)


def _document(where: str, text: str, media_type: str, hints: Hints) -> Document:
    return Document(
        place=where,
        content=text.encode("utf-8", errors="replace"),
        media_type=media_type,
        charset="utf-8",
        hints=hints,
    )


def _hints(message: "Message", place: Place) -> Hints:
    name, host = sender(message)
    site = f"https://{host}" if name and host else None
    return place.hints(
        source=name or host or None,
        site=site,
        voucher=host or None,
        # no Archived-At: an address that a mail gives itself may be anybody's
        title=header(message, "Subject") or None,
        published=parse_date(header(message, "Date")),
        language=language_code(header(message, "Content-Language")),
    )


def _body(message: "Message") -> tuple[str, bool]:
    """The body and whether it is HTML; the HTML of a newsletter has more of its structure."""
    texts: dict[str, str] = {}
    for number, part in enumerate(message.walk()):
        kind = part.get_content_type()
        if number > _MOST_PARTS:
            break
        if kind in ("text/html", "text/plain") and part.get_content_disposition() != "attachment":
            texts[kind] = texts.get(kind) or body_of(part)
    html = texts.get("text/html", "")
    return (html, True) if html.strip() else (texts.get("text/plain", ""), False)
