"""Text for one line, from markup that may be anything."""

import html
import re

_TAG = re.compile(r"<[/!?a-zA-Z][^<>]*>")
# Controls, zero-width and direction marks: they hide words or turn a line round.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ud800-\udfff\ufeff]"
)
_LONGEST_LINE = 500


def one_line(text: str) -> str:
    """The text without marks that nobody sees, white space collapsed, at most 500 characters."""
    if len(text) > 20 * _LONGEST_LINE:
        text = text[: 20 * _LONGEST_LINE]
    line = " ".join(text.split())
    if not line.isprintable():
        line = _UNSEEN.sub("", line)
    return line[:_LONGEST_LINE].strip()


def from_markup(text: str) -> str:
    """One line of plain text from a title that may be text, HTML, or HTML escaped once more."""
    text = text[: 20 * _LONGEST_LINE]
    for _ in range(2):
        if "<" not in text and "&" not in text:
            break
        text = html.unescape(_TAG.sub("", text))
    return one_line(text)


def language_code(written: str) -> str | None:
    """`en` of `en`, `EN-gb` or `en_US`; None for anything that is no such code."""
    primary = written.strip().lower().replace("_", "-").split("-")[0]
    return primary if re.fullmatch("[a-z]{2}", primary) else None
