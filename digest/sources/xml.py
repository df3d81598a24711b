"""XML of strangers as a tree: nothing is resolved, nothing outside is opened."""

from lxml import etree

from digest.language.decoding import as_utf_8
from digest.sources.mend import mend, without_doctype


def safe_parser(encoding: str | None = None) -> etree.XMLParser:
    """A parser that resolves no entity, opens no address and recovers from faults."""
    return etree.XMLParser(
        encoding=encoding,
        recover=True,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
    )


def parse(content: bytes, charset: str | None = None) -> etree._Element | None:
    """The root of a document, mended where it is broken; None where nothing can be read."""
    content = as_utf_8(content, charset)
    parser = safe_parser("utf-8")
    root = _parse(content, parser)
    if root is not None and not len(parser.error_log):
        return root
    mended = _parse(mend(content.decode()).encode("utf-8", "replace"), safe_parser("utf-8"))
    return root if mended is None else mended


def _parse(content: bytes, parser: etree.XMLParser) -> etree._Element | None:
    try:
        return etree.fromstring(without_doctype(content), parser)
    except (etree.XMLSyntaxError, ValueError, LookupError):
        return None


def name_of(element: etree._Element) -> str:
    """The element's local name, lower case."""
    return str(element.tag).rpartition("}")[2].rpartition(":")[2].lower()
