"""Broken XML, mended as text: junk before the root, references, forbidden characters, DTD."""

import html
import re

_ROOT = re.compile(
    r"<(?:[\w.-]{1,20}:)?(?:rss|feed|RDF|opml|urlset|sitemapindex)[\s>]", re.IGNORECASE
)
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_AND = re.compile(r"&(?:(?P<reference>#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});)?")
_OF_XML = ("amp", "lt", "gt", "quot", "apos")
_DOCTYPE = re.compile(rb"<!DOCTYPE", re.IGNORECASE)
_SURROGATE = re.compile(rb"&#(?:[xX]0{0,9}[dD][89a-fA-F][0-9a-fA-F]{2}|0{0,9}5[5-7]\d{3});?")
_DOCTYPE_MARK = re.compile(rb"[\[\]>]|\"[^\"]*\"|'[^']*'")


def mend(text: str) -> str:
    """The XML from its root on, in a form that a parser has a chance with; nothing is cut out.

    An ampersand that begins no complete reference is text; references are those that XML knows
    or numbers; what XML forbids goes, written as a reference too.
    """
    root = _ROOT.search(text)
    if root:
        text = text[root.start() :]
    text = _FORBIDDEN.sub("", text)
    kept, at = [], 0
    while (start := text.find(_CDATA, at)) >= 0 and (end := text.find("]]>", start)) >= 0:
        kept += [_AND.sub(_reference, text[at:start]), text[start:end]]
        at = end
    return "".join((*kept, _AND.sub(_reference, text[at:])))


_CDATA = "<![CDATA["


def _reference(found: re.Match[str]) -> str:
    """`&nbsp;`, which XML does not know, as a number; what is no reference as text."""
    name = found["reference"]
    if name is None:
        return "&amp;"
    if name in _OF_XML:
        return found[0]
    letters = html.unescape(found[0])  # HTML reads &#146; as Windows-1252's mark
    if letters == found[0]:
        return f"&amp;{name};"
    return "".join(f"&#{ord(letter)};" for letter in _FORBIDDEN.sub("", letters))


def defused(content: bytes) -> bytes:
    """The document without what a recovering parser must not see, otherwise as it is.

    Without a DTD no entity is declared and nothing can be expanded. Half a surrogate pair written
    as a number (`&#xD800;`) passes through libxml2 and makes text that cannot be decoded.
    """
    return without_doctype(_SURROGATE.sub(b"", content))


def without_doctype(content: bytes) -> bytes:
    """The document without its DTD; quick, for what a stricter look may follow."""
    declaration = _DOCTYPE.search(content[:65_536])
    if not declaration or content.rfind(b"<![CDATA[", 0, declaration.start()) >= 0:
        return content
    depth, at = 0, declaration.end()
    while found := _DOCTYPE_MARK.search(content, at):
        at = found.end()
        depth += (found[0] == b"[") - (found[0] == b"]")
        if found[0] == b">" and depth <= 0:
            return content[: declaration.start()] + content[at:]
    return content[: declaration.start()]
