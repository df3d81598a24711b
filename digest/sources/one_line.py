"""Text for one line, from markup that may be anything."""

import html
import re

from digest.language.decoding import repaired
from digest.language.typography import without_ligatures

_TAG = re.compile(r"<[/!?a-zA-Z][^<>]*>")
_SCRIPT = re.compile(
    r"<(script|style|applet)\b[^<>]{0,500}>.{0,5000}?</\1\s{0,9}>", re.IGNORECASE | re.DOTALL
)
_REFERENCE = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
"""A complete one: `R&D` and `?id=3&copy=2` hold none."""
_MAIL_ADDRESS = re.compile(r"(?:mailto:)?[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){0,8}")
_IN_BRACKETS = re.compile(r"[\s<>]{0,20}\(([^()]{1,200})\)\s{0,20}")
# Controls, zero-width and direction marks: they hide words or turn a line round.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ud800-\udfff\ufeff]"
)
_LONGEST_LINE = 500


def one_line(text: str) -> str:
    """The text without marks that nobody sees and without ligatures, white space collapsed.

    At most 500 characters.
    """
    if len(text) > 20 * _LONGEST_LINE:
        text = text[: 20 * _LONGEST_LINE]
    line = without_ligatures(" ".join(text.split()))
    if not line.isprintable():
        line = _UNSEEN.sub("", repaired(line))
    return line[:_LONGEST_LINE].strip()


def from_markup(text: str, *, rounds: int = 2) -> str:
    """One line of plain text from a title that may be text, HTML, or HTML escaped once more."""
    text = text[: 20 * _LONGEST_LINE]
    for _ in range(rounds):
        if "<" not in text and "&" not in text:
            break
        text = _REFERENCE.sub(
            lambda whole: html.unescape(whole[0]), _TAG.sub("", _SCRIPT.sub("", text))
        )
    return one_line(text)


def person(text: str) -> str:
    """A name without the mail address beside it; "" where there is nothing but an address."""
    if "@" in text:
        text = _MAIL_ADDRESS.sub(" ", text)
        inner = _IN_BRACKETS.fullmatch(text)
        text = inner[1] if inner else text.strip(" \t\r\n()<>,;-")
    return from_markup(text)


def language_code(written: str) -> str | None:
    """`en` of `en`, `EN-gb` or `en_US`; None for anything that is no such code."""
    primary = written.strip().lower().replace("_", "-").split("-")[0]
    return primary if re.fullmatch("[a-z]{2}", primary) else None
