"""Newsletters: a mail is an article, or several, without its mailing furniture."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import islice
from typing import TYPE_CHECKING

from digest.language.written_dates import parse_date
from digest.model import Document, Hints, Skipped
from digest.sources.attachments import attached
from digest.sources.forwarded import Handed, Subject, of_html, of_text, subject_of
from digest.sources.found import Found, Origin
from digest.sources.mail_furniture import clean_html_mail, clean_text_mail
from digest.sources.mail_text import body_of, header, sender
from digest.sources.newsletter import items_of_html, items_of_text
from digest.sources.one_line import language_code
from digest.sources.place import Place

if TYPE_CHECKING:
    from email.message import Message

_MOST_PARTS = 200
_A_DAY = timedelta(days=1)
"""By which a time without a zone may seem to come after the mail that hands it on."""
_OF_A_LIST = ("List-Id", "List-Unsubscribe", "List-Post")
"""Headers of what is sent to many."""


def read_mail(content: bytes, origin: Origin, where: str, max_bytes: int) -> Iterator[Found]:
    """One newsletter: its items, or its body named by its subject, and the PDFs that it brings.

    A mail that was handed on is what it was before; an answer to a mail is no publication.
    """
    import email

    from digest.sources.mail_policy import CAPPED

    try:
        message = email.message_from_bytes(content, policy=CAPPED)
        written, is_html = _body(message)
        subject = subject_of(header(message, "Subject"))
        handed = (of_html if is_html else of_text)(written, is_forward=subject.is_forward)
        hints = _hints(message, origin.place, subject, handed[0] if handed else None)
        files = list(attached(islice(message.walk(), _MOST_PARTS), where, hints, max_bytes))
        is_private = subject.is_reply and not any(name in message for name in _OF_A_LIST)
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
    body = handed[1] if handed else written
    if is_private:
        yield Skipped(what=where, why="an answer to a mail (Re: …), no publication")
    elif body.strip():
        yield from _articles(body, where, hints, is_html=is_html)
    elif not files:
        yield Skipped(what=where, why="a mail without text")
    yield from files


def _articles(body: str, where: str, hints: Hints, *, is_html: bool) -> Iterator[Document]:
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


def _hints(message: "Message", place: Place, subject: Subject, handed: Handed | None) -> Hints:
    """Who sent it, what it is called, and when; of a mail handed on, as its headers had it.

    Whoever hands on a mail may write any name into it: the sender of the new one vouches for it.
    """
    name, host = sender(message)
    voucher = host or None
    title, sent = subject.words, parse_date(header(message, "Date"))
    if handed and (handed.name or handed.host):
        name, host = handed.name, handed.host
    if handed:
        title = handed.subject or title
        told = parse_date(handed.sent)
        sent = told if told and (sent is None or told <= sent + _A_DAY) else sent
    return place.hints(
        source=name or host or None,
        site=f"https://{host}" if name and host else None,
        voucher=voucher,
        # no Archived-At: an address that a mail gives itself may be anybody's
        title=title or None,
        published=sent,
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
