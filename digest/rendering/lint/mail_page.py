"""The HTML of a mail, as the checks of what mail programs make of it need it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from lxml.html import HtmlElement

from digest.rendering.lint.page_tree import tree_of
from digest.rendering.lint.uses import Use, uses

_LAST_PART = re.compile(r"[^\s>+~]+$")
_ELEMENT_NAME = re.compile(r"^[a-z][a-z0-9]*")
_CLASS = re.compile(r"\.([\w-]+)")
_NOT_NAMES = re.compile(r"::?[\w-]+(?:\([^)]*\))?|\[[^\]]*\]")
_DOCTYPE = re.compile(r"<!doctype[^>]*>", re.IGNORECASE)


@dataclass(frozen=True)
class MailPage:
    """The page, and what it uses."""

    markup: str

    @cached_property
    def tree(self) -> HtmlElement:
        return tree_of(self.markup)

    @cached_property
    def uses(self) -> tuple[Use, ...]:
        doctype = _DOCTYPE.search(self.markup)
        return tuple(uses(self.tree, doctype[0] if doctype else ""))

    def elements(self, use: Use) -> set[str]:
        """The names of the elements that a style, or an attribute, is for."""
        if use.rule is None or not use.rule.selector:
            return {use.rule.element if use.rule else use.where.strip("<>")}
        found: set[str] = set()
        for selector in use.rule.selector.split(","):
            found.update(self._matched(_NOT_NAMES.sub("", selector).strip()))
        return found

    def _matched(self, selector: str) -> Iterator[str]:
        """By the last part of a selector alone: its element and its classes."""
        last = _LAST_PART.search(selector)
        tag, classes = (
            _ELEMENT_NAME.search(last[0]) if last else None,
            set(_CLASS.findall(selector)),
        )
        own = set(_CLASS.findall(last[0])) if last else classes
        for node in self.tree.iter(tag[0] if tag else "*"):
            if own <= set(node.get("class", "").split()):
                yield str(node.tag)
