"""What a page owes to those who hear it, enlarge it, or walk through it with the keyboard."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_LETTER = re.compile(r"[^\W\d_]")
_TOLD = 60

Check = Callable[["HtmlElement"], Iterator[str]]
"""The places of a page that break a rule, in words for its author."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageRule:
    """One duty of a page; its value in the registry is all that the program knows of it."""

    name: str
    what: str
    """What is wrong where it is broken, in words."""
    places: Check


def _no_language(tree: "HtmlElement") -> Iterator[str]:
    for node in tree.iter("*"):
        written = node.get("lang", "" if node is tree else None)
        if written is not None and not _LANGUAGE_TAG.fullmatch(written):
            yield f'<{node.tag} lang="{written[:_TOLD]}">'


def _no_title(tree: "HtmlElement") -> Iterator[str]:
    if not (tree.findtext(".//title") or "").strip():
        yield "<title>"


def _no_alternative(tree: "HtmlElement") -> Iterator[str]:
    """An empty one says that the picture is an ornament."""
    yield from (
        f"<img src={n.get('src', '')[:_TOLD]}>" for n in tree.iter("img") if n.get("alt") is None
    )


def _no_name(tree: "HtmlElement") -> Iterator[str]:
    """A number is no name: `[1]` is read as "link, one", forty times a page."""
    for node in tree.iter("a", "area", "button"):
        told = name_of(node)
        if (node.get("href") or node.tag == "button") and not _LETTER.search(told):
            yield f"{told or 'no text'}, to {node.get('href', '')[:_TOLD]}"


def name_of(node: "HtmlElement") -> str:
    """What is read aloud of a link: its label, or its text with that of its pictures."""
    pictures = " ".join(picture.get("alt", "") for picture in node.iter("img"))
    return " ".join((node.get("aria-label") or f"{node.text_content()} {pictures}").split())


def _nested(tree: "HtmlElement") -> Iterator[str]:
    """What opens by a click, in what opens by a click."""
    for outer in tree.iter("summary", "a", "button"):
        yield from (
            f"<{i.tag}> in <{outer.tag}>" for i in outer.iter("a", "button") if i is not outer
        )


def _not_one_h1(tree: "HtmlElement") -> Iterator[str]:
    found = len(list(tree.iter("h1")))
    if found != 1:
        yield f"{found} h1"


def _skipped_level(tree: "HtmlElement") -> Iterator[str]:
    headings = list(tree.iter(*HEADINGS))
    for before, after in pairwise(headings):
        if int(str(after.tag)[1]) - int(str(before.tag)[1]) > 1:
            text = after.text_content().strip()[:_TOLD]
            yield f"{after.tag} after {before.tag}: {text}"


def _empty_heading(tree: "HtmlElement") -> Iterator[str]:
    yield from (f"<{n.tag}>" for n in tree.iter(*HEADINGS) if not n.text_content().strip())


def _no_role(tree: "HtmlElement") -> Iterator[str]:
    for table in tree.iter("table"):
        if table.get("role") != "presentation" and not table.xpath("./tr/th | ./*/tr/th"):
            yield f"<table class={table.get('class', '')}>"


def _no_scope(tree: "HtmlElement") -> Iterator[str]:
    yield from (
        f"<th>{n.text_content().strip()[:_TOLD]}" for n in tree.iter("th") if not n.get("scope")
    )


def _double_id(tree: "HtmlElement") -> Iterator[str]:
    ids = Counter(node.get("id") for node in tree.iter("*") if node.get("id"))
    yield from (f"#{name}" for name, times in ids.items() if times > 1)


def _no_main(tree: "HtmlElement") -> Iterator[str]:
    found = len(tree.xpath("//main | //*[@role='main']"))
    if found != 1:
        yield f"{found} <main>"


LANGUAGE = PageRule(name="lang", what="the page does not say its language", places=_no_language)
TITLE = PageRule(name="title", what="the page has no title", places=_no_title)
TABLES = PageRule(
    name="table-role", what="a table for layout lacks role=presentation", places=_no_role
)
ONE_H1 = PageRule(name="one-h1", what="the page should have one h1", places=_not_one_h1)
ORDER = PageRule(
    name="heading-order", what="the outline skips a level of headings", places=_skipped_level
)

DUTIES = (
    LANGUAGE,
    TITLE,
    PageRule(name="alt", what="a picture has no alternative text", places=_no_alternative),
    PageRule(name="link-name", what="a link has no name but a number", places=_no_name),
    PageRule(name="nested", what="a link stands in what unfolds or is a link", places=_nested),
    ONE_H1,
    ORDER,
    PageRule(name="empty-heading", what="a heading has no text", places=_empty_heading),
    TABLES,
    PageRule(name="table-scope", what="a head of a table lacks its scope", places=_no_scope),
    PageRule(name="double-id", what="two elements have one id", places=_double_id),
)
"""For pages and mails."""
PAGE_DUTIES = (
    *DUTIES,
    PageRule(name="main", what="the page should have one main part", places=_no_main),
)
"""For pages: a mail is part of its program's own page."""
