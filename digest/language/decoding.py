"""From bytes to characters: one decoder for feeds, pages, mails, lists and files."""

import codecs
import re
from collections.abc import Iterator

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_HEAD = 4096
"""Bytes in which content says what it is encoded in."""
_SAMPLE = 8192
_XML_LABEL = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']\s*([\w.:-]{1,40})", re.IGNORECASE)
_META_LABEL = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
_SHIFTED = re.compile(rb"\x1b[$(]")
"""ISO-2022-JP: Japanese in bytes that are all ASCII, and so UTF-8 too."""
_NOT_PRINTED = bytes({*range(32)} - {*b"\t\n\f\r\x1b"})
_BINARY_SHARE = 0.05
"""Controls among the bytes of what is no text."""
_HIGH = bytes(range(0x80, 0x100))
_MOST_GUESSED = 65_536
_LEAST_TO_GUESS = 40
"""Bytes above ASCII; of fewer, a guess is noise, and Western Europe the likeliest."""
_DAMAGE = 0.05
"""Share of the bytes above ASCII that one label may leave undecoded."""
_ABOVE_ASCII = re.compile(r"[^\x00-\x7f]")
_GUESSED = (
    *("cp1252", "cp1250", "cp1251", "koi8_r", "cp1253", "cp1254", "cp1255", "cp1256"),
    *("gb18030", "big5", "cp932", "euc_jp", "cp949"),
)
"""What browsers fall back on somewhere, the likeliest first; rarer ones are found too often."""
_C1 = re.compile("[\x80-\x9f]")
_C1_IN_UTF_8 = re.compile(rb"\xc2[\x80-\x9f]")
# UTF-8 that was read as Latin-1 and written again: a C1 control shows it, for no text has those.
_TWICE_ENCODED = re.compile("[\xc2-\xf4](?:[\x80-\xbf]?[\x80-\x9f][\x80-\xbf]?)[\x80-\xbf]?")
_ZERO_SHARE, _OTHER_ZERO_SHARE = 0.3, 0.05
"""Of the even or odd places that are zero in UTF-16, and of the others."""


def decode(content: bytes, charset: str | None = None) -> str:
    """The characters of content, whatever it is encoded in.

    A byte order mark wins; then UTF-8, which other encodings hardly ever imitate, though single
    bytes of it may be broken; then what the content says of itself, what its transport said
    (charset), and a guess. Labels mean what browsers take them for (the WHATWG's Encoding
    Standard): `iso-8859-1` is Windows-1252. What cannot be decoded becomes U+FFFD; NULs go.
    """
    for mark, encoding in _BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return repaired(content.decode(encoding, "replace").removeprefix("\ufeff"))
    if b"\x00" in content:
        wide = wide_encoding(content[:_SAMPLE])
        if wide:
            return repaired(content.decode(wide, "replace").removeprefix("\ufeff"))
        content = content.replace(b"\x00", b"")
    return _decode(content, [*_labels(content, charset)])


def as_utf_8(content: bytes, charset: str | None = None) -> bytes:
    """The content in UTF-8 without a mark: as it is, where it is that already."""
    if content.isascii() and b"\x00" not in content and b"\x1b" not in content:
        return content
    return decode(content, charset).encode("utf-8", "replace")


def repaired(text: str) -> str:
    """The text with what stands for U+0080 to U+009F: Windows-1252's marks, or UTF-8 read twice."""
    if not _C1.search(text):
        return text
    return _TWICE_ENCODED.sub(_decoded_again, text).translate(_WINDOWS_1252)


