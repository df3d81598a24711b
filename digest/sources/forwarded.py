"""A mail that somebody handed on: what it was before, without the note of whoever sent it on.

Programs for mail write the headers of the old mail over it, as `Label: value`, and perhaps a line
that says so. Whatever stands above belongs to the sender of the new mail, and is no article.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from email.utils import parseaddr
from functools import cache

from lxml import etree

from digest.language.lexicons import everywhere
from digest.sources.mail_tree import markup_tree
from digest.sources.one_line import one_line

_LEAST_LABELS = 3
"""Headers that show an old mail: with fewer it is a text about one."""
_LONGEST_HEADER = 1_000
_LONGEST_NOTE = 3_000
"""Characters that somebody writes above a mail that he hands on, where nothing else says so."""
_NEAR = 4
"""Lines above the headers among which one says that a mail was handed on."""
_MOST_LAYERS = 5
_QUOTE_MARKS = re.compile(r"^[ \t]{0,3}(?:>[ \t]?)+", re.MULTILINE)
_OF_SENDER = re.compile(
    r"[<\[(]\s?(?:mailto:)?(?P<address>[^\s<>()\[\]]{1,200}@[^\s<>()\[\]]{1,200})"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Handed:
    """What the headers of the old mail say; empty where they do not."""

    name: str
    host: str
    subject: str
    sent: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A subject without what programs put before it."""

    words: str
    is_forward: bool
    is_reply: bool


def subject_of(written: str) -> Subject:
    """The subject's own words, and whether it was an answer or handed on."""
    words, found = written.strip(), set[str]()
    while prefix := _prefix().match(words):
        found.add(prefix["word"].casefold())
        words = words[prefix.end() :]
    forwards = frozenset(everywhere("forward_prefixes"))
    return Subject(
        words=words or written.strip(),
        is_forward=bool(found & forwards),
        is_reply=bool(found) and not found & forwards,
    )


def of_text(text: str, *, is_forward: bool) -> tuple[Handed, str] | None:
    """The old mail in one of plain text, and its text; None where there is none."""
    rest, handed = text.replace("\r\n", "\n"), None
    for _ in range(_MOST_LAYERS):
        lines = _QUOTE_MARKS.sub("", rest).split("\n")
        found = _headers(lines, is_forward=is_forward)
        if found is None:
            break
        handed, end = found
        rest = "\n".join(rest.split("\n")[end:])
    if handed is None:
        return None
    quoted = sum(line.startswith(">") for line in rest.split("\n"))
    is_quoted = quoted > rest.count("\n") / 2
    return handed, (_QUOTE_MARKS.sub("", rest) if is_quoted else rest).strip("\n")


def of_html(markup: str, *, is_forward: bool) -> tuple[Handed, str] | None:
    """The old mail in one of HTML, and its mark-up; None where there is none."""
    root = markup_tree(markup) if _may_be_handed().search(markup) else None
    if root is None:
        return None
    lines = _lines(root)
    handed, start = None, 0
    for _ in range(_MOST_LAYERS):
        found = _headers([line.text for line in lines[start:]], is_forward=is_forward)
        if found is None:
            break
        handed, length = found
        start += length
    if handed is None:
        return None
    for line in lines[:start]:
        line.clear()
    return handed, etree.tostring(root, encoding="unicode", method="html")


def _headers(lines: Sequence[str], *, is_forward: bool) -> tuple[Handed, int] | None:
    """The first block of headers, and where it ends."""
    start = above = 0
    while start < len(lines):
        end = start + 1
        if _label().match(lines[start]):
            told, end = _told(lines, start)
            is_marked = any(map(_mark().search, lines[max(0, start - _NEAR) : start]))
            is_known = is_forward or (is_marked and above <= _LONGEST_NOTE)
            if is_known and "from" in told and len(told) >= _LEAST_LABELS:
                return _handed(told), end
        above += sum(map(len, lines[start:end]))
        start = end
    return None


