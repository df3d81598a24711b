"""Looks at a finished mail as a mail program would, and says what is wrong with it."""

import email.policy
import re
from collections.abc import Iterator
from email import message_from_bytes
from email.message import EmailMessage
from typing import TYPE_CHECKING

from digest.mail_headers import LONGEST_LINE
from digest.model import Digest
from digest.rendering.links import unsubscribe_address, web_address, without_directive
from digest.rendering.lint.accessible import LANGUAGE, ONE_H1, ORDER, TABLES, TITLE
from digest.rendering.lint.page_tree import tree_of
from digest.rendering.theme import MOST_HTML_BYTES

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_LEAST_SHARED = 0.9
"""Share of the words of one part that the other has; spam filters compare them."""

_ONCE = ("From", "Subject", "Date", "Message-ID")
_FETCHING = {"img", "script", "link", "iframe", "object", "embed", "video", "audio", "form", "base"}
_OWED = (LANGUAGE, TITLE, TABLES, ONE_H1, ORDER)
"""Of what a page owes to all readers, what a mail that lacks it is not sent with unnoticed."""
_LONG_WORD = re.compile(r"\w{4,}")
_IN_BRACKETS = re.compile(r"<([^<>]*)>")
_WEB_ADDRESS = re.compile(r"https?://\S+")


def check_mail(message: bytes, digest: Digest, online: str | None = None) -> tuple[str, ...]:
    """What is wrong with the mail of this digest, in words; empty when nothing is.

    Size, headers, links (only to the digest's articles and to where it is `online`), nothing that
    is fetched or run, the outline of the page, and that both parts say the same.
    """
    parsed = message_from_bytes(message, policy=email.policy.default)
    plain, page = parsed.get_body(("plain",)), parsed.get_body(("html",))
    problems = [*_header_problems(parsed), *_line_problems(message)]
    if plain is None or page is None:
        return (*problems, "the mail has no text part or no HTML part")
    text, markup = plain.get_content(), page.get_content()
    tree = tree_of(markup)
    allowed = {web_address(article.url) for article in digest.articles} | _ways_out(parsed)
    allowed |= {online, *_anchors(tree)}
    size = len(markup.encode())
    if size > MOST_HTML_BYTES:
        problems.append(f"the HTML has {size:,} bytes of {MOST_HTML_BYTES:,}; Gmail cuts it")
    problems += [
        f"a link that is none of the articles': {url[:120]}"
        for url in dict.fromkeys([*_links(tree), *_WEB_ADDRESS.findall(text)])
        if without_directive(url) not in allowed
    ]
    return (*problems, *_page_problems(tree), *_parity_problems(text, tree))


def _ways_out(message: EmailMessage) -> set[str | None]:
    """The addresses of List-Unsubscribe, which the body may show."""
    links = _IN_BRACKETS.findall(str(message.get("List-Unsubscribe", "")))
    return {unsubscribe_address(link) for link in links}


def _header_problems(message: EmailMessage) -> Iterator[str]:
    for name in _ONCE:
        found = message.get_all(name, [])
        if len(found) != 1:
            yield f"the header {name} stands {len(found)} times"
    for name, value in message.items():
        if getattr(value, "defects", ()):
            yield f"the header {name} is malformed: {value.defects[0]}"
    if message.get_content_type() != "multipart/alternative":
        yield f"the mail is {message.get_content_type()}, not multipart/alternative"
    if "List-Unsubscribe-Post" in message and "https:" not in message.get("List-Unsubscribe", ""):
        yield "List-Unsubscribe-Post promises an https address that List-Unsubscribe lacks"


def _line_problems(message: bytes) -> Iterator[str]:
    if re.search(rb"(?<!\r)\n|\r(?!\n)", message):
        yield "a line does not end in CR LF"
    longest = max((len(line) for line in message.split(b"\r\n")), default=0)
    if longest > LONGEST_LINE:
        yield f"a line has {longest:,} bytes, and servers cut after {LONGEST_LINE}"


def _page_problems(tree: "HtmlElement") -> Iterator[str]:
    fetching = sorted({str(node.tag) for node in tree.iter(*_FETCHING) if not _is_enclosed(node)})
    if fetching:
        yield f"the page has <{'>, <'.join(fetching)}>, which fetch or run something"
    if any("url(" in value or "@import" in value for value in _styles(tree)):
        yield "a style fetches something"
    if any(name.startswith("on") for node in tree.iter("*") for name in node.attrib):
        yield "an element has an event handler"
    for rule in _OWED:
        if any(rule.places(tree)):
            yield rule.what


def _is_enclosed(node: "HtmlElement") -> bool:
    """Whether it is a picture that is another part of the mail."""
    return node.tag == "img" and str(node.get("src", "")).startswith("cid:")


def _parity_problems(text: str, tree: "HtmlElement") -> Iterator[str]:
    body = tree.find("body")
    shown = "" if body is None else " ".join(body.itertext("*"))  # cells are words apart
    in_text = set(_LONG_WORD.findall(_WEB_ADDRESS.sub(" ", text).lower()))
    in_page = set(_LONG_WORD.findall(shown.lower()))
    for ours, other, name in ((in_text, in_page, "HTML"), (in_page, in_text, "text")):
        if ours and len(ours & other) / len(ours) < _LEAST_SHARED:
            lacking = ", ".join(sorted(ours - other)[:5])
            yield f"the {name} part lacks much of what the other says: {lacking}"


def _links(tree: "HtmlElement") -> Iterator[str]:
    return (node.get("href", "") for node in tree.iter("a", "area"))


def _anchors(tree: "HtmlElement") -> Iterator[str]:
    """The places in the page itself that a link may lead to."""
    return (f"#{name}" for name in tree.xpath("//@id"))


def _styles(tree: "HtmlElement") -> Iterator[str]:
    yield from (node.get("style", "") for node in tree.iter("*"))
    yield from (node.text or "" for node in tree.iter("style"))
