"""What a mailing adds to its article: the way out, the way to the browser, pixels, tracked links.

Real text is worth more than a clean page: only short blocks go, and only by phrases that mailings
use of themselves.
"""

import re
from functools import cache
from itertools import islice

from lxml import etree

from digest.language.lexicons import everywhere
from digest.sources.harmless import harmless
from digest.sources.mail_tree import markup_tree

_GONE = "x-gone"
_LONGEST_LINK = 80
_LONGEST_BLOCK = 400
_LONGEST_SIGNATURE = 600
_BLOCKS = ("p", "td", "div", "li", "tr", "center", "font", "span", "small")
_HIDDEN = re.compile(
    r"display\s{0,9}:\s{0,9}none|max-height\s{0,9}:\s{0,9}0|font-size\s{0,9}:\s{0,9}0"
)
_SIGNATURE = re.compile(r"\n--(?: \n|\n(?![^.!?]{0,600}[.!?…]\s+\w[^.!?]{0,600}[.!?…]))")
"""Two dashes alone on a line; without the space that belongs to them, no two sentences follow."""
_SIGNED = re.compile(r"(?:gmail|moz|apple-mail)[-_]signature", re.IGNORECASE)
"""How programs for mail name the part of a mail that has the sender's address."""
_PRINTED_ADDRESS = re.compile(r"[<(\[]?\bhttps?://[^\s<>]{1,2000}[>)\]]?", re.IGNORECASE)


@cache
def _link() -> re.Pattern[str]:
    return re.compile("|".join(everywhere("mailing_links")), re.IGNORECASE)


@cache
def _block() -> re.Pattern[str]:
    return re.compile("|".join(everywhere("mailing_blocks")), re.IGNORECASE)


def clean_html_mail(markup: str) -> str:
    """The mail's HTML, harmless, without links, hidden lines and mailing furniture."""
    root = without_mailing(markup)
    if root is None:
        return harmless(markup)
    etree.strip_tags(root, "a", "img")
    cleaned = harmless(etree.tostring(root, encoding="unicode", method="html"))
    return cleaned if re.search(r">\s*\w", cleaned) else harmless(markup)


def without_mailing(markup: str) -> etree._Element | None:
    """The mail's tree without hidden lines and mailing furniture; None where it is no HTML."""
    root = markup_tree(markup)
    if root is not None:
        for part in _furniture(root):
            part.tag = _GONE
        etree.strip_elements(root, _GONE, with_tail=False)
    return root


def clean_text_mail(text: str) -> str:
    """The mail's plain text without addresses of tracked links, signature and mailing lines."""
    return _PRINTED_ADDRESS.sub("", "\n\n".join(own_paragraphs(text))).strip()


def own_paragraphs(text: str) -> list[str]:
    """The paragraphs of a mail in plain text, without signature and mailing lines."""
    text = text.replace("\r\n", "\n")
    marks = list(_SIGNATURE.finditer(text, max(0, len(text) - _LONGEST_SIGNATURE)))
    if marks:
        text = text[: marks[0].start()]
    paragraphs = re.split(r"\n[ \t\r]*\n", text)
    return [part for part in paragraphs if not _is_mailing_paragraph(part)] or paragraphs


def _is_mailing_paragraph(paragraph: str) -> bool:
    """A short paragraph about the mailing, or only a link of that kind with its address."""
    if len(paragraph) > _LONGEST_BLOCK:
        return False
    words = " ".join(_PRINTED_ADDRESS.sub("", paragraph).split())
    has_address = _PRINTED_ADDRESS.search(paragraph) is not None
    is_link = has_address and len(words) <= _LONGEST_LINK and _link().search(words) is not None
    return is_link or _block().search(words) is not None


def _furniture(root: etree._Element) -> list[etree._Element]:
    """The smallest blocks that are there for the mailing."""
    found = [
        part
        for part in root.iter("*")
        if _HIDDEN.search(part.get("style", "")[:1000].lower())
        or _SIGNED.search(part.get("class", "")[:1000])
    ]
    for link in root.iter("a"):
        words = _short_text(link, _LONGEST_LINK)
        if words and _link().search(words):
            found.append(_block_around(link))
    blocks = [block for block in root.iter(*_BLOCKS) if _speaks_of_mailing(block)]
    outer = {around for block in blocks for around in block.iterancestors(*_BLOCKS)}
    return [*found, *(block for block in blocks if block not in outer)]


def _speaks_of_mailing(block: etree._Element) -> bool:
    words = _short_text(block, _LONGEST_BLOCK)
    return words is not None and _block().search(words) is not None


def _short_text(part: etree._Element, longest: int) -> str | None:
    """The words of an element that has only a few; None for one with more."""
    words = ""
    for element in islice(part.iter("*"), 200):
        words += " " + (element.text or "")
        if element is not part:
            words += " " + (element.tail or "")
        if len(words) > 3 * longest:
            return None
    words = " ".join(words.split())
    return words if len(words) <= longest else None


def _block_around(link: etree._Element) -> etree._Element:
    """The block that holds little besides the link, or the link itself where it holds more."""
    for block in islice(link.iterancestors(*_BLOCKS), 3):
        if _short_text(block, 2 * _LONGEST_LINK) is None:
            break
        link = block
    return link
