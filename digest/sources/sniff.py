"""What some bytes are, by their first kilobytes; names and servers are often wrong."""

import re
from typing import Literal

Form = Literal[
    "text", "markdown", "html", "pdf", "feed", "opml", "sitemap",
    "json", "rows", "mail", "mailbox", "addresses", "gzip", "binary", "empty",
]  # fmt: skip

HEAD = 8192
"""Bytes that are enough to tell."""

_BINARY = (
    b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"PK\x03\x04", b"\x7fELF", b"MZ\x90", b"BZh",
    b"\xfd7zXZ",
    b"Rar!", b"7z\xbc\xaf", b"\xd0\xcf\x11\xe0", b"SQLite format 3", b"OggS", b"ID3", b"RIFF",
)  # fmt: skip
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_ROOTS: tuple[tuple[Form, re.Pattern[bytes]], ...] = (
    ("feed", re.compile(rb"<(?:[\w.-]{1,20}:)?(?:rss|feed|RDF)[\s>]", re.IGNORECASE)),
    ("opml", re.compile(rb"<opml[\s>]", re.IGNORECASE)),
    ("sitemap", re.compile(rb"<(?:[\w.-]{1,20}:)?(?:urlset|sitemapindex)[\s>]", re.IGNORECASE)),
    ("html", re.compile(rb"<(?:!doctype html|html|head|body|article|div|p|meta)\b", re.IGNORECASE)),
)
_MARKDOWN = re.compile(rb"---[ \t]{0,9}\r?\n[\w-]{1,50}:|#{1,3} \S")
_MAIL_HEADER = re.compile(
    rb"(?:return-path|received|delivered-to|from|to|subject|date|message-id|mime-version"
    rb"|content-type|x-[\w-]{1,60}|arc-[\w-]{1,60}|dkim-signature|reply-to):",
    re.IGNORECASE,
)


def sniff(head: bytes) -> Form:
    """The form of content that begins with these bytes."""
    if not head.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        return "binary" if b"\x00" in head else "empty"
    if head.startswith(b"\x1f\x8b"):
        return "gzip"
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(_UTF_16):
        head = head[2:].replace(b"\x00", b"")
    elif _is_binary(head):
        return "binary"
    return _text_form(head.removeprefix(b"\xef\xbb\xbf").lstrip())


def _text_form(head: bytes) -> Form:
    if head.startswith(b"<"):
        roots = ((found.start(), form) for form, root in _ROOTS if (found := root.search(head)))
        return min(roots, default=(0, "text"))[1]
    if head.startswith((b"{", b"[")):
        return _json_form(head)
    if head.startswith(b"From ") and b"\n" in head:
        return "mailbox"
    first_lines = head.split(b"\n", 4)[:4]
    if len(first_lines) > 1 and sum(bool(_MAIL_HEADER.match(line)) for line in first_lines) >= 2:
        return "mail"
    if _are_addresses(head):
        return "addresses"
    return "markdown" if _MARKDOWN.match(head) else "text"


def _json_form(head: bytes) -> Form:
    """`rows` for one object a line, `json` for a JSON Feed, a list, or one object over lines.

    `[` alone may also begin a text: [Update] ...
    """
    if head.startswith(b"["):
        return "json" if re.match(rb"\[\s{0,99}[\]{]", head) else "text"
    if not re.match(rb"\{\s{0,99}[\"}]", head):
        return "text"
    is_feed = b"jsonfeed.org/version" in head
    return "rows" if re.match(rb"\{[^\n]*\}\s*\n\s*\{", head) and not is_feed else "json"


def _are_addresses(head: bytes) -> bool:
    """Every line is one http(s) address and nothing else; the last one may be cut off."""
    lines = [line.strip() for line in head.splitlines() if line.strip()]
    if len(head) > HEAD // 2 and len(lines) > 1:
        lines.pop()
    return all(re.fullmatch(rb"https?://[^\s<>\"]+", line, re.IGNORECASE) for line in lines)


def _is_binary(head: bytes) -> bool:
    """NUL bytes that UTF-16 or UTF-32 without a mark does not explain, or a known signature."""
    if head.startswith(_BINARY):
        return True
    zeros = head.count(0)
    if not zeros:
        controls = len(head) - len(head.translate(None, bytes(range(1, 8)) + b"\x0e\x0f\x10\x11"))
        return controls > len(head) / 20
    even = head[::2].count(0)
    return zeros < len(head) / 3 or 0.02 < even / zeros < 0.98
