"""What a reader of each output would see, and what may never be in any of them."""

import email
import email.policy
import json
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from email.message import EmailMessage
from typing import Any
from urllib.parse import urlsplit

from lxml import html

from digest.rendering import FORMS

# Controls but line ends and tabs, soft hyphen, zero-width, direction, tag characters.
HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e"
    "\u2028\u2029\u2060-\u206f\ufeff\ufff9-\ufffc\U000e0000-\U000e0fff]"
)
_CALLS_NOBODY = re.compile("(?:(?<=[@<])|(?<=&lt;))\u200b")
"""What chats are given after a sign that would call somebody; it is our own."""
ACTIVE = {
    *("script", "iframe", "object", "embed", "form", "input", "button", "textarea", "select"),
    *("base", "link", "svg", "math", "img", "audio", "video", "source", "template", "frame"),
}
HEADERS = {
    "From", "Subject", "Date", "Message-ID", "Content-Language", "Auto-Submitted", "X-Unsent", "MIME-Version",
    "Content-Type",
}  # fmt: skip
_TARGET = re.compile(r"(?<!\\)\]\(<?([^)>\s]*)|^\[[^\]]+\]:\s*<?([^>\s]+)", re.MULTILINE)
_AUTOLINK = re.compile(r"(?<!\\)<(\w[\w+.-]*:[^>\s]*|[^>\s]+@[^>\s]+)>")
_TAG = re.compile(r"(?<!\\)<[a-zA-Z/!?]")
_ADDRESS = re.compile(
    r"(?:https?|ftp|file|javascript|vbscript|data):[^\s<>\"”’)\]]+", re.IGNORECASE
)
_PLAIN = re.compile(r"https?://[^@/?#\s]+(?:[/?#]|$)")
_OURS = re.compile(r"<a id=\"[\w-]+\"></a>|<!-- [^<>]* -->|</?(?:details|summary|sup|sub|br)>")


@dataclass(frozen=True)
class Sight:
    """One output: its words as a reader sees them, its links, and what is wrong with it."""

    form: str
    words: str
    links: tuple[str, ...]
    wrong: tuple[str, ...]


def look(outputs: Mapping[str, bytes]) -> Iterator[Sight]:
    """What readers see of each output; one of a kind nobody has told of is read as text."""
    for form, content in outputs.items():
        match FORMS[form].media_type:
            case "application/json" if form == "json":
                yield see_json(content)
            case "application/json":
                yield see_post(content, form)
            case "text/markdown":
                yield see_markdown(content.decode())
            case "text/html":
                yield see_page(content.decode(), form)
            case "message/rfc822":
                yield from see_mail(content)
            case _:
                yield see_text(content.decode(), form)


def see_json(content: bytes) -> Sight:
    """The told part of digest.json: the articles and what was withheld are its evidence."""
    whole = json.loads(content)
    told = {key: whole[key] for key in ("edition", "lead", "notices")}
    told["stories"] = [
        {
            "headline": story["headline"],
            **{
                key: value
                for key, value in story["summary"].items()
                if key not in ("rejected", "notes")
            },
        }
        for story in whole["stories"]
    ]
    urls = [article["url"] for article in whole["articles"] if article["url"]]
    wrong = [f"an address {url!r}" for url in urls if not _PLAIN.match(url)]
    wrong += _hidden("\n".join(_strings(whole)))
    return Sight("json", "\n".join(_strings(told)), (), tuple(wrong))


def see_post(content: bytes, form: str) -> Sight:
    """The body of a chat's message: its texts, as the chat shows them, and where its links lead.

    Discord reads Markdown in a description; what others are given as text stays text.
    """
    texts, links = [], []
    for key, value in _named(json.loads(content)):
        if key == "url":
            links.append(value)
        elif key in ("text", "title", "description"):
            texts.append(value)
    words = "\n".join(texts)
    if form == "discord":
        sight = see_markdown(words)
        return Sight(form, sight.words, (*links, *sight.links), sight.wrong)
    return Sight(form, words, tuple(links), tuple(_hidden(words)))


def see_markdown(text: str) -> Sight:
    plain = _OURS.sub("", text)
    targets = [next(filter(None, found.groups()), "") for found in _TARGET.finditer(plain)]
    targets += _AUTOLINK.findall(plain)
    wrong = [f"a tag: {plain[tag.start() : tag.start() + 40]!r}" for tag in _TAG.finditer(plain)]
    words = re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", text)
    return Sight("markdown", words, tuple(filter(None, targets)), (*wrong, *_hidden(text)))


def see_page(text: str, form: str) -> Sight:
    tree = html.document_fromstring(text.encode(), parser=html.HTMLParser(encoding="utf-8"))
    links, wrong = [], list(_hidden(text))
    for element in tree.iter():
        if not isinstance(element.tag, str):
            continue
        if element.tag in ACTIVE:
            wrong.append(f"an element <{element.tag}>")
        for name, value in element.attrib.items():
            if name.startswith("on") or name in ("src", "srcset", "srcdoc", "background", "action"):
                wrong.append(f"an attribute {name}={value!r}")
            if name == "style" and re.search(r"url|expression|@import", value, re.IGNORECASE):
                wrong.append(f"a style {value!r}")
            if name in ("href", "xlink:href", "formaction") and not value.startswith("#"):
                links.append(value)
    return Sight(form, str(tree.text_content()), tuple(links), tuple(wrong))


def see_text(text: str, form: str) -> Sight:
    """Mail programs make links of addresses in plain text."""
    found = [link for link in _ADDRESS.findall(text) if "[." not in link]  # made harmless
    return Sight(form, text, tuple(found), _hidden(text))


def see_mail(content: bytes) -> Iterator[Sight]:
    message = email.message_from_bytes(content, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    strange = {name for name in message if name not in HEADERS}
    kinds = [part.get_content_type() for part in message.walk()]
    wrong = [f"a header {name}" for name in sorted(strange)]
    if kinds != ["multipart/alternative", "text/plain", "text/html"]:
        wrong.append(f"parts {kinds}")
    wrong += [f"a broken header: {defect}" for name in message for defect in message[name].defects]
    yield Sight("eml, headers", str(message["Subject"]), (), (*wrong, *_hidden(message["Subject"])))
    plain, page = (part.get_content() for part in message.iter_parts())
    yield see_text(plain, "eml, text")
    yield see_page(page, "eml, page")


def strangers(links: Collection[str], known: Collection[str]) -> list[str]:
    """Links that do not lead to one of the known addresses; foreign letters of a host are spelt."""
    stems = {address.partition("#")[0] for address in known}
    stems |= {_spelt(stem) for stem in stems if not stem.isascii()}
    return [link for link in links if link.partition("#")[0] not in stems]


def _spelt(address: str) -> str:
    parts = urlsplit(address)
    return parts._replace(netloc=parts.netloc.encode("idna").decode()).geturl()


def _hidden(text: str) -> tuple[str, ...]:
    return tuple(
        sorted(
            {f"a hidden character {char!r}" for char in HIDDEN.findall(_CALLS_NOBODY.sub("", text))}
        )
    )


def _named(value: Any) -> Iterator[tuple[str, str]]:
    """The strings of an object, at any depth, each with its key."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if isinstance(inner, str):
                yield key, inner
            else:
                yield from _named(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _named(inner)


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)
