"""Style sheets and style attributes, read into rules and declarations."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lxml.html import HtmlElement


@dataclass(frozen=True, slots=True, kw_only=True)
class Declaration:
    """`color: red`."""

    name: str
    """Lower case."""
    value: str
    """As it is written, without `!important`."""
    is_important: bool

    def __str__(self) -> str:
        return f"{self.name}: {self.value}{' !important' if self.is_important else ''}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """Declarations of one selector, or of one element's own attribute."""

    selector: str
    """Empty for an attribute."""
    element: str
    """The name of the element that has the attribute; empty for a rule of a sheet."""
    declarations: tuple[Declaration, ...]
    media: str
    """The query that it stands under; empty for none."""

    @property
    def where(self) -> str:
        """In words: the selector, or the element."""
        return self.selector or f"<{self.element} style>"


@dataclass(frozen=True, slots=True, kw_only=True)
class AtRule:
    """`@media screen`: its name and what stands before its block."""

    name: str
    prelude: str


def rules(tree: "HtmlElement") -> Iterator[Rule | AtRule]:
    """Those of the page's sheets, then those of its attributes."""
    for sheet in tree.iter("style"):
        yield from sheet_rules(sheet.text or "")
    for node in tree.iter("*"):
        style = node.get("style")
        if style:
            yield Rule(selector="", element=str(node.tag), declarations=declared(style), media="")


def sheet_rules(sheet: str) -> Iterator[Rule | AtRule]:
    """Those of a style sheet, in its order; what stands under a query comes after it."""
    import tinycss2

    found = tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True)
    yield from _of_sheet(found, "")


def _of_sheet(found: Iterable[Any], media: str) -> Iterator[Rule | AtRule]:
    import tinycss2

    for rule in found:
        if rule.type == "at-rule":
            prelude = tinycss2.serialize(rule.prelude).strip()
            yield AtRule(name=rule.lower_at_keyword, prelude=prelude)
            if rule.lower_at_keyword in ("media", "supports") and rule.content is not None:
                inner = tinycss2.parse_rule_list(
                    rule.content, skip_comments=True, skip_whitespace=True
                )
                yield from _of_sheet(inner, prelude or "all")
        elif rule.type == "qualified-rule":
            selector = tinycss2.serialize(rule.prelude).strip()
            yield Rule(
                selector=selector, element="", declarations=declared(rule.content), media=media
            )


def declared(block: Any) -> tuple[Declaration, ...]:  # noqa: ANN401  a text, or tokens
    """The declarations of a rule's block, or of a style attribute."""
    import tinycss2

    found = tinycss2.parse_blocks_contents(block, skip_comments=True, skip_whitespace=True)
    return tuple(
        Declaration(
            name=one.lower_name,
            value=tinycss2.serialize(one.value).strip(),
            is_important=one.important,
        )
        for one in found
        if one.type == "declaration"
    )
