"""Broken XML, mended as text: encoding, junk before the root, entities, control marks, DTD."""

import codecs
import html.entities
import re

_DECLARED = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{1,40})", re.IGNORECASE)
_NAMED = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)([A-Za-z][A-Za-z0-9]{1,30});")
_BARE_AND = re.compile(r"&(?![A-Za-z#])")
_ROOT = re.compile(
    r"<(?:[\w.-]{1,20}:)?(?:rss|feed|RDF|opml|urlset|sitemapindex)[\s>]", re.IGNORECASE
)
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_DOCTYPE = re.compile(rb"<!DOCTYPE", re.IGNORECASE)
_SURROGATE = re.compile(rb"&#(?:[xX]0{0,9}[dD][89a-fA-F][0-9a-fA-F]{2}|0{0,9}5[5-7]\d{3});?")
_DOCTYPE_MARK = re.compile(rb"[\[\]>]|\"[^\"]*\"|'[^']*'")
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def mend(content: bytes, charset: str | None = None) -> bytes:
    """The XML as UTF-8 from its root on, in a form that a parser has a chance with.

    charset is what the transport said; it counts where the XML itself says nothing that fits.
    """
    text = decode(content, charset)
    root = _ROOT.search(text)
    if root:
        text = text[root.start() :]
    text = _ILLEGAL.sub("", text)
    text = _BARE_AND.sub("&amp;", _NAMED.sub(_numbered, text))
    return defused(text.encode("utf-8"))


def decode(content: bytes, charset: str | None = None) -> str:
    """The text by its mark, its declaration, the transport's word, UTF-8, or else Windows-1252."""
    for mark, encoding in _BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return content.decode(encoding, errors="replace").removeprefix("\ufeff")
    declared = _DECLARED.search(content[:1024])
    names = ((declared[1].decode("ascii", "replace") if declared else ""), charset or "", "utf-8")
    for name in names:
        if name.lower().startswith(("utf-16", "utf-32", "utf16", "utf32", "ucs")):
            continue  # the mark would be there, and the declaration could not have been read
        try:
            return content.decode(name)
        except (LookupError, UnicodeError):
            continue
    # Single bad bytes of a UTF-8 text are not worth turning all its letters into rubbish.
    lost = content.decode("utf-8", errors="replace")
    is_utf_8 = lost.count("\ufffd") * 20 < len(content) - len(lost)
    return lost if is_utf_8 else content.decode("cp1252", errors="replace")


def _numbered(entity: re.Match[str]) -> str:
    """`&nbsp;`, which XML does not know, as `&#160;`; an unknown name is left as text."""
    letters = html.entities.html5.get(entity[1] + ";")
    if letters is None:
        return f"&amp;{entity[1]};"
    return "".join(f"&#{ord(letter)};" for letter in letters)


def defused(content: bytes) -> bytes:
    """The document without what a recovering parser must not see, otherwise as it is.

    Without a DTD no entity is declared and nothing can be expanded. Half a surrogate pair written
    as a number (`&#xD800;`) passes through libxml2 and makes text that cannot be decoded.
    """
    return without_doctype(_SURROGATE.sub(b"", content))


def without_doctype(content: bytes) -> bytes:
    """The document without its DTD; quick, for what a stricter look may follow."""
    declaration = _DOCTYPE.search(content[:65_536])
    if not declaration:
        return content
    depth, at = 0, declaration.end()
    while found := _DOCTYPE_MARK.search(content, at):
        at = found.end()
        depth += (found[0] == b"[") - (found[0] == b"]")
        if found[0] == b">" and depth <= 0:
            return content[: declaration.start()] + content[at:]
    return content[: declaration.start()]
