"""Where quotations open and close in a text, in any of the habits of the press."""

import re

from digest.model import Span

_SINGLE = r"‘((?:[^‘’\n]|’(?=\w)|(?<=s)’(?= [a-z][^‘\n]{0,200}’(?!\w)))*)’(?!\w)"
"""The mark of `the workers’ rights` closes nothing while another one follows."""
_MARKED = re.compile(
    r"“([^“”\n]*)”|„([^„“”\n]*)[“”]|«([^«»\n]*)»|»([^«»\n]*)«|「([^「」\n]*)」|『([^『』\n]*)』"
    r'|"([^"\n]*)"|(?<![\w’])' + _SINGLE + r"|(?<![\w'])'([^'\n]*(?:\w'\w[^'\n]*)*)'(?!\w)"
)
# Between double marks, in one line; an opening mark without its partner opens to the line's end.
_CURLY = r"[“„]([^“”„\n]*)(?:[”“]|$)|«([^«»\n]*)»|»([^«»\n]*)«"
_PAIRED = re.compile(_CURLY + r"|\"([^\"\n]*)\"", re.MULTILINE)
_SPOKEN = re.compile(_CURLY + r"|(?<![\w.,!?])\"(?=\S)([^\"\n]*)(?:\"|$)", re.MULTILINE)

_TWIN = re.compile(r"(?<![^\s(\[/–—-])(?:”(?=[^“”„\n]*”)|»(?=[^«»\n]*»))")
"""The first of two marks that face the same way, as Swedes and Finns write them."""
_FACING = str.maketrans("”»", "“«")

_LENGTH = re.compile(r"""\d['’′]\s?\d{1,2}["”″]|(?<=\d['’′])["”″]""")


def without_lengths(text: str) -> str:
    """The text with the marks of feet and inches made blanks: `5'3"` quotes nothing."""
    return _LENGTH.sub(lambda match: re.sub(r"\D", " ", match.group()), text)


def facing(text: str) -> str:
    """The text, as long as before, with ”so” as “so” and »so» as «so»."""
    if "”" not in text and "»" not in text:
        return text
    return _TWIN.sub(lambda match: match.group().translate(_FACING), text)


def marked(text: str) -> tuple[Span, ...]:
    """The texts between quotation marks, marks left out, in order."""
    spans = []
    for match in _MARKED.finditer(facing(without_lengths(text))):
        group = match.lastindex or 0
        start, end = match.span(group)
        if text[start:end].strip():
            spans.append(Span(start, end))
    return tuple(spans)


def paired(text: str) -> tuple[Span, ...]:
    """The texts between double marks, pair by pair, whichever way they face."""
    return tuple(
        Span(*match.span(match.lastindex or 0)) for match in _PAIRED.finditer(facing(text))
    )


def spoken(text: str) -> tuple[Span, ...]:
    """The texts that somebody says: behind an opening mark, to its partner or the line's end."""
    return tuple(
        Span(*match.span(match.lastindex or 0)) for match in _SPOKEN.finditer(facing(text))
    )
