"""The article of a web page: its text and its facts."""

from lxml.html import HtmlElement

from digest.language.decoding import decode
from digest.reading import bodytext, dom, furniture, metadata, plain, walls
from digest.reading.blocks import Block, blocks
from digest.reading.facts import Found
from digest.reading.tidy import tidy

_TOO_LITTLE = 0.22
"""Share of the page's prose under which trafilatura's quick mode has taken a wrong part."""
_OUTWEIGHED = 0.5
"""Share of the page's main text under which a wall is no more than a notice beside it."""
_HEAD = 3
"""Lines in which a page may repeat its title."""


def find_html(content: bytes, charset: str | None) -> Found:
    """The article of a page. Raises UnreadableError when there is none."""
    root = dom.without_hidden(dom.parse(decode(content, charset)))
    lines = blocks(root)
    shown = [block.text for block in lines]
    facts = metadata.read(root, shown)
    paragraphs = plain.without_pleas(main_text(root, lines, facts))
    return Found(
        paragraphs=tuple(paragraphs),
        title=facts.title,
        authors=facts.authors,
        published=facts.published,
        source=facts.source,
        url=facts.url,
        language=facts.language,
        around="\n".join(shown)[:3000],
        sections=facts.sections,
        is_opinion=facts.is_opinion,
        is_limited=facts.is_limited,
    )


def main_text(root: HtmlElement, lines: list[Block], facts: metadata.Metadata) -> list[str]:
    """The paragraphs of the page's article, its headline left out."""
    title = facts.title or ""
    found = bodytext.choose(lines, trafilatura_text(root, lines), title)
    declared = [line for line in tidy(facts.body or "").split("\n") if line]
    if sum(map(len, declared)) > 2 * sum(map(len, found)):
        found = declared
    kept = [
        line
        for i, line in enumerate(found)
        if not furniture.is_sure(line) and not (i < _HEAD and plain.same_words(line, title))
    ]
    return kept if bodytext.is_own(kept, lines, title) else []


def trafilatura_text(root: HtmlElement, lines: list[Block]) -> str:
    """What trafilatura takes for the article: quickly, or thoroughly if that was too little.

    Where it finds a wall alone, as beside an article in an `<aside>`, the page's main kind of line.
    """
    text = _extracted(root, is_fast=True)
    if len(text) < _TOO_LITTLE * bodytext.prose_length(lines):
        text = _extracted(root, is_fast=False) or text
    kind = bodytext.main_kind(lines)
    if len(text) < _OUTWEIGHED * len(kind) and walls.fault(text.split("\n"), None):
        return kind
    return text


def _extracted(root: HtmlElement, *, is_fast: bool) -> str:
    import trafilatura

    found = trafilatura.bare_extraction(
        root, include_comments=False, fast=is_fast, favor_recall=is_fast
    )
    return tidy(getattr(found, "text", None) or "")
