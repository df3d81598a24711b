"""HTML read as a browser would, for checks of finished pages."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement


def tree_of(markup: str) -> "HtmlElement":
    """The document; comments, and what stands in conditional ones, are no elements of it."""
    from lxml import html

    # As bytes: lxml does not take text that declares its own encoding.
    return html.document_fromstring(markup.encode(), parser=html.HTMLParser(encoding="utf-8"))
