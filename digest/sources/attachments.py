"""What comes with a mail: a PDF or another mail is read by itself, any other file is named."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from digest.model import Document, Hints, Skipped
from digest.sources.head import HEAD, Head, is_pdf
from digest.sources.mail_text import file_name

if TYPE_CHECKING:
    from email.message import Message

MOST_PDFS = 20
"""Of one mail."""
_MOST_NAMED = 20
"""Files of one mail that are named though they are not read."""
_NO_NEWS = (
    "image/",
    "text/calendar",
    "application/pkcs7",
    "application/x-pkcs7",
    "application/pgp",
)
"""Pictures, meetings and signatures: nobody misses them in an edition."""
_PDF = ("application/pdf", "application/x-pdf")
_MAIL = "message/rfc822"
_MAIL_ENDING = ".eml"
_ENCODING = "Content-Transfer-Encoding"
_OF_A_FAILURE = "multipart/report"
"""What a server says of a mail that could not be delivered, with that mail."""


def own_parts(message: "Message") -> Iterator["Message"]:
    """The message and its parts, as `walk` has them, but for those of a mail attached to it."""
    yield message
    if message.get_content_maintype() == "multipart":
        inner: object = message.get_payload()
        for part in inner if isinstance(inner, list) else ():
            yield from own_parts(part)


def mails_among(parts: Sequence["Message"]) -> list["Message"]:
    """The mails that are attached to one, as they were sent."""
    if not parts or parts[0].get_content_type() == _OF_A_FAILURE:
        return []
    return [mail for part in parts if (mail := _mail_in(part)) is not None]


def _mail_in(part: "Message") -> "Message | None":
    """The mail that a part is, by its kind or by the name of its file."""
    import email

    from digest.sources.mail_policy import CAPPED

    inner: object = part.get_payload()
    if part.get_content_type() == _MAIL and isinstance(inner, list):
        mail: Message = inner[0]
        if mail.keys():
            return mail
        # Base64 is not allowed here, and written all the same: the parser takes it for a text.
        mail[_ENCODING] = "base64"
        content: object = mail.get_payload(decode=True)
        del mail[_ENCODING]
    elif file_name(part).lower().endswith(_MAIL_ENDING) and not part.is_multipart():
        content = part.get_payload(decode=True)
    else:
        return None
    mail = email.message_from_bytes(content if isinstance(content, bytes) else b"", policy=CAPPED)
    return mail if mail.keys() else None


def attached(
    parts: Iterable["Message"], where: str, hints: Hints, max_bytes: int
) -> Iterator[Document | Skipped]:
    """The PDFs among the parts of a mail, and what else was attached, with why it is not read.

    A PDF has its own headline and day; that the mail sent it is all that is known of its outlet.
    """
    own = replace(hints, title=None, published=None, url=None)
    read = named = 0
    for part in parts:
        name = file_name(part)
        place = f"{where}, {name or 'attached file'}"
        if part.get_content_type() in _PDF or name.lower().endswith(".pdf"):
            read += 1
            if read <= MOST_PDFS:
                yield _pdf(part, place, own, max_bytes)
            elif read == MOST_PDFS + 1:
                yield Skipped(what=place, why=f"more than {MOST_PDFS} PDFs in one mail: not read")
        elif _is_missed(part, name) and _mail_in(part) is None and named < _MOST_NAMED:
            named += 1
            yield Skipped(
                what=place, why="of what is attached to a mail, only PDFs and mails are read"
            )


def _pdf(part: "Message", place: str, hints: Hints, max_bytes: int) -> Document | Skipped:
    payload = part.get_payload(decode=True)
    content = payload if isinstance(payload, bytes) else b""
    if len(content) > max_bytes:
        return Skipped(what=place, why=f"larger than {max_bytes / 1e6:,.0f} MB")
    if not is_pdf(Head.of(content[:HEAD])):
        return Skipped(what=place, why="called a PDF, and is none")
    return Document(place=place, content=content, media_type="application/pdf", hints=hints)


def _is_missed(part: "Message", name: str) -> bool:
    """Some programs say of no file that it is attached; a text may then be the mail's own."""
    is_text = part.get_content_maintype() in ("text", "multipart", "message")
    is_file = bool(name) and (not is_text or part.get_content_disposition() == "attachment")
    return is_file and not part.get_content_type().startswith(_NO_NEWS)
