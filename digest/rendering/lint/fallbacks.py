"""What is left where a mail program lacks something: the one list of what we may use in a mail.

A feature that is not in it has no fallback, as far as anybody has thought about it.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from lxml.html import HtmlElement

from digest.rendering.lint.mail_page import MailPage
from digest.rendering.lint.uses import Use

Test = Callable[[Use, MailPage], bool]


def _never(_use: Use, _page: MailPage) -> bool:
    return False


def _always(_use: Use, _page: MailPage) -> bool:
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Fallback:
    """One feature, where it is not known."""

    left: str = ""
    """What the reader has instead, in words; empty where every use has to be a safe one."""
    stands: Test = _always
    """Whether the mail has what `left` promises."""
    is_safe: Test = _never
    """Whether this use is one that is known everywhere: the limits do not touch it."""


def _value(pattern: str) -> Test:
    """The whole value is of that form."""
    form = re.compile(pattern)
    return lambda use, _: (
        use.declaration is not None and bool(form.fullmatch(use.declaration.value.lower()))
    )


def _lacks(pattern: str) -> Test:
    """Nothing of that form is in the value."""
    form = re.compile(pattern)
    return lambda use, _: (
        use.declaration is not None and not form.search(use.declaration.value.lower())
    )


def _on(*names: str) -> Test:
    """All elements that have it are of these."""
    return lambda use, page: page.elements(use) <= set(names)


def _off(*names: str) -> Test:
    """No element that has it is of these."""
    return lambda use, page: not page.elements(use) & set(names)


def _beside(*declarations: str) -> Test:
    """These stand in the same rule."""

    def stand(use: Use, _page: MailPage) -> bool:
        there = {str(one) for one in use.rule.declarations} if use.rule else set()
        return there.issuperset(declarations)

    return stand


def _all(*tests: Test) -> Test:
    return lambda use, page: all(test(use, page) for test in tests)


def _any(*tests: Test) -> Test:
    return lambda use, page: any(test(use, page) for test in tests)


def _is_inline(_use: Use, page: MailPage) -> bool:
    """The frame of the mail has its styles on its elements too."""
    body = page.tree.find("body")
    return body is not None and bool(body.get("style")) and bool(body.xpath(".//table[@style]"))


def _has_ground(_use: Use, page: MailPage) -> bool:
    """The outermost table has the colour of the body."""
    tables = page.tree.xpath("//body//table")
    return bool(tables) and "background-color" in tables[0].get("style", "")


def _for_word(_use: Use, page: MailPage) -> bool:
    """A comment that only Outlook for Windows reads gives the page a table with a width."""
    return bool(re.search(r"<!--\[if mso\]><table[^>]* width=\"\d+\"", page.markup))


def _same_height(use: Use, _page: MailPage) -> bool:
    """The line is as high as the element."""
    there = {d.name: d.value for d in use.rule.declarations} if use.rule else {}
    return there.get("line-height") == there.get("height")


def _can_be_found(_use: Use, page: MailPage) -> bool:
    """Each link to a place in the mail has the words that stand there, or their number."""
    places = {f"#{node.get('id')}": _words(node) for node in page.tree.xpath("//*[@id]")}
    links = page.tree.xpath("//a[starts-with(@href, '#')]")
    return all(
        _words(link) == places.get(link.get("href"), [])[: len(_words(link))] for link in links
    )


def _words(node: HtmlElement) -> list[str]:
    return re.findall(r"\w+", node.text_content())


def _sized_twice(_use: Use, page: MailPage) -> bool:
    """Each picture has its pixels in attributes and in its style: programs read either."""
    return all(
        all(
            f"{name}:{picture.get(name)}px" in picture.get("style", "").replace(" ", "")
            for name in ("width", "height")
        )
        for picture in page.tree.iter("img")
    )


_ZERO = _value(r"0(px)?( 0(px)?)*")
_HIDDEN_WHOLLY = _beside("display: none", "max-height: 0", "overflow: hidden", "mso-hide: all")
_PLAINER = Fallback(left="it looks plainer")
_AS_TEXT = Fallback(left="its content stands there as text")

FALLBACKS: Mapping[str, Fallback] = {
    # the page
    "html-doctype": Fallback(left="the program's own way to lay out, for which the mail is made"),
    "html-style": Fallback(left="the frame's styles stand on its elements", stands=_is_inline),
    "html-body": Fallback(left="the outermost table has its colour", stands=_has_ground),
    "html-meta-color-scheme": Fallback(left="the light colours"),
    "css-color-scheme": Fallback(left="the light colours"),
    "css-at-media": Fallback(left="what stands outside of the query"),
    "css-at-media-prefers-color-scheme": Fallback(left="the light colours, or the program's own"),
    "css-at-media-prefers-reduced-motion": _PLAINER,
    "css-at-media-hover": _PLAINER,
    # boxes
    "css-margin": Fallback(is_safe=_any(_ZERO, _all(_lacks(r"-\d|auto"), _off("body", "span")))),
    "css-padding": Fallback(left="less space", is_safe=_any(_ZERO, _on("td", "th"))),
    "css-border": Fallback(
        left="the line may be lacking",
        is_safe=_all(_lacks(r"\d\dpx|9px"), _off("p", "div", "h1", "h2", "h3", "h4")),
    ),
    "css-border-radius": Fallback(left="square corners", stands=_lacks("/")),
    "css-border-spacing": Fallback(
        left="the borders of cells are one", stands=_beside("border-collapse: collapse")
    ),
    "css-width": Fallback(
        left="an attribute has the same pixels",
        stands=_all(_on("img"), _sized_twice),
        is_safe=_off("body", "span", "div", "p", "img"),
    ),
    "css-max-width": Fallback(
        left="a table that only Outlook reads has the width", stands=_for_word
    ),
    "css-height": Fallback(
        left="a line of the same height",
        stands=_same_height,
        is_safe=_on("table", "tr", "td", "th", "img"),
    ),
    "css-max-height": Fallback(left="it is hidden by display: none", stands=_HIDDEN_WHOLLY),
    "css-overflow": Fallback(left="it is hidden by display: none", stands=_HIDDEN_WHOLLY),
    "css-display": Fallback(is_safe=_value("none|block|inline|inline-block|table(-cell)?")),
    "css-display-none": Fallback(left="it has no height, or mso-hide", stands=_HIDDEN_WHOLLY),
    "css-box-shadow": _PLAINER,
    "css-box-sizing": Fallback(left="the width without padding", is_safe=_on("table")),
    "css-outline": _PLAINER,
    "css-outline-offset": _PLAINER,
    "css-background": Fallback(is_safe=_value(r"#[0-9a-f]{3,8}|[a-z]+")),
    "css-opacity": _PLAINER,
    # letters
    "css-font-size": Fallback(is_safe=_value(r"\d+(\.\d+)?px|0")),
    "css-line-height": Fallback(left="lines stand a little closer or wider"),
    "css-font-weight": Fallback(is_safe=_value("normal|bold|400|700")),
    "css-letter-spacing": Fallback(left="letters stand as usual"),
    "css-word-spacing": Fallback(left="words stand as usual"),
    "css-font-kerning": _PLAINER,
    "css-text-align": Fallback(is_safe=_value("left|right|center|justify")),
    "css-text-transform": Fallback(is_safe=_value("uppercase|capitalize|none")),
    "css-text-decoration": Fallback(is_safe=_value("none|underline|line-through")),
    "css-text-decoration-color": _PLAINER,
    "css-text-decoration-thickness": _PLAINER,
    "css-text-underline-offset": _PLAINER,
    "css-text-shadow": _PLAINER,
    "css-text-wrap": _PLAINER,
    "css-hyphens": Fallback(left="no word is divided"),
    "css-white-space": Fallback(left="the line may break", is_safe=_value("normal")),
    "css-overflow-wrap": Fallback(
        left="word-wrap breaks long words, as Gmail does unasked; Outlook for Windows never does",
        stands=_any(_beside("word-wrap: break-word"), _beside("word-break: break-word")),
    ),
    "css-word-wrap": Fallback(left="a long word is not broken in Outlook for Windows"),
    "css-word-break": Fallback(left="a long word may be broken elsewhere, or not"),
    "css-list-style": Fallback(is_safe=_lacks(r"url\(|inside|outside")),
    "css-list-style-type": _PLAINER,
    "css-direction": Fallback(left="the program's own direction, which goes by the text"),
    "css-sytem-ui": Fallback(left="the next font of the list", stands=_lacks(r"^[^,]*$")),
    "css-rgb": Fallback(is_safe=_all(_lacks(r"rgb\([^,)]*\)|/"), _lacks(r"(,[^,]*){3}\)"))),
    # under the pointer and the keyboard
    **dict.fromkeys(
        (
            *("css-cursor", "css-transition", "css-pseudo-class-hover", "css-pseudo-class-active"),
            *("css-pseudo-class-focus", "css-pseudo-class-focus-visible"),
            *("css-pseudo-class-link", "css-pseudo-class-visited", "css-pseudo-element-marker"),
        ),
        _PLAINER,
    ),
    # elements and attributes
    "html-anchor-links": Fallback(
        left="it leads nowhere; its words, or its number, stand over the story further down",
        stands=_can_be_found,
    ),
    "html-semantics": _AS_TEXT,
    "html-abbr": _AS_TEXT,
    "html-bdi": Fallback(left="the text without its own direction"),
    "html-dir": Fallback(left="the direction goes by the text", is_safe=_off("a")),
    "html-lang": Fallback(left="the language of what is around", is_safe=_off("td")),
    "html-role": Fallback(left="it is read as a table"),
    "html-aria-label": Fallback(left="the text itself is read"),
    "html-aria-hidden": Fallback(left="it is read too"),
    "html-align": Fallback(left="it stands where it would anyway", is_safe=_off("table")),
    **dict.fromkeys(
        ("html-width", "html-height"),
        Fallback(left="a style has the same pixels", stands=_sized_twice, is_safe=_off("img")),
    ),
    "html-target": Fallback(left="links open where the program opens them"),
    "html-lists": Fallback(
        is_safe=lambda _, page: not page.tree.xpath("//ol[@reversed] | //li[@value]")
    ),
}
"""By the name of the feature there; its address is https://www.caniemail.com/features/NAME/."""
