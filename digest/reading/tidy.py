"""From bytes to clean characters: encodings, line ends, and what has no business in a text."""

import re
import unicodedata

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_META_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?([\w-]{2,40})""", re.IGNORECASE)
_XML_CHARSET = re.compile(rb"""<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w-]{2,40})""", re.IGNORECASE)
_LINE_END = re.compile("\r\n|[\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029]")
# Controls, bidirectional marks, zero-width signs, soft hyphens, private use, and the invisible
# "tag" letters that can hide instructions.  The joiners U+200C and U+200D are spelling in Persian
# and in Indic scripts, so they go only where no such letter stands before them.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u206f\ufeff\ufff9-\ufffc\ud800-\udfff\ue000-\uf8ff\U000e0000-\U000e0fff]"
    "|(?<![\u0600-\u0dff\u2600-\U0001faff\ufe0f])[\u200c\u200d]"
)
# UTF-8 that was read as Latin-1 and written again: a C1 control shows it, for no text has those.
_TWICE_ENCODED = re.compile("[\xc2-\xf4](?:[\x80-\xbf]?[\x80-\x9f][\x80-\xbf]?)[\x80-\xbf]?")
_SPACES = re.compile(r"[^\S\n]+")
_SAMPLE = 65_536
_FIRST_PRINTED = 0x20
"""Bytes under it are controls."""


class NotTextError(ValueError):
    """The bytes are not text in any encoding."""


def decode(content: bytes, charset: str | None = None) -> str:
    """The characters of content, whatever it is encoded in. Raises NotTextError for binary data.

    A byte order mark wins; then UTF-8, which other encodings hardly ever imitate; then what the
    content says of itself, what its transport said, and a guess.
    """
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return content.decode(encoding, errors="replace")
    if b"\x00" in content[:_SAMPLE]:
        return _decode_with_nulls(content)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as fault:
        if fault.start > len(content) - 4:  # cut inside the last character
            return content.decode("utf-8", errors="ignore")
    for name in filter(None, (_declared(content), charset, _guess(content))):
        try:
            return content.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
    if _looks_binary(content):
        raise NotTextError
    return content.decode(_lenient(content), errors="replace")


def _decode_with_nulls(content: bytes) -> str:
    """UTF-16 without a mark shows NULs in every second place; anything else is scattered NULs."""
    sample = content[:4096]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if max(even, odd) > 0.3 * len(sample) / 2 and min(even, odd) < 0.05 * len(sample):
        text = content.decode("utf-16-le" if odd > even else "utf-16-be", errors="replace")
        if not _looks_binary(text[:4096].encode("utf-8", "replace")):
            return text
    if _looks_binary(content):
        raise NotTextError
    return decode(content.replace(b"\x00", b""))


def _looks_binary(content: bytes) -> bool:
    sample = content[:8192]
    controls = sum(
        1 for byte in sample if byte < _FIRST_PRINTED and byte not in {9, 10, 12, 13, 27}
    )
    return controls > 0.02 * len(sample)


def _declared(content: bytes) -> str | None:
    head = content[:4096]
    found = _META_CHARSET.search(head) or _XML_CHARSET.search(head)
    if found is None:
        return None
    name = found.group(1).decode("ascii", "ignore").lower()
    # Browsers read both names as Windows-1252, and so do pages.
    return "cp1252" if name in {"iso-8859-1", "latin-1", "latin1", "ascii", "us-ascii"} else name


def _guess(content: bytes) -> str | None:
    if _looks_binary(content):
        return None
    from charset_normalizer import from_bytes

    best = from_bytes(content[:_SAMPLE]).best()
    return best.encoding if best else None


def _lenient(content: bytes) -> str:
    """UTF-8 with a few broken bytes is likelier than Windows-1252 full of two-byte rubbish."""
    broken = content[:_SAMPLE].decode("utf-8", errors="replace").count("\ufffd")
    return "utf-8" if broken * 50 < len(content[:_SAMPLE]) else "cp1252"


def tidy(text: str) -> str:
    """One form of text: composed, one kind of line end, single spaces, no invisible characters.

    Lines are stripped, so that a span over them never begins or ends in a space.
    """
    text = _TWICE_ENCODED.sub(_decoded_again, text)
    text = _INVISIBLE.sub("", _LINE_END.sub("\n", text))
    text = unicodedata.normalize("NFC", text)
    return "\n".join(line.strip() for line in _SPACES.sub(" ", text).split("\n")).strip("\n")


def _decoded_again(found: re.Match[str]) -> str:
    try:
        return found.group().encode("latin-1").decode("utf-8")
    except UnicodeDecodeError:
        return found.group()


def one_line(text: str) -> str:
    """The text tidied on a single line: for titles and names."""
    return " ".join(tidy(text).split())


def words_of(text: str) -> list[str]:
    """The words of text, lower case; in scripts without spaces, its single characters."""
    return _WORDS.findall(text.lower())


_WORDS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W_\u3040-\u30ff\u3400-\u9fff]+")
