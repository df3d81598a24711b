"""Newsletters: a mail is an article, or several, without its mailing furniture."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import islice
from typing import TYPE_CHECKING

from digest.language.written_dates import parse_date
from digest.model import Document, Hints, Skipped
from digest.sources.attachments import attached, mails_among, own_parts
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
_FAULTS = (ValueError, LookupError, TypeError, AttributeError, RecursionError)
"""The parser of the standard library promises to raise nothing, and sometimes does."""
_OF_A_LIST = ("List-Id", "List-Unsubscribe", "List-Post")
"""Headers of what is sent to many."""


def read_mail(content: bytes, origin: Origin, where: str, max_bytes: int) -> Iterator[Found]:
    """One newsletter: its items, or its body named by its subject, and the PDFs that it brings.

    A mail that was handed on, in the text or as a file, is what it was before; an answer to a
    mail is no publication.
    """
    import email

    from digest.sources.mail_policy import CAPPED

    try:
        message = email.message_from_bytes(content, policy=CAPPED)
    except _FAULTS as fault:
        yield _unreadable(where, fault)
        return
    yield from _read(message, origin.place, where, max_bytes)


def _read(
    message: "Message", place: Place, where: str, max_bytes: int, carrier: str | None = None
) -> Iterator[Document | Skipped]:
    """What a mail gives; carrier is the sender's host of the mail that it came with."""
    try:
        parts = list(islice(own_parts(message), _MOST_PARTS))
        mails = mails_among(parts)
        written, is_html = _body(parts)
        subject = subject_of(header(message, "Subject"))
        handed = (of_html if is_html else of_text)(written, is_forward=subject.is_forward)
        host = carrier or sender(message)[1]
        hints = _hints(message, place, subject, handed[0] if handed else None, host)
        files = list(attached(parts, where, hints, max_bytes))
        is_private = subject.is_reply and not any(name in message for name in _OF_A_LIST)
    except _FAULTS as fault:
        yield _unreadable(where, fault)
        return
    body = handed[1] if handed else written
    if mails and body.strip():
        yield Skipped(what=where, why="a note with a mail attached: only what is attached is read")
    elif is_private and not mails:
        yield Skipped(what=where, why="an answer to a mail (Re: …), no publication")
    elif body.strip():
        yield from _articles(body, where, hints, is_html=is_html)
    elif not (files or mails):
        yield Skipped(what=where, why="a mail without text")
    yield from files
    for number, mail in enumerate(mails, start=1):
        inside = f"{where}, attached mail {number}"
        if carrier is None:
            yield from _read(mail, place, inside, max_bytes, carrier=host)
        else:
            yield Skipped(what=inside, why="attached to a mail that is attached itself: not read")


def _unreadable(where: str, fault: Exception) -> Skipped:
    return Skipped(what=where, why=f"not a mail that can be read: {type(fault).__name__}")


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


def _hints(
    message: "Message", place: Place, subject: Subject, handed: Handed | None, voucher: str
) -> Hints:
    """Who sent it, what it is called, and when; of a mail handed on, as its headers had it.

    Whoever hands on a mail may write any name into it: the sender of the new one vouches for it.
    """
    name, host = sender(message)
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
        voucher=voucher or None,
        # no Archived-At: an address that a mail gives itself may be anybody's
        title=title or None,
        published=sent,
        language=language_code(header(message, "Content-Language")),
    )


def _body(parts: Iterable["Message"]) -> tuple[str, bool]:
    """The body and whether it is HTML; the HTML of a newsletter has more of its structure."""
    texts: dict[str, str] = {}
    for part in parts:
        kind = part.get_content_type()
        if kind in ("text/html", "text/plain") and part.get_content_disposition() != "attachment":
            texts[kind] = texts.get(kind) or body_of(part)
    html = texts.get("text/html", "")
    return (html, True) if html.strip() else (texts.get("text/plain", ""), False)
