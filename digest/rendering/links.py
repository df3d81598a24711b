"""The only links of an edition: its articles, opened at the cited sentence; and how to leave."""

import re
from collections.abc import Sequence
from functools import lru_cache
from urllib.parse import quote, urlsplit

_LONGEST_URL = 2000
_LEAST_CLAUSES = 3
"""Of a sentence without spaces, so that its ends are not all of it."""
_EDGE_WORDS = 5
"""Words kept at either end of a long sentence: enough to be unique, short enough for a mail."""

_KEPT = "/%:@!$&+,;=~"
"""What an address keeps as it is, beside letters, digits and `_.-`."""

_EDGE_MARKS = " \t\r\n\u00a0\"'“”‘’„‚«»‹›()[].,;:!?…。！？「」『』"

_CLAUSE_END = re.compile("[、，；：]")

_HOST = re.compile(r"[A-Za-z0-9._-]+(?::\d{1,5})?|\[[0-9A-Fa-f:.]+\](?::\d{1,5})?")


@lru_cache(maxsize=8192)  # each is printed many times
def web_address(url: str | None) -> str | None:
    """The address if a reader may be sent there, percent-encoded; None otherwise.

    Only http and https, a plain host and no user name (`https://bank.example@evil.example`).
    Brackets, quotes, spaces and the like are encoded, so it fits any of our outputs as it is.
    """
    if url is None or len(url) > _LONGEST_URL:
        return None
    try:
        parts = urlsplit(url)
        host = parts.netloc if parts.netloc.isascii() else parts.netloc.encode("idna").decode()
    except ValueError:  # a broken IPv6 host, a label that IDNA does not know
        return None
    if parts.scheme not in {"http", "https"} or not _HOST.fullmatch(host):
        return None
    path = quote(parts.path, safe=_KEPT) or "/"
    query = "?" + quote(parts.query, safe=_KEPT + "?") if parts.query else ""
    fragment = "#" + quote(parts.fragment, safe=_KEPT + "?") if parts.fragment else ""
    return f"{parts.scheme}://{host}{path}{query}{fragment}"


def unsubscribe_address(link: str) -> str | None:
    """A configured https: or mailto: address as a reader may open it, percent-encoded."""
    if link.startswith("mailto:"):
        return quote(link, safe=_KEPT + "?")
    return web_address(link)


def at_sentences(url: str, sentences: Sequence[str]) -> str:
    """The address with text fragments (WICG scroll-to-text) that open it at these sentences.

    `url` is one that `web_address` gave, and so is the result: sentences that would make it too
    long are left out. A browser that knows no text fragments ignores them.
    """
    link = url + ("" if "#" in url else "#") + ":~:"
    glue = ""
    for sentence in sentences:
        words = _directive(sentence)
        directive = f"{glue}text={words}"
        if words and len(link) + len(directive) <= _LONGEST_URL:
            link += directive
            glue = "&"
    return link if glue else url


def without_directive(url: str) -> str:
    """The address without its text fragment."""
    address, directive, _ = url.partition(":~:")
    return address.removesuffix("#") if directive else address


def _directive(sentence: str) -> str:
    """`START,END` of a long sentence, a short one whole.

    Quotation marks at the ends are left out: they differ from page to text. Where no spaces part
    the words (Chinese, Japanese), the first and the last clause serve.
    """
    whole = sentence.strip(_EDGE_MARKS)
    words = whole.split()
    if len(words) > 2 * _EDGE_WORDS:
        edges = [" ".join(words[:_EDGE_WORDS]), " ".join(words[-_EDGE_WORDS:])]
        return ",".join(map(_encode, edges))
    clauses = _CLAUSE_END.split(whole)
    if len(clauses) < _LEAST_CLAUSES:
        return _encode(" ".join(words))
    return f"{_encode(clauses[0])},{_encode(clauses[-1])}"


def _encode(words: str) -> str:
    """Comma, ampersand and hyphen are syntax inside a text directive."""
    encoded = quote(words, safe="", errors="replace")
    return encoded.replace("-", "%2D").replace("_", "%5F").replace("~", "%7E")
