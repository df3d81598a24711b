"""Addresses and headers of a mail, checked, encoded and folded by rules of our own.

The standard library's folding loses spaces of long texts and turns long addresses of list headers
into encoded words, which mail programs no longer read.
"""

import base64
import re
from email.headerregistry import Address
from itertools import pairwise

READERS_OWN = "{token}"
"""What stands for the reader's own in an address to unsubscribe."""
LONGEST_LINE = 998
"""RFC 5322, 2.1.1, without the line's end."""

_LINE = 76
"""RFC 2047, 2: a line that holds encoded words."""
_ENCODED_BYTES = 39
"""Of UTF-8 in one encoded word: 52 letters of base64 and 12 around them, behind a name."""
_LONGEST_PATH = 254
"""RFC 5321, 4.5.3.1.3: what a path can hold."""
_LONGEST_LABEL = 63
"""RFC 1035, 2.3.4: what stands between two dots of a domain."""

_ATOM = r"(?:[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]|[^\x00-\x7f])+"
_SPEC = re.compile(rf"({_ATOM}(?:\.{_ATOM})*)@([^\s@<>()\[\],;:\\\"]+)")
"""RFC 5322's dot-atom form, with RFC 6531's letters; a quoted local part is unknown in practice."""
_DOMAIN = re.compile(r"[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*")


def is_one_click(link: str) -> bool:
    """Whether a click on an address to unsubscribe tells whose it is (RFC 8058)."""
    return link.startswith("https:") and READERS_OWN in link


def parse_address(written: str) -> Address:
    """`a@example.org` or `Ann <a@example.org>`; a domain of other letters in its `xn--` form.

    Raises ValueError for anything else. Characters that cannot be seen are refused wherever they
    stand, so no header and no command can be smuggled in.
    """
    if not written.isprintable():
        raise ValueError("it holds characters that cannot be seen")
    name, opened, rest = written.rpartition("<")
    if opened and not rest.endswith(">"):
        raise ValueError("its angle bracket is never closed")
    spec = rest.removesuffix(">") if opened else written.strip()
    parts = _SPEC.fullmatch(spec)
    if parts is None:
        raise ValueError("it is not of the form name@example.org")
    domain = _domain(parts[2])
    if len(parts[1].encode()) + 1 + len(domain) > _LONGEST_PATH:
        raise ValueError("it is longer than an address can be")
    return Address(display_name=name.strip(' "'), username=parts[1], domain=domain)


def _domain(written: str) -> str:
    """As it goes over the wire. Raises ValueError where it is none."""
    domain = written
    if not written.isascii():
        domain = written.encode("idna").decode("ascii")  # its UnicodeError is a ValueError
    labels = domain.split(".")
    if not _DOMAIN.fullmatch(domain) or max(map(len, labels)) > _LONGEST_LABEL:
        raise ValueError(f"{written!r} is no domain")
    return domain


def address_header(name: str, address: Address) -> bytes:
    """`From: The Desk <desk@example.org>` on as many lines as it needs, with its end."""
    spec = f"<{address.addr_spec}>" if address.display_name else address.addr_spec
    shown = address.display_name
    if shown.isascii() and "=?" not in shown:
        escaped = re.sub(r'(["\\])', r"\\\1", shown)
        is_plain = re.fullmatch(r"[A-Za-z0-9 !#$%&'*+/=?^_`{|}~-]*", shown)
        words = (shown if is_plain else f'"{escaped}"').split(" ") if shown else []
    else:
        words = _encoded(shown)
    return _folded(name, [*words, spec])


def text_header(name: str, text: str) -> bytes:
    """A header of words, such as a subject: every space of it is still there when it is read."""
    words = text.split(" ")
    is_plain = text.isascii() and text.isprintable() and "=?" not in text and all(words)
    if not is_plain or max(map(len, words)) > _LINE - len(name) - 2:
        words = _encoded(text)
    return _folded(name, words)


def list_header(name: str, parts: list[str]) -> bytes:
    """Parts between commas, folded between them alone."""
    ended = [*(f"{part}," for part in parts[:-1]), parts[-1]]
    return _folded(name, ended, width=0)


def _encoded(text: str) -> list[str]:
    """Encoded words of RFC 2047; a reader takes the white space between them for nothing."""
    ends, size = [0], 0
    for at, letter in enumerate(text):
        size += len(letter.encode())
        if size > _ENCODED_BYTES:
            ends.append(at)
            size = len(letter.encode())
    pieces = (text[start:end] for start, end in pairwise([*ends, len(text)]))
    return [f"=?utf-8?b?{base64.b64encode(piece.encode()).decode()}?=" for piece in pieces]


def _folded(name: str, words: list[str], width: int = _LINE) -> bytes:
    """Lines broken at the spaces between words, each of which stays as it is."""
    lines = [f"{name}: {words[0]}" if words else f"{name}:"]
    for word in words[1:]:
        if len(lines[-1]) + 1 + len(word) > width:
            lines.append(f" {word}")
        else:
            lines[-1] += f" {word}"
    return "\r\n".join(lines).encode() + b"\r\n"
