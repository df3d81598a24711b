"""The items of a newsletter that has several: each under its own heading, with its own link.

A column with headings is one article, and must stay one. So items are taken only where they are
most of the mail and each leads to a page of its own, or where their numbered or capital headings
stand over texts that share hardly any words.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise, takewhile

from lxml import etree

from digest.language.addresses import same_page
from digest.language.lexicons import everywhere, languages, lexicon
from digest.sources.address import absolute
from digest.sources.mail_furniture import own_paragraphs, without_mailing
from digest.sources.one_line import one_line

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_BREAKING = frozenset(
    (
        *("address", "article", "blockquote", "br", "center", "dd", "div", "dl", "dt", "footer"),
        *("header", "hr", "li", "main", "ol", "p", "section", "table", "tbody", "td", "th", "tr"),
        *("ul", *_HEADINGS),
    )
)
_STANDING_OUT = frozenset(("b", "strong", *_HEADINGS))
_LONGEST_ITEM_HEADING = 160
_MOST_INVITING = 6
"""Words of a link that only invites to read on."""
_SHORT_LINK = 3
"""Words of a link that invites by its place alone, whatever it says: `More`, `Full story`."""
_LEAST_TEXT = 60
"""Characters from which on a line that ends a sentence is text."""
_LINKED, _UNLINKED = 2, 3
"""Items that make a newsletter, where they lead to pages of their own and where they do not."""
_MOST_OF_IT = 0.6
"""Share of the mail's text that stands in its items."""
_LONG_WORD = 5
_SHARED_WORDS = 0.16
"""Share of an item's long words that the others may have too; parts of one column share more."""
_SHORTER = 0.75
"""Share of the next row's length up to which a row of plain text may be its heading."""
_CLOSED = re.compile("[.!?,:;…。！？][\"'”’»)]*$")
_QUOTATION = re.compile(r"[\"“„«][^\"“”„«»]{0,500}[\"”“»]")
_PRINTED_LINK = re.compile(r"<?\bhttps?://[^\s<>]{1,2000}>?", re.IGNORECASE)
_ITEM_MARK = re.compile(r"(?:\(?\d{1,2}[.):]|#{1,4}|[*•▪■►–—-])\s+(?=\S)")
_RULED = re.compile(r"[-=~*_+#\s]{3,}$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One report of a newsletter."""

    heading: str
    text: str
    """Its paragraphs."""
    link: str | None


@dataclass(slots=True, kw_only=True)
class _Line:
    text: str
    is_heading: bool = False
    """It stands out as one: by its mark-up, number, capitals, or the link that it is."""
    link: str | None = None
    """Where it leads: as a link and nothing else, or by an invitation at its end."""
    is_link: bool = False


def items_of_html(markup: str) -> list[Item]:
    """The items of an HTML mail; none where it is one article."""
    root = without_mailing(markup)
    return [] if root is None else _items(_lines(root))


def items_of_text(text: str) -> list[Item]:
    """The items of a mail in plain text; none where it is one article."""
    return _items([line for part in own_paragraphs(text) for line in _lines_of(part)])


def _items(lines: Sequence[_Line]) -> list[Item]:
    starts = [
        at
        for at, line in enumerate(lines[:-1])
        if line.is_heading
        and any(
            _is_prose(text) and len(text.text) >= _LEAST_TEXT
            for text in _until_heading(lines, at + 1)
        )
    ]
    found = [_item(lines[start:end]) for start, end in pairwise([*starts, len(lines)])]
    linked = [item for item in found if item.link]
    pages = {same_page(item.link) for item in linked if item.link}
    if linked and not found[0].link:
        del found[0]  # the greeting
    items = linked or found
    everything = sum(len(line.text) for line in lines if _is_prose(line))
    is_most = sum(len(item.text) for item in items) >= _MOST_OF_IT * everything
    are_linked = len(linked) == len(pages) >= _LINKED
    are_apart = not linked and len(found) >= _UNLINKED and _are_reports(found)
    return found if is_most and (are_linked or are_apart) else []


_OWN_WORDS = 2
"""Of one language: a single one may be a small word of another, as Danish "mit" is in German."""


@cache
def _writers() -> tuple[frozenset[str], ...]:
    """The words by which a writer speaks of himself, language by language."""
    return tuple(lexicon(code).first_person for code in languages())


def _until_heading(lines: Sequence[_Line], start: int) -> Iterator[_Line]:
    for line in lines[start:]:
        if line.is_heading:
            return
        yield line


def _item(lines: Sequence[_Line]) -> Item:
    links = [line.link for line in lines if line.link]
    text = [line.text for line in lines[1:] if _is_prose(line)]
    return Item(
        heading=_ITEM_MARK.sub("", lines[0].text, count=1),
        text="\n\n".join(text),
        link=links[0] if links else None,
    )


def _is_prose(line: _Line) -> bool:
    return not (line.is_link or line.is_heading) and _CLOSED.search(line.text) is not None


def _are_reports(items: Sequence[Item]) -> bool:
    """Tell whether no item is about what another is about, and no writer speaks of himself."""
    told = " ".join(_QUOTATION.sub("", item.text) for item in items)
    said = set(re.findall(r"[^\W\d_]+", told.casefold()))
    if any(len(own & said) >= _OWN_WORDS for own in _writers()):
        return False
    words = [
        {w for w in re.findall(r"[^\W\d_]+", item.text.casefold()) if len(w) >= _LONG_WORD}
        for item in items
    ]
    shares = (
        len(own & set[str]().union(*(other for other in words if other is not own))) / len(own)
        for own in words
        if own
    )
    return max(shares, default=1.0) <= _SHARED_WORDS


_Run = tuple[str, bool, str | None]
"""Words, whether they stand out, and where they lead."""
_IDLE = " \n\t\r»›→>·|"

# --- lines ----------------------------------------------------------------------------------


def _lines(root: etree._Element) -> list[_Line]:
    """The lines that the mark-up shows, in order."""
    lines: list[_Line] = []
    runs: list[_Run] = []

    def end() -> None:
        shown = [run for run in runs if run[0].strip(_IDLE)]
        strong = list(takewhile(lambda run: run[1], shown))
        if len(strong) < len(shown) and _said(shown[len(strong) :])[:1].isupper():
            lines.extend(filter(None, [_line(strong)]))  # a heading at the head of its paragraph
            shown = shown[len(strong) :]
        lines.extend(filter(None, [_line(shown)]))
        runs.clear()

    def walk(element: etree._Element, *, is_strong: bool, link: str | None) -> None:
        tag = element.tag if isinstance(element.tag, str) else ""
        is_block = tag in _BREAKING
        if is_block:
            end()
        is_strong = is_strong or tag in _STANDING_OUT
        link = absolute(element.get("href") or "", None) if tag == "a" else link
        runs.append((element.text or "", is_strong, link))
        for child in element:
            walk(child, is_strong=is_strong, link=link)
            runs.append((child.tail or "", is_strong, link))
        if is_block:
            end()

    for body in root.iter("body"):
        walk(body, is_strong=False, link=None)
    end()
    return lines


def _said(runs: Sequence[_Run]) -> str:
    return " ".join("".join(words for words, _, _ in runs).split())


def _line(runs: Sequence[_Run]) -> _Line | None:
    links = {link for _, _, link in runs}
    is_link = len(links) == 1 and None not in links
    invited = runs[-1][2] if len(runs) > 1 and _is_invitation(runs) else None
    text = one_line(_said(runs[:-1] if invited else runs)).strip(_IDLE)
    if not any(map(str.isalnum, text)):
        return None
    stands_out = is_link or all(strong for _, strong, _ in runs)
    return _Line(
        text=text,
        is_heading=stands_out and len(text) <= _LONGEST_ITEM_HEADING and not _invites(text),
        link=runs[0][2] if is_link else invited,
        is_link=is_link,
    )


def _lines_of(paragraph: str) -> Iterator[_Line]:
    """A paragraph of plain text: perhaps a heading on its first line, then text, then a link."""
    rows = [row.strip() for row in paragraph.split("\n") if row.strip()]
    rows = [row for row in rows if not _RULED.fullmatch(row)]
    if rows and _is_text_heading(rows[0], stands_apart=_is_ruled(paragraph) or _stands_apart(rows)):
        heading = _PRINTED_LINK.sub("", rows[0]).strip(" :<>")
        yield _Line(text=heading, is_heading=True, is_link=True, link=_leads(rows[0]))
        rows = rows[1:]
    links = [row for row in rows if _leads(row) and not _is_long(_PRINTED_LINK.sub("", row))]
    text = _PRINTED_LINK.sub("", " ".join(row for row in rows if row not in links)).strip()
    if text:
        yield _Line(text=text)
    for row in links:
        yield _Line(text=_PRINTED_LINK.sub("", row).strip() or row, is_link=True, link=_leads(row))


def _is_ruled(paragraph: str) -> bool:
    rows = paragraph.strip("\n").split("\n")
    return len(rows) > 1 and _RULED.fullmatch(rows[1]) is not None


def _stands_apart(rows: Sequence[str]) -> bool:
    """Tell whether the first row is a paragraph by itself, or short above a text with a link."""
    if len(rows) == 1:
        return not _invites(rows[0]) and len(rows[0].split()) > 1
    is_short = len(rows[0]) < _SHORTER * len(rows[1]) and rows[1][:1].isupper()
    return is_short and _leads(rows[-1]) is not None


def _is_text_heading(row: str, *, stands_apart: bool) -> bool:
    if len(row) > _LONGEST_ITEM_HEADING or _CLOSED.search(row) or not any(map(str.isalpha, row)):
        return False
    return stands_apart or row.isupper() or _ITEM_MARK.match(row) is not None


def _leads(row: str) -> str | None:
    found = _PRINTED_LINK.search(row)
    return absolute(found[0].strip("<>.,)"), None) if found else None


def _is_long(words: str) -> bool:
    return len(words.split()) > _MOST_INVITING


def _is_invitation(runs: Sequence[_Run]) -> bool:
    """`... by Friday. Read on`: a link of few words behind the last sentence."""
    words, _, link = runs[-1]
    is_behind = len(words.split()) <= _SHORT_LINK and _CLOSED.search(_said(runs[:-1])) is not None
    return link is not None and (is_behind or _invites(words))


def _invites(text: str) -> bool:
    return not _is_long(text) and _invitation().search(text) is not None


@cache
def _invitation() -> re.Pattern[str]:
    return re.compile("|".join(everywhere("read_on")), re.IGNORECASE)
