"""A page as a tree: parsed within bounds, without what a reader would not see."""

import re
from collections.abc import Iterable, Iterator
from typing import cast

from lxml import etree
from lxml.html import HtmlElement

from digest.reading.facts import UnreadableError

_CONTROLS = bytes({*range(32)} - {*b"\t\n\r"})
"""They would cost the whole text, and so would references to them."""
_CONTROL_REFERENCE = re.compile(
    rb"&#(?:0{0,5}(?:[0-8]|1[124-9]|2\d|3[01])|[xX]0{0,5}(?:[0-8bcefBCEF]|1[0-9a-fA-F]));"
)
MAX_ATTRIBUTES = 1000
"""Of one tag: libxml2 compares each with all the others."""
_CROWDED = re.compile(
    r"<[a-zA-Z][\w:-]*+(?:[\s/]++[^\s=<>/]++(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s>]*+))?+)"
    rf"{{{MAX_ATTRIBUTES}}}"
)
MAX_DEPTH = 200
MAX_ELEMENTS = 150_000
_SHOWN_BY_SCRIPT = 0.5
"""Share of the page's prose above which what is hidden is its text."""
_SHORTEST_PROSE = 25
"""Characters up to which a text is no prose."""

_HIDING = re.compile(
    r"(?:display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?:px|pt|em|rem|%)?\s*(?:;|$|!)"
    r"|opacity\s*:\s*0(?:\.0+)?\s*(?:;|$|!)"
    r"|(?<![-\w])color\s*:\s*transparent|(?:left|top|right|text-indent)\s*:\s*-\d{3,}px)",
    re.IGNORECASE,
)
_FADING = re.compile(r"opacity\s*:|visibility\s*:", re.IGNORECASE)
"""How scripts let the parts of a text appear one after another."""
_COLOUR = re.compile(r"(?<![-\w])color\s*:\s*(#?\w{3,20})", re.IGNORECASE)
_BACKGROUND = re.compile(r"background(?:-color)?\s*:\s*(#?\w{3,20})", re.IGNORECASE)
_NO_SIZE = re.compile(
    r"(?<![-\w])(?:max-)?(?:height|width)\s*:\s*[01](?:px)?\s*(?:;|$|!)", re.IGNORECASE
)
_CUT_OFF = re.compile(r"overflow\s*:\s*hidden", re.IGNORECASE)


def parse(text: str) -> HtmlElement:
    """The tree of a page. Raises UnreadableError when there is none, or when it is a bomb."""
    if _CROWDED.search(text):
        raise UnreadableError("a tag has too many attributes to be of an article")
    parser = etree.HTMLParser(
        encoding="utf-8", remove_pis=True, remove_comments=True, no_network=True
    )
    parser.set_element_class_lookup(etree.ElementDefaultClassLookup(element=HtmlElement))
    try:
        content = text.encode("utf-8", "replace").translate(None, _CONTROLS)
        root = etree.fromstring(_CONTROL_REFERENCE.sub(b"", content), parser)
    except (etree.ParseError, ValueError):
        root = None
    if root is None:
        raise UnreadableError("the page is empty")
    _check_bounds(root)
    return cast(HtmlElement, root)


def _check_bounds(root: HtmlElement) -> None:
    if root.xpath(f"boolean({'/*' * (MAX_DEPTH + 1)})"):
        raise UnreadableError("the page is nested too deeply to be an article")
    if root.xpath("count(//*)") > MAX_ELEMENTS:
        raise UnreadableError("the page has too many elements to be an article")


def without_hidden(root: HtmlElement) -> HtmlElement:
    """The tree, changed in place: no elements that a browser would not show.

    Text that nobody sees is a favourite place for orders to language models.  Only what holds most
    of the page's prose stays, as such pages show themselves by script: one element alone, or all
    together that fade in.
    """
    hidden = list(_hidden(root))
    most = _SHOWN_BY_SCRIPT * _prose([root]) if hidden else 0.0
    fading = [element for element in hidden if _FADING.search(element.get("style") or "")]
    shown = set(fading) if _prose(fading) > most else set()
    for element in hidden:
        if element in shown:
            del element.attrib["style"]  # trafilatura reads it too
        elif element.getparent() is not None and _prose([element]) <= most:
            element.drop_tree()
    return root


def _prose(elements: Iterable[HtmlElement]) -> int:
    """Characters of running text in the elements, each counted once."""
    holders = {holder for element in elements for holder in element.iter("p", "div")}
    return sum(map(_length, holders))


def _length(holder: HtmlElement) -> int:
    """Characters of a paragraph, or of the texts without a paragraph in a division."""
    if holder.tag == "p":
        return len(holder.text_content())
    texts = (holder.text, *(child.tail for child in holder))
    return sum(len(text) for text in texts if text and len(text.strip()) > _SHORTEST_PROSE)


def _hidden(root: HtmlElement) -> Iterator[HtmlElement]:
    for element in root.xpath("/descendant::*[@hidden or @aria-hidden or @style]"):
        if element.tag in {"html", "body", "head"}:
            continue
        is_put_away = element.get("hidden") is not None or element.get("aria-hidden") == "true"
        if is_put_away or _is_hiding(element.get("style") or ""):
            yield element


def _is_hiding(style: str) -> bool:
    """Whether nobody sees text of this style: away, see-through, without size, in one colour."""
    if not style:
        return False
    if _HIDING.search(style) or (_NO_SIZE.search(style) and _CUT_OFF.search(style)):
        return True
    colour, background = _COLOUR.search(style), _BACKGROUND.search(style)
    return bool(colour and background and _spelt_out(colour[1]) == _spelt_out(background[1]))


def _spelt_out(colour: str) -> str:
    """`#fff` and `white` as `#ffffff`."""
    lower = colour.lower()
    if lower.startswith("#") and len(lower) == len("#fff"):
        return "#" + "".join(digit * 2 for digit in lower[1:])
    return {"white": "#ffffff", "black": "#000000"}.get(lower, lower)


def meta(root: HtmlElement, *names: str) -> Iterator[str]:
    """The contents of the page's meta elements of these names, in the order of the names."""
    found: dict[str, list[str]] = {}
    for element in root.iter("meta"):
        content = (element.get("content") or "").strip()
        for key in ("property", "name", "itemprop"):
            name = (element.get(key) or "").strip().lower()
            if name and content:
                found.setdefault(name, []).append(content)
    for name in names:
        yield from found.get(name, ())


def text_of(element: HtmlElement) -> str:
    """The words of an element on one line."""
    return " ".join(" ".join(element.itertext()).split())
