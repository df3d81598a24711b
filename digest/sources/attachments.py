"""The files that come with a mail: a PDF is an article of its own, anything else is named."""

from collections.abc import Iterator
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


def attached(
    parts: Iterator["Message"], where: str, hints: Hints, max_bytes: int
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
        elif _is_missed(part, name) and named < _MOST_NAMED:
            named += 1
            yield Skipped(what=place, why="of what is attached to a mail, PDFs alone are read")


def _pdf(part: "Message", place: str, hints: Hints, max_bytes: int) -> Document | Skipped:
    payload = part.get_payload(decode=True)
    content = payload if isinstance(payload, bytes) else b""
    if len(content) > max_bytes:
        return Skipped(what=place, why=f"larger than {max_bytes / 1e6:,.0f} MB")
    if not is_pdf(Head.of(content[:HEAD])):
        return Skipped(what=place, why="called a PDF, and is none")
    return Document(place=place, content=content, media_type="application/pdf", hints=hints)


def _is_missed(part: "Message", name: str) -> bool:
    is_file = part.get_content_disposition() == "attachment" and bool(name)
    return is_file and not part.get_content_type().startswith(_NO_NEWS)
