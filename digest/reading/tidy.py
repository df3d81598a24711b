"""Clean characters: one form, one kind of line end, and nothing that has no business in a text."""

import re
import unicodedata

from digest.language.decoding import repaired
from digest.language.typography import without_ligatures

_LINE_END = re.compile("\r\n|[\r\x0b\x0c\x1c\x1d\x1e\u2028\u2029]")
# Controls, bidirectional marks, zero-width signs, soft hyphens, private use, and the invisible
# "tag" letters that can hide instructions.  The joiners U+200C and U+200D are spelling in Persian
# and in Indic scripts, so they go only where no such letter stands before them.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u206f\ufeff\ufff9-\ufffc\ud800-\udfff\ue000-\uf8ff\U000e0000-\U000e0fff]"
)
_JOINER = re.compile("[\u200c\u200d](?<![\u0600-\u0dff\u2600-\U0001faff\ufe0f].)")
_SPACES = re.compile(r"[^\S\n ][^\S\n]*| [^\S\n]+")
"""White space within a line that is more than one space, or another."""
_BULLET = re.compile(r"^[•‣⁃∙◦●▪■►➤]+ ?(?=\S)", re.MULTILINE)


def tidy(text: str) -> str:
    """One form of text: composed, one kind of line end, single spaces, no ligatures.

    Invisible characters go, too.
    Lines are stripped, so that a span over them never begins or ends in a space.
    """
    text = _JOINER.sub("", _INVISIBLE.sub("", _LINE_END.sub("\n", repaired(text))))
    text = unicodedata.normalize("NFC", without_ligatures(text))
    return "\n".join(line.strip() for line in _SPACES.sub(" ", text).split("\n")).strip("\n")


def without_bullets(text: str) -> str:
    """The text whose lines begin with their words: of a list an item is told, and not its mark."""
    return _BULLET.sub("", text)


def one_line(text: str) -> str:
    """The text tidied on a single line: for titles and names."""
    return " ".join(tidy(text).split())


def words_of(text: str) -> list[str]:
    """The words of text, lower case; in scripts without spaces, its single characters."""
    return _WORDS.findall(text.lower())


_WORDS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W_\u3040-\u30ff\u3400-\u9fff]+")
