# ruff: noqa: E501  names of parts of pages are a table
"""A page as its lines of text, each with what the tree around it says about it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree
from lxml.html import HtmlElement

from digest.reading.tidy import one_line

_SKIPPED = frozenset(
    {"script", "style", "noscript", "template", "svg", "iframe", "button", "select", "option", "textarea", "input"}
    | {"canvas", "object", "embed", "video", "audio", "map", "head", "math", "dialog", "datalist", "progress"}
)  # fmt: skip
_INLINE = frozenset(
    {"a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins"}
    | {"kbd", "label", "mark", "q", "ruby", "rb", "s", "samp", "small", "span", "strike", "strong", "sub", "sup"}
    | {"time", "tt", "u", "var", "wbr", "img", "picture", "source", "nobr", "amp-img", "rt", "rp", "o:p"}
)  # fmt: skip
_PLACES = frozenset(
    {"nav", "aside", "footer", "header", "figure", "figcaption", "form", "article", "main", "table", "li", "blockquote", "pre"}
)  # fmt: skip
# What the authors of templates call the parts of a page.
_CALLED = (
    ("comment", re.compile(r"comment|disqus|respond|repl(?:y|ies)|discuss|livefyre")),
    ("share", re.compile(r"share|sharing|social|follow|sns-|addtoany")),
    ("related", re.compile(r"relat|recommend|popular|trending|teaser|promo|outbrain|taboola|suggest|latest|read-?(?:more|next|also)|also|most|next|prev|carousel|grid|card|list-item|recirc|upsell|similar|more-")),
    ("advert", re.compile(r"(?:^|[\s_-])ads?(?:$|[\s_-])|advert|sponsor|banner|dfp|adslot|ad-?(?:unit|wrap|contain)")),
    ("chrome", re.compile(r"nav|menu|sidebar|side-bar|footer|breadcrumb|toolbar|masthead|widget|aside|rail|topbar|drawer|toc|table-of-contents|skip|hidden|screen-reader|sr-only|visually")),
    ("signup", re.compile(r"newsletter|subscri|sign-?up|paywall|modal|popup|pop-up|cookie|consent|gdpr|cta(?:$|[\s_-])|form(?!at)|login|register|overlay|donat|call-to-action")),
    ("about", re.compile(r"author|bio(?:$|[\s_-])|byline|(?:^|[\s_-])(?:meta|tags?|date|time|categor\w+)(?:$|[\s_])|credit|copyright|disclaimer|source|dek|standfirst|summary|excerpt|subtitle|sub-?head|kicker|eyebrow|label|contributor|profile")),
    ("picture", re.compile(r"caption|figure|image|img|gallery|photo|media|video|slide|wp-block-image")),
    ("embed", re.compile(r"embed|tweet|twitter|instagram|facebook|quote|pull|callout|aside|infobox|box|note|highlight|faq|accordion")),
    ("title", re.compile(r"title|headline|heading")),
    ("body", re.compile(r"article|story|entry|post|content|body|text|main|prose|markdown|rich|paragraph|copy|blog")),
)  # fmt: skip
_CONSTANT = re.compile(r"(?<!\S)[A-Za-z_-]+(?!\S)")
"""Classes without digits: the others are made anew for each element by some builders."""
NEAR_LEVELS = 3
"""Elements from the line upwards that count as near."""


@dataclass(slots=True)
class Block:
    """One line of a page."""

    text: str
    tag: str
    linked: int
    """Characters that stand in links."""
    near: frozenset[str]
    """What the elements close around it are called, and are."""
    far: frozenset[str]
    """The same of all elements around it."""
    signature: str
    """Blocks of one kind share it: the tags and classes of the block and its parents."""
    article: int
    """Which of the page's outermost article elements it stands in; -1 for none."""


@dataclass(slots=True)
class _Level:
    tag: str
    name: str
    marks: Mapping[str, int]
    """Each mark with the depth at which it was last seen."""
    article: int


def blocks(root: HtmlElement) -> list[Block]:
    """The lines of the page in reading order."""
    return list(_Walk().lines(root))


class _Walk:
    def __init__(self) -> None:
        self._levels = [_Level("body", "", {}, -1)]
        self._parts: list[str] = []
        self._linked = self._links = self._articles = 0
        self._called: dict[str, tuple[str, ...]] = {}

    def lines(self, root: HtmlElement) -> Iterator[Block]:
        body = root.find("body")
        walk = etree.iterwalk(body if body is not None else root, events=("start", "end"))
        for event, element in walk:
            tag = element.tag if isinstance(element.tag, str) else "script"
            is_inline = tag in _INLINE
            if event == "start":
                if not is_inline:
                    if self._parts and (block := self._flush()):
                        yield block
                    self._levels.append(self._level(element, tag))
                self._links += tag == "a"
                if tag in _SKIPPED:
                    walk.skip_subtree()
                else:
                    self._add(element.text)
            else:
                self._links -= tag == "a"
                if not is_inline:
                    if self._parts and (block := self._flush()):
                        yield block
                    self._levels.pop()
                self._add(element.tail)
        if block := self._flush():
            yield block

    def _add(self, text: str | None) -> None:
        if text:
            self._parts.append(text)
            if self._links:
                self._linked += len(text.strip())

    def _flush(self) -> Block | None:
        text = " ".join("".join(self._parts).split())
        if not text.isascii() or not text.isprintable():
            text = one_line(text)
        linked, self._linked = self._linked, 0
        self._parts.clear()
        if not text:
            return None
        level = self._levels[-1]
        depth = len(self._levels)
        return Block(
            text=text,
            tag=level.tag,
            linked=min(linked, len(text)),
            near=frozenset(mark for mark, at in level.marks.items() if depth - at < NEAR_LEVELS),
            far=frozenset(level.marks),
            signature=" > ".join([*(one.name for one in self._levels[-3:-1]), level.tag]),
            article=level.article,
        )

    def _level(self, element: HtmlElement, tag: str) -> _Level:
        above = self._levels[-1]
        names = f"{element.get('class') or ''} {element.get('id') or ''}".lower()[:300]
        depth = len(self._levels) + 1
        # an article's own classes list its tags and categories, not its place
        found = () if tag in {"body", "html", "article", "main"} else self._marks(names)
        marks = {**above.marks, **dict.fromkeys(found, depth)} if found else above.marks
        if tag in _PLACES:
            marks = {**marks, f"<{tag}>": depth}
        if element.get("itemprop") == "articleBody":
            marks = {**marks, "articleBody": depth}
        article = above.article
        if tag == "article" and article < 0:
            article = self._articles
            self._articles += 1
        kind = " ".join(_CONSTANT.findall(element.get("class") or ""))
        return _Level(tag, f"{tag}.{kind[:60]}", marks, article)

    def _marks(self, names: str) -> tuple[str, ...]:
        if names not in self._called:
            self._called[names] = tuple(mark for mark, pattern in _CALLED if pattern.search(names))
        return self._called[names]