def wide_encoding(sample: bytes) -> str | None:
    """UTF-16 or UTF-32 by its zeros, which stand at places of one kind; None for anything else."""
    zeros = [sample[place::4].count(0) / (len(sample) // 4 + 1) for place in range(4)]
    full = [share > _ZERO_SHARE for share in zeros]
    free = [share < _OTHER_ZERO_SHARE for share in zeros]
    for encoding, places in _ZERO_PLACES.items():
        if all(full[i] if is_zero else free[i] for i, is_zero in enumerate(places)):
            return encoding
    return None


_ZERO_PLACES = {
    "utf-16-le": (False, True, False, True),
    "utf-16-be": (True, False, True, False),
    "utf-32-le": (False, True, True, True),
    "utf-32-be": (True, True, True, False),
}
"""Which of four bytes are zero in Latin text."""


def is_binary(content: bytes) -> bool:
    """Whether so many bytes are controls that it cannot be text, but for UTF-16 and UTF-32."""
    sample = content[:_SAMPLE]
    if wide_encoding(sample):
        return False
    controls = len(sample) - len(sample.translate(None, _NOT_PRINTED))
    return controls > 1 + _BINARY_SHARE * len(sample)


def _labels(content: bytes, charset: str | None) -> Iterator[str]:
    """The names of encodings that the content and its transport give, as browsers understand."""
    import webencodings

    head = content[:_HEAD]
    found = (_XML_LABEL.search(head), _META_LABEL.search(head))
    told = (label[1].decode("ascii", "replace") for label in found if label)
    for label in (*told, charset or ""):
        known = webencodings.lookup(label) if label.isascii() else None
        if known and known.name not in _NO_LABELS:
            yield _CODECS.get(known.name, known.codec_info.name)


_NO_LABELS = ("replacement", "x-user-defined", "utf-16le", "utf-16be")
"""Of no text, or of one whose mark or zeros would have shown it."""
_CODECS = {"gbk": "gb18030", "windows-1252": "cp1252"}
"""Browsers decode the first as the second."""


def _decode(content: bytes, labels: list[str]) -> str:
    if "iso2022_jp" in labels and _SHIFTED.search(content):
        return repaired(content.decode("iso2022_jp", "replace"))
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as fault:
        is_cut = fault.reason == "unexpected end of data"
        # a lone byte behind nothing but ASCII is a last letter, as in a sender's name: Caf\xe9
        if is_cut and not content[:-1].isascii():
            return repaired(content.decode("utf-8", "ignore"))
    else:
        return repaired(text) if _C1_IN_UTF_8.search(content) else text  # bytes are searched faster
    lost = content.decode("utf-8", "replace")
    broken = lost.count("\ufffd")
    whole = len(_ABOVE_ASCII.findall(lost)) - broken
    if whole >= broken:  # in other encodings hardly one in ten would look whole
        return repaired(lost)
    return repaired(_in_another(content, [label for label in labels if label != "utf-8"]))


def _in_another(content: bytes, labels: list[str]) -> str:
    """The text in one of the encodings, or in one that is guessed, or in Windows-1252."""
    high = len(content) - len(content.translate(None, _HIGH))
    for label in labels:
        text = content.decode(label, "replace")
        if text.count("\ufffd") <= 1 + _DAMAGE * high:
            return text
    guess = _guess(content) if high >= _LEAST_TO_GUESS else None
    return content.decode(guess or "cp1252", "replace")


def _guess(content: bytes) -> str | None:
    from charset_normalizer import from_bytes

    fit = from_bytes(content[:_MOST_GUESSED], cp_isolation=[*_GUESSED])
    order = {encoding: place for place, encoding in enumerate(_GUESSED)}
    best = min(fit, key=lambda one: (one.chaos, -one.coherence, order[one.encoding]), default=None)
    return best.encoding if best else None


def _decoded_again(found: re.Match[str]) -> str:
    try:
        return found.group().encode("latin-1").decode("utf-8")
    except UnicodeDecodeError:
        return found.group()


_WINDOWS_1252 = {
    byte: bytes((byte,)).decode("cp1252", "ignore") or None for byte in range(0x80, 0xA0)
}
"""The five that even Windows-1252 leaves open go."""
