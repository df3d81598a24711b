"""The article of a web page: its text by trafilatura, mended, and its facts."""

from lxml.html import HtmlElement

from digest.reading import dom, furniture, metadata, plain
from digest.reading.found import Found
from digest.reading.tidy import decode, tidy


def find_html(content: bytes, charset: str | None) -> Found:
    """The article of a page. Raises UnreadableError or NotTextError when there is none."""
    root = dom.parse(decode(content, charset))
    facts = metadata.read(root)
    around = dom.text_of(root)[:3000]
    lines = main_text(dom.without_hidden(root), facts)
    return Found(
        paragraphs=tuple(plain.without_pleas(lines)),
        title=facts.title,
        authors=facts.authors,
        published=facts.published,
        source=facts.source,
        url=facts.url,
        language=facts.language,
        around=around,
        is_limited=facts.is_limited,
    )


def main_text(root: HtmlElement, facts: metadata.Metadata) -> list[str]:
    """The paragraphs of the page's article, its headline left out. The tree is used up."""
    import trafilatura

    found = trafilatura.bare_extraction(root, include_comments=False)
    text = tidy(getattr(found, "text", None) or "")
    lines = [line for line in text.split("\n") if line]
    if facts.body and len(facts.body) > 2 * len(text):
        lines = [line for line in tidy(facts.body).split("\n") if line]
    title = facts.title or ""
    return [
        line
        for i, line in enumerate(lines)
        if not furniture.is_sure(line) and not (i < 3 and plain.same_words(line, title))
    ]
