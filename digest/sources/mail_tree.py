"""The mark-up of a mail as a tree."""

from lxml import etree

from digest.sources.mend import defused


def markup_tree(markup: str) -> etree._Element | None:
    """The mail's tree; None where it is no HTML."""
    parser = etree.HTMLParser(
        recover=True, no_network=True, remove_comments=True, remove_pis=True, encoding="utf-8"
    )
    try:
        return etree.fromstring(defused(markup.encode("utf-8", errors="replace")), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
