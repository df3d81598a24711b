"""What a mail uses of HTML and CSS, each thing under the sign that `features.json` knows it by."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest.rendering.lint.style_sheets import AtRule, Declaration, Rule, rules

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_VENDOR = re.compile(r"-(?:webkit|moz|ms|o)-")
_FUNCTION = re.compile(r"([a-z-]+)\(")
_UNIT = re.compile(r"(?<![\w#.-])-?\d*\.?\d+([a-z]+|%)", re.IGNORECASE)
_KEYWORD = re.compile(r"(?<![\w-])[a-z]+(?:-[a-z]+)*(?![\w(-])")
_MEDIA_FEATURE = re.compile(r"\(\s*([\w-]+)")
_PSEUDO = re.compile(r"::?([a-z-]+)")
_BRACKETS = re.compile(r"\[[^\]]*\]|\([^)]*\)")
_SELECTORS = {
    "class": re.compile(r"\."),
    "id": re.compile(r"#"),
    "universal": re.compile(r"\*"),
    "child": re.compile(r">"),
    "adjacent-sibling": re.compile(r"\+"),
    "general-sibling": re.compile(r"~"),
    "grouping": re.compile(r","),
    "chaining": re.compile(r"\.[\w-]+\.[\w-]"),
    "descendant": re.compile(r"[\w*\])-]\s+[\w.#*:\[]"),
    "type": re.compile(r"(?:^|[\s>+~,])[a-z]"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """One place where a mail uses something."""

    sign: str
    """`property padding`, `unit rem`, `element details`."""
    where: str
    """A selector, or an element."""
    code: str
    """The declaration, query or attribute itself."""
    rule: Rule | None = None
    """Of which style it is part; none for markup."""
    declaration: Declaration | None = None

    @property
    def is_in_media(self) -> bool:
        return self.rule is not None and self.rule.media != ""

    @property
    def is_in_sheet(self) -> bool:
        return self.rule is not None and self.rule.selector != ""


def uses(tree: "HtmlElement", doctype: str) -> Iterator[Use]:
    """Everything, in the order of the mail; much of it many times."""
    if doctype:
        yield Use(sign="doctype html", where="the page", code=doctype)
    for rule in rules(tree):
        yield from _of_at_rule(rule) if isinstance(rule, AtRule) else _of_rule(rule)
    for node in tree.iter("*"):
        yield from _of_element(node)


def _of_at_rule(rule: AtRule) -> Iterator[Use]:
    code = f"@{rule.name} {rule.prelude}".strip()
    yield Use(sign=f"at {rule.name}", where=code, code=code)
    for feature in _MEDIA_FEATURE.findall(rule.prelude):
        yield Use(sign=f"at {rule.name} ({feature}", where=code, code=code)


def _of_rule(rule: Rule) -> Iterator[Use]:
    for sign in _selector_signs(rule.selector):
        yield Use(sign=sign, where=rule.where, code=rule.selector, rule=rule)
    for declaration in rule.declarations:
        for sign in _declaration_signs(declaration):
            yield Use(
                sign=sign,
                where=rule.where,
                code=str(declaration),
                rule=rule,
                declaration=declaration,
            )


def _selector_signs(selector: str) -> Iterator[str]:
    for pseudo in _PSEUDO.findall(selector):
        yield f"pseudo {pseudo}"
    if "[" in selector:
        yield "selector attribute"
    plain = _BRACKETS.sub("", selector)
    for name, form in _SELECTORS.items():
        if form.search(plain):
            yield f"selector {name}"


def _declaration_signs(declaration: Declaration) -> Iterator[str]:
    name = _VENDOR.sub("", declaration.name)
    if name.startswith(("mso-", "--")):
        return
    yield f"property {name}"
    value = re.sub(r"'[^']*'|\"[^\"]*\"", "", declaration.value.lower())
    yield from (f"pair {name}:{word}" for word in _KEYWORD.findall(value))
    yield from (f"value {word}" for word in _KEYWORD.findall(value))
    yield from (f"function {function}" for function in _FUNCTION.findall(value))
    yield from (f"unit {unit.lower()}" for unit in _UNIT.findall(value))
    if declaration.is_important:
        yield "value !important"


def _of_element(node: "HtmlElement") -> Iterator[Use]:
    tag = str(node.tag)
    kind = node.get("type")
    yield Use(sign=f"element {tag}", where=f"<{tag}>", code=f"<{tag}>")
    if kind:
        yield Use(sign=f"element {tag} {kind}", where=f"<{tag}>", code=f"<{tag} type={kind}>")
    for name, value in node.attrib.items():
        yield Use(sign=f"attribute {name}", where=f"<{tag}>", code=f'{name}="{value[:40]}"')
    href = node.get("href", "")
    if href.startswith("#"):
        yield Use(sign="link #", where=f"<{tag}>", code=href)
    elif href.startswith("mailto:"):
        yield Use(sign="link mailto", where=f"<{tag}>", code=href[:40])
    if tag == "meta" and node.get("name") == "color-scheme":
        yield Use(sign="meta color-scheme", where="<meta>", code="color-scheme")
