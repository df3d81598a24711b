"""The first kilobytes of some content, and the questions that tell kinds apart by them."""

import re
from dataclasses import dataclass

from digest.language import decoding

HEAD = 8192
"""Bytes that are enough to tell."""

_BINARY = (
    b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"PK\x03\x04", b"\x7fELF", b"MZ\x90", b"BZh",
    b"\xfd7zXZ",
    b"Rar!", b"7z\xbc\xaf", b"\xd0\xcf\x11\xe0", b"SQLite format 3", b"OggS", b"ID3", b"RIFF",
)  # fmt: skip
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_MARKDOWN = re.compile(rb"---[ \t]{0,9}\r?\n[\w-]{1,50}:|#{1,3} \S")
PAGE = re.compile(rb"<(?:!doctype html|html|head|body|article|div|p|meta)\b", re.IGNORECASE)
"""The beginning of a page or of a piece of one."""
MAIL_HEADER = re.compile(
    rb"(?:return-path|received|delivered-to|from|to|subject|date|message-id|mime-version"
    rb"|content-type|x-[\w-]{1,60}|arc-[\w-]{1,60}|dkim-signature|reply-to):",
    re.IGNORECASE,
)
POSTMARK = re.compile(
    rb"From \S{1,320} +(?:[A-Z][a-z]{2},? +)?(?:[A-Z][a-z]{2} +\d{1,2}|\d{1,2} +[A-Z][a-z]{2}) +"
    rb"(?:\d{4} +)?\d{1,2}:\d\d"
)
"""The line before a mail of a mailbox: `From ada@post.example Wed Nov 25 10:00:00 2026`."""
_LEAST_HEADERS = 2
"""Of the first four lines."""


@dataclass(frozen=True, slots=True)
class Head:
    """The beginning of some content, as it came and as text."""

    raw: bytes
    text: bytes
    """Without a byte order mark, NULs and leading white space."""

    @classmethod
    def of(cls, content: bytes) -> "Head":
        text = content[2:] if content.startswith(_UTF_16) else content
        text = text.replace(b"\x00", b"")
        return cls(content, text.removeprefix(b"\xef\xbb\xbf").lstrip())

    @property
    def is_markup(self) -> bool:
        return self.text.startswith(b"<")


def is_empty(head: Head) -> bool:
    return _is_blank(head.raw) and b"\x00" not in head.raw


def is_gzip(head: Head) -> bool:
    return head.raw.startswith(b"\x1f\x8b")


def is_pdf(head: Head) -> bool:
    return b"%PDF-" in head.raw[:1024]


def is_binary(head: Head) -> bool:
    """A known signature, nothing but NULs, or too many controls; UTF-16 has neither.

    NULs are no controls in what begins as markup: feeds are padded with them.
    """
    raw = head.raw
    if raw.startswith(_UTF_16):
        return False
    return (
        raw.startswith(_BINARY)
        or _is_blank(raw)
        or decoding.is_binary(head.text if head.is_markup else raw)
    )


def _is_blank(raw: bytes) -> bool:
    return not raw.strip(b"\x00 \t\r\n\xef\xbb\xbf")


def is_page(head: Head) -> bool:
    return head.is_markup and PAGE.search(head.text) is not None


def is_rows(head: Head) -> bool:
    """One object a line."""
    is_feed = b"jsonfeed.org/version" in head.text
    return bool(re.match(rb"\{[^\n]*\}\s*\n\s*\{", head.text)) and is_json(head) and not is_feed


def is_json(head: Head) -> bool:
    """A JSON Feed, a list, or one object over lines; `[` may also begin a text: [Update] ..."""
    return re.match(rb"\[\s{0,99}[\]{]|\{\s{0,99}[\"}]", head.text) is not None


def is_mailbox(head: Head) -> bool:
    first, _, second = head.text[:1000].partition(b"\n")
    is_begun = first.startswith(b"From ") and MAIL_HEADER.match(second) is not None
    return is_begun or POSTMARK.match(first) is not None


def is_mail(head: Head) -> bool:
    if head.text.startswith((b"<", b"{", b"[")):
        return False
    lines = head.text.split(b"\n", 4)[:4]
    return sum(bool(MAIL_HEADER.match(line)) for line in lines) >= _LEAST_HEADERS


def are_addresses(head: Head) -> bool:
    """Every line is one http(s) address and nothing else; the last one may be cut off."""
    lines = [line.strip() for line in head.text.splitlines() if line.strip()]
    if len(head.text) > HEAD // 2 and len(lines) > 1:
        lines.pop()
    return all(re.fullmatch(rb"https?://[^\s<>\"]+", line, re.IGNORECASE) for line in lines)


def is_markdown(head: Head) -> bool:
    return _MARKDOWN.match(head.text) is not None