def _handed(told: Mapping[str, str]) -> Handed:
    address = _OF_SENDER.search(told["from"])
    name = told["from"][: address.start()] if address else told["from"]
    mail = address["address"] if address else parseaddr(told["from"])[1]
    return Handed(
        name="" if "@" in name else one_line(name).strip(' "*'),
        host=mail.partition("@")[2],
        subject=subject_of(one_line(told.get("subject", ""))).words,
        sent=one_line(told.get("sent", "")),
    )


def _told(lines: Sequence[str], start: int) -> tuple[dict[str, str], int]:
    """What the labels of a block say, by their kind, and where the block ends."""
    told: dict[str, str] = {}
    end, last = start, ""
    for at in range(start, len(lines)):
        found = _label().match(lines[at])
        if found:
            last = next(kind for kind, word in found.groupdict().items() if word)
            told.setdefault(last, lines[at][found.end() :].strip()[:_LONGEST_HEADER])
            end = at + 1
        elif lines[at].strip() or at == end + 1:
            is_addressees = last == "to" and any(map(_label().match, lines[at + 1 : at + 3]))
            if not is_addressees:
                break  # a line that is no header, or a second empty one
    return told, end


_HEADERS_READ = ("from", "sent", "to", "subject")


@cache
def _label() -> re.Pattern[str]:
    """A label at the head of a line, perhaps in bold: `*From:* `."""
    kinds = (
        rf"(?P<{kind}>{'|'.join(map(re.escape, everywhere(f'{kind}_labels')))})"
        for kind in _HEADERS_READ
    )
    return re.compile(rf"\s*\*?(?:{'|'.join(kinds)})\s?\*?\s?:\*?(?=\s|$)", re.IGNORECASE)


@cache
def _mark() -> re.Pattern[str]:
    marks = "|".join(everywhere("forward_marks"))
    return re.compile(rf"^\W*(?:{marks})\W*$|^_{{20,}}$", re.IGNORECASE)


@cache
def _may_be_handed() -> re.Pattern[str]:
    labels = "|".join(map(re.escape, everywhere("from_labels")))
    return re.compile(rf"\b(?:{labels})\s?(?:</\w+>\s?)?:", re.IGNORECASE)


@cache
def _prefix() -> re.Pattern[str]:
    words = "|".join(
        map(re.escape, (*everywhere("forward_prefixes"), *everywhere("reply_prefixes")))
    )
    return re.compile(rf"\s*(?P<word>{words})(?:\[\d+\])?\s?:\s*", re.IGNORECASE)


# --- mark-up --------------------------------------------------------------------------------

_PARTING = frozenset(
    (
        *("address", "article", "blockquote", "body", "br", "center", "dd", "div", "dl", "dt"),
        *("h1", "h2", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "section", "table", "tr"),
        "ul",
    )
)
"""Cells part no lines: some programs write label and value into two of them."""


class _Line:
    """A line that the mark-up shows, and the pieces of text that make it."""

    def __init__(self) -> None:
        self.pieces: list[tuple[etree._Element, str]] = []

    @property
    def text(self) -> str:
        told = (getattr(element, place) or "" for element, place in self.pieces)
        return " ".join(" ".join(told).split())

    def clear(self) -> None:
        for element, place in self.pieces:
            setattr(element, place, None)


def _lines(root: etree._Element) -> list[_Line]:
    lines = [_Line()]
    for element, place in _pieces(root):
        if element is None:
            if lines[-1].pieces:
                lines.append(_Line())
        elif (getattr(element, place) or "").strip():
            lines[-1].pieces.append((element, place))
    return lines


def _pieces(root: etree._Element) -> Iterator[tuple[etree._Element | None, str]]:
    """Each text of the tree in order; None where a line ends."""
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if not isinstance(element.tag, str) or element.tag in ("head", "style", "script", "title"):
            continue
        if element.tag in _PARTING:
            yield None, ""
        yield element, "text" if event == "start" else "tail"
