"""Form: one whole sentence of plain text, with nothing in it that an output could mistake."""

import re
import unicodedata
from typing import Literal

from digest.language.lexicons import Lexicon
from digest.language.marks import marked, without_lengths
from digest.language.words import runs

Kind = Literal["sentence", "headline"]

MAX_LENGTH = 1000
"""Code points; no sentence that a person wants to read is longer."""
REPEATED = 7
"""Words in a row that no sentence has twice."""
_LINK = re.compile(
    r"\b(?:https?|ftp|javascript|data|vbscript|file)\s?:\S|\bwww\.|\bmailto:"
    r"|\b[\w-]{1,63}\.[a-z]{2,10}/\w",
    re.IGNORECASE,
)
_MARKDOWN = re.compile(
    r"\]\(|!\[|\*\*|(?<!\w)__|`[^`']*`|^\s{0,3}(?:#{1,6} |[-*+>] |\d{1,3}[.)] )|\|[^|]*\|"
)
_HOSTILE = (
    (re.compile(r"<\s*[a-zA-Z/!?]|&(?:#\w{1,8}|[a-zA-Z]{2,10});"), "it carries HTML"),
    (re.compile(r"\{\{|\{%|\{#|\$\{|<%|%\}|\}\}"), "it carries template code"),
    (_LINK, "it carries a link"),
    (re.compile(r"\w@[\w-]{1,63}\.\w"), "it carries an e-mail address"),
    (_MARKDOWN, "it carries Markdown"),
    (re.compile(r"\[\d{1,4}(?:\s?[,;]\s?\d{1,4}){0,20}\]"), "it carries a citation number"),
)
_ADDRESS = re.compile(r"(?<![\w@])(?:[\w-]{1,63}\.){1,4}[a-z]{2,24}(?!\w)", re.IGNORECASE)
"""What a mail program makes a link of by itself: `harbour-courier.example`."""
_ENDS = re.compile(r"""[.!?。！？।؟]['"’”»“)\]]{0,3}$""")
_LAST_WORD = re.compile(r"""(\w+)[.!?]['"’”»)\]]{0,3}$""")
_UNFINISHED = re.compile(r"""(?:\.\.\.|…|[,;:–—-])['"’”»)\]]{0,3}$""")
_CLOSING = "'\"’”»)] "
_PAIRS = ("()", "[]", "“”")
_INVISIBLE = frozenset("\u200b\u2060\ufeff")
_HIDING = (("\u202a", "\u202e"), ("\u2066", "\u2069"), ("\U000e0000", "\U000e0fff"))
"""Direction overrides and isolates, and the tag characters that spell words nobody sees."""


def hostile(text: str) -> tuple[str, ...]:
    """Faults that no source excuses: markup, links, characters that hide or turn text round."""
    if len(text) > MAX_LENGTH:
        return (f"it is longer than {MAX_LENGTH} characters",)
    faults = [message for pattern, message in _HOSTILE if pattern.search(text)]
    if any(_is_unprintable(char) for char in text):
        faults.append("it carries control, bidirectional or invisible characters")
    return tuple(dict.fromkeys(faults))


def addresses(text: str) -> tuple[str, ...]:
    """What readers' programs would make links of."""
    return tuple(found[0] for found in _ADDRESS.finditer(text) if not found[0].isupper())


def _is_unprintable(char: str) -> bool:
    if char.isascii():
        return not char.isprintable()
    if char in _INVISIBLE or any(first <= char <= last for first, last in _HIDING):
        return True
    return unicodedata.category(char) in ("Cc", "Cs", "Co", "Cn", "Zl", "Zp")


def is_cut_off(text: str) -> bool:
    """Whether it stops in the middle, as the teaser of a feed does."""
    return text.rstrip(_CLOSING).endswith(("...", "…"))


def whole(text: str, kind: Kind, words: Lexicon) -> tuple[str, ...]:
    """Faults of a text that is no whole sentence, or no whole headline."""
    if len(text.split()) < (3 if kind == "sentence" else 2) and text.isascii():
        return ("it is no whole sentence",)
    faults = []
    if _UNFINISHED.search(text) or (kind == "sentence" and _stops_short(text, words)):
        faults.append("it is unfinished")
    elif kind == "sentence" and not _ENDS.search(text):
        faults.append("it does not end as a sentence ends")
    first = re.search(r"\w+", text)
    if kind == "sentence" and ((first and first.group().islower()) or _lacks_subject(text, words)):
        faults.append("it does not begin as a sentence begins")
    if kind == "sentence" and _says_twice(text):
        faults.append("it says the same twice")
    return (*faults, *unclosed(text))


def _stops_short(text: str, words: Lexicon) -> bool:
    """`They found the` stops short."""
    last = _LAST_WORD.search(text)
    return last is not None and last.group(1) in words.never_last


def _lacks_subject(text: str, words: Lexicon) -> bool:
    """`Was arrested on Tuesday` lacks one."""
    first = text.split(" ", 1)[0]
    return first.istitle() and first.lower() in words.never_first and "?" not in text


def _says_twice(text: str) -> bool:
    """Whether a run of words comes again: what a small model does that joins two sentences.

    Not inside quotation marks: somebody may say it twice.
    """
    told = text
    for start, end in reversed(marked(text)):
        told = told[:start] + told[end:]
    said = re.findall(r"\w+", told.casefold())
    return len(runs(said, REPEATED)) < len(said) - REPEATED + 1


def unclosed(text: str) -> tuple[str, ...]:
    """The fault of a text with an opening bracket or mark whose partner it lacks."""
    text = without_lengths(text)
    if any(text.count(pair[0]) != text.count(pair[1]) for pair in _PAIRS) or text.count('"') % 2:
        return ("a bracket or quotation mark is not closed",)
    return ()
