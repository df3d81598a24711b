"""The words of a mail's headers and parts, whatever they are encoded in."""

import re
from email.errors import MessageError
from email.header import decode_header
from email.utils import parseaddr
from typing import TYPE_CHECKING

from digest.language.decoding import decode
from digest.sources.one_line import one_line

if TYPE_CHECKING:
    from email.message import Message

_FOLD = re.compile(r"\r?\n(?=[ \t])")
_SIGNATURE = "-- "
_LONGEST_FILE_NAME = 120
"""Characters of a file's name."""
_MOST_BRACKETS = 50
"""Comments of a sender."""


def header(message: "Message", name: str) -> str:
    """The header's words on one line, "" where there is none: the first, if it is repeated."""
    return _words(_raw(message, name), _charset(message))


def sender(message: "Message") -> tuple[str, str]:
    """The sender's name, and the host of the address; "" for what is missing.

    Name and address are told apart before encoded words are read: these may hold a comma.
    Raises ValueError for brackets that no sender has: the parser follows each by a call.
    """
    raw = _raw(message, "From")
    if raw.count("(") > _MOST_BRACKETS:
        raise ValueError("brackets without end")
    name, address = parseaddr(raw)
    return _words(name, _charset(message)), _words(address.rpartition("@")[2], None)


def _raw(message: "Message", name: str) -> str:
    """The header as it came, unfolded: the standard library trips over malformed ones."""
    values = (value for key, value in message.raw_items() if key.lower() == name.lower())
    return _FOLD.sub("", str(next(values, ""))).strip()


def _charset(message: "Message") -> str | None:
    """What the body is encoded in, for headers that do not say."""
    try:
        return next(filter(None, (part.get_content_charset() for part in message.walk())), None)
    except (ValueError, LookupError, TypeError, AttributeError):
        return None


def _words(raw: str, charset: str | None) -> str:
    """Encoded words and raw bytes as characters; the parser gives these as half surrogate pairs."""
    content = raw.encode("utf-8", "surrogateescape")
    try:
        parts = decode_header(content.decode("latin-1")) if b"=?" in content else []
    except (ValueError, LookupError, TypeError, IndexError, MessageError):
        parts = []
    words = (
        decode(
            part if isinstance(part, bytes) else part.encode("latin-1", "replace"),
            told.partition("*")[0] if told else charset,
        )
        for part, told in parts or [(content, None)]
    )
    return one_line("".join(words))


def body_of(part: "Message") -> str:
    """The characters of a part; flowed lines (RFC 3676) are whole again."""
    payload = part.get_payload(decode=True)
    text = decode(payload if isinstance(payload, bytes) else b"", part.get_content_charset())
    if part.get_content_type() == "text/plain" and _parameter(part, "format") == "flowed":
        return _unflowed(text, is_space_dropped=_parameter(part, "delsp") == "yes")
    return text


def file_name(part: "Message") -> str:
    """What the file of a part is called, without folders; "" where it has no name."""
    try:
        name = part.get_filename() or ""
    except (ValueError, LookupError, TypeError, AttributeError):
        return ""
    return _words(name, None).replace("\\", "/").rpartition("/")[2][:_LONGEST_FILE_NAME]


def _parameter(part: "Message", name: str) -> str:
    return str(part.get_param(name) or "").strip().lower()


def _unflowed(text: str, *, is_space_dropped: bool) -> str:
    """A line that ends in a space goes on in the next one of the same depth of quotation."""
    lines: list[str] = []
    depth_before, is_open = 0, False
    for raw in text.replace("\r\n", "\n").split("\n"):
        line = raw.lstrip(">")
        depth = len(raw) - len(line)
        line = line.removeprefix(" ")
        if is_open and depth == depth_before and line != _SIGNATURE:
            lines[-1] += line
        else:
            lines.append(">" * depth + " " * bool(depth) + line)
        is_open = line.endswith(" ") and line != _SIGNATURE
        if is_open and is_space_dropped:
            lines[-1] = lines[-1].removesuffix(" ")
        depth_before = depth
    return "\n".join(lines)
