"""Words made safe for plain text."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

# C0 and C1 controls, soft hyphen, Arabic letter mark, zero-width space, direction marks and
# overrides, word joiner and invisible operators, isolates, BOM, interlinear marks, tag characters,
# lone surrogates and noncharacters. The zero-width joiners stay: Persian and emoji need them.
_HIDDEN = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u206f\ufeff\ufff9-\ufffb\ufdd0-\ufdef\ufffe\uffff\U000e0000-\U000e0fff\ud800-\udfff]"
)


_WHITE_SPACE = re.compile(r"\s{2,}|[^\S \u00a0\u202f]")
"""All but what a single space or an unbroken one is already."""


def clean(text: str) -> str:
    """The text on one line: what the eye can't see is gone, white space is single spaces.

    A space at which no line may end stays one: between « and its word, within a number.
    Direction overrides can make a line read otherwise than it is written (CVE-2021-42574), and
    control characters can drive a terminal; neither belongs to the words of an article.
    """
    return _WHITE_SPACE.sub(" ", _HIDDEN.sub("", text)).strip()


_MAILBOX = re.compile(r"(?<=[\w.+-])@(?=[\w-]+\.[\w-])")
_SCHEME = re.compile(
    r"(?i)\b(mailto|tel|sms|xmpp|sips?|skype|callto|facetime|whatsapp|magnet|geo|javascript):(?=\S)"
)
_WIDE = re.compile(r"[\uff01-\uff5e\u3002\uff61\u2024]")
_OPENS = re.compile(r"(?i)://|\bwww\.|[\w.+-]@[\w-]+\.[\w-]")
_OPENING_ADDRESS = re.compile(r"(?i)(?:(?<=[a-z])(://)|\b(?=www\.))([^\s/?#]*)")
_HOST_NAME = re.compile(
    r"(?<![\w-])(?:[\w-]{1,63}\.){1,8}(?:[^\W\d_]{2,24}|xn--[a-z\d-]{1,59})(?![^\W_]|-)",
    re.IGNORECASE,
)
_RESERVED = (".example", ".test", ".invalid", ".local", ".localhost", ".onion")
"""Domains that stand in no list, and that a program may open all the same (RFC 6761, 7686)."""
_HOSTS_KEPT = 4096


@lru_cache(maxsize=8192)  # a mail is filled again and again until it fits
def defang(text: str) -> str:
    """The cleaned text with addresses that open nothing: `https[:]//evil[.]example/win`.

    Mail programs make links of addresses and bare names of hosts in running words, and the only
    links of an edition are those of its articles.
    """
    line = _OPENING_ADDRESS.sub(_defanged, without_mailboxes(clean(text)))
    return without_hosts(line, "[.]")


def without_mailboxes(line: str) -> str:
    """The line with `name[at]host.example` for addresses of mail, which programs link unasked.

    An address in full-width letters opens as well: it is written in plain ones first.
    """
    if _WIDE.search(line):
        line = " ".join(map(_plain_address, line.split(" ")))
    return _SCHEME.sub(r"\1[:]", _MAILBOX.sub("[at]", line))


def without_hosts(line: str, dot: str) -> str:
    """The line with other dots in names of hosts, of which programs make links unasked.

    What ends in no domain there is stays: `U.S.`, `node.js`.
    """

    def undotted(host: re.Match[str]) -> str:
        return host[0].replace(".", dot) if _is_known(host[0].lower()) else host[0]

    return _HOST_NAME.sub(undotted, line) if "." in line else line


@lru_cache(_HOSTS_KEPT)
def _is_known(host: str) -> bool:
    from tld import get_tld  # reads its list, which takes a tenth of a second

    listed = get_tld(host, fail_silently=True, fix_protocol=True)
    return listed is not None or host.endswith(_RESERVED)


def _plain_address(word: str) -> str:
    plain = unicodedata.normalize("NFKC", word).replace("\u3002", ".")
    hosts = (host[0] for host in _HOST_NAME.finditer(plain))
    opens = _OPENS.search(plain) or any(h.isascii() and _is_known(h.lower()) for h in hosts)
    return plain if opens else word


def _defanged(address: re.Match[str]) -> str:
    return ("[:]//" if address[1] else "") + address[2].replace(".", "[.]")


def in_a_row(sentences: Iterable[str]) -> str:
    """One behind the other; no space parts what ends in full width (Chinese, Japanese)."""
    said = list(sentences)
    ends = said[0][-1:] if said else ""
    return ("" if ends and unicodedata.east_asian_width(ends) in "WF" else " ").join(said)


def shorten(text: str, limit: int) -> str:
    """The cleaned text, cut at a word with an ellipsis when it has more than `limit` characters."""
    line = clean(text)
    if len(line) <= limit:
        return line
    head = line[: limit - 1]
    at_word, space, _ = head.rpartition(" ")
    return (at_word if space and len(at_word) > limit // 2 else head).rstrip(" ,;:") + "…"
