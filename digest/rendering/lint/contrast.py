"""Whether all text of a page stands out enough from its ground, by day and by night (WCAG 2.2)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from digest.rendering.colours import LEAST_CONTRAST, Colour, contrast, written
from digest.rendering.lint.page_tree import tree_of
from digest.rendering.lint.schemes import Scheme, sheet_in, without_variables
from digest.rendering.lint.style_sheets import Rule, declared, sheet_rules

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_LEAST_LARGE = 3.0
_LARGE_PX = 24.0
_LARGE_BOLD_PX = 18.66
_BOLD = 600
_DEFAULTS: dict[Scheme, tuple[Colour, Colour, Colour]] = {
    "light": ((0, 0, 0), (1, 1, 1), (0, 0, 0.933)),
    "dark": ((1, 1, 1), (0.07, 0.07, 0.07), (0.62, 0.62, 1)),
}
"""Text, ground and link of a browser, where a page says nothing."""
_SCHEMES: tuple[Scheme, ...] = ("light", "dark")
_PIXELS = re.compile(r"(\d+(?:\.\d+)?)px")
_WEIGHT = re.compile(r"\b([1-9]00|bold|normal)\b")
_WEIGHTS = {"bold": 700, "normal": 400}
_SIZES = {"h1": 32.0, "h2": 24.0, "h3": 18.7, "h4": 16.0}
_SILENT = {"script", "style", "title", "head", "template", "noscript"}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Look:
    """What an element hands down to those in it."""

    colour: Colour
    ground: Colour
    size: float
    """Pixels."""
    weight: int


def faint(markup: str) -> Iterator[str]:
    """Each pair of colours that is too close, with where it stands first."""
    for scheme in _SCHEMES:
        seen = set()
        for node, look in _shown(_styled(markup, scheme), scheme):
            ratio, least = contrast(look.colour, look.ground), _least(look)
            pair = (look.colour, look.ground, least)
            if ratio < least and pair not in seen:
                seen.add(pair)
                colours = f"{written(look.colour)} on {written(look.ground)}"
                yield f"{ratio:.2f} of {least:g} {scheme}: {colours}, {_called(node)}"


def _least(look: _Look) -> float:
    large = _LARGE_BOLD_PX if look.weight >= _BOLD else _LARGE_PX
    return _LEAST_LARGE if look.size >= large else LEAST_CONTRAST


def _styled(markup: str, scheme: Scheme) -> "HtmlElement":
    """The page with the styles that hold in a scheme on each of its elements."""
    import css_inline
    from lxml import html

    tree = tree_of(markup)
    sheets = list(tree.iter("style"))
    sheet = "\n".join(sheet_in(one.text or "", scheme, only_base=True) for one in sheets)
    for one in sheets:
        one.drop_tree()
    held = html.Element("style")
    held.text = without_variables(sheet, _variables(sheet))
    tree.insert(0, held)
    inliner = css_inline.CSSInliner(load_remote_stylesheets=False, keep_style_tags=False)
    return tree_of(inliner.inline(html.tostring(tree, encoding="unicode")))


def _variables(sheet: str) -> dict[str, str]:
    """Those of the sheet, the last value of each: pages set them on their root."""
    return {
        one.name: one.value
        for rule in sheet_rules(sheet)
        if isinstance(rule, Rule)
        for one in rule.declarations
        if one.name.startswith("--")
    }


def _shown(tree: "HtmlElement", scheme: Scheme) -> Iterator[tuple["HtmlElement", _Look]]:
    """Every element that has text of its own and is to be seen, with its look."""
    ink, ground, link = _DEFAULTS[scheme]
    start = _Look(colour=ink, ground=ground, size=16, weight=400)
    waiting = [(tree, start)]
    while waiting:
        node, above = waiting.pop()
        style = {one.name: one.value for one in declared(node.get("style", ""))}
        if str(node.tag) in _SILENT or style.get("display") == "none":
            continue
        if node.tag == "a" and node.get("href"):
            above = replace(above, colour=link)
        look = _looking(above, style, str(node.tag))
        waiting += [(child, look) for child in reversed(node) if isinstance(child.tag, str)]
        if any((text or "").strip() for text in (node.text, *(child.tail for child in node))):
            yield node, look


def _looking(above: _Look, style: dict[str, str], tag: str) -> _Look:
    ground = _colour(style.get("background-color") or style.get("background"), above.ground)
    size = _PIXELS.search(style.get("font-size") or style.get("font", ""))
    weight = _WEIGHT.search(style.get("font-weight") or style.get("font", ""))
    usual = _BOLD if tag in (*_SIZES, "strong", "b", "th") else above.weight
    return _Look(
        ground=ground or above.ground,
        colour=_colour(style.get("color"), ground or above.ground) or above.colour,
        size=float(size[1]) if size else _SIZES.get(tag, above.size),
        weight=_WEIGHTS.get(weight[1]) or int(weight[1]) if weight else usual,
    )


def _colour(value: str | None, ground: Colour) -> Colour | None:
    """The colour over its ground; None for what is none, or inherited."""
    import tinycss2.color3

    found = tinycss2.color3.parse_color(value or "")
    if found is None or found == "currentColor":
        return None
    red, green, blue = (
        found.alpha * own + (1 - found.alpha) * under
        for own, under in zip(found[:3], ground, strict=True)
    )
    return red, green, blue


def _called(node: "HtmlElement") -> str:
    name = f"<{node.tag} class={node.get('class')}>" if node.get("class") else f"<{node.tag}>"
    return f"{name} {' '.join(node.text_content().split())[:40]}"
