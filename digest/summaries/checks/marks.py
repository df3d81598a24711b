"""Where quotations open and close in a text, in any of the habits of the press."""

import re

from digest.model import Span

_MARKED = re.compile(
    r"“([^“”\n]*)”|„([^„“”\n]*)[“”]|«([^«»\n]*)»|»([^«»\n]*)«|「([^「」\n]*)」|『([^『』\n]*)』"
    r'|"([^"\n]*)"|(?<![\w’])‘([^‘\n]*?)’(?!\w)|(?<![\w\'])\'([^\'\n]*(?:\w\'\w[^\'\n]*)*)\'(?!\w)'
)
# Between double marks, in one line; an opening mark without its partner opens to the line's end.
_DOUBLE = re.compile(
    r"[“„]([^“”„\n]*)(?:[”“]|$)|«([^«»\n]*)»|»([^«»\n]*)«|\"([^\"\n]*)\"", re.MULTILINE
)


def marked(text: str) -> tuple[Span, ...]:
    """The texts between quotation marks, marks left out, in order."""
    spans = []
    for match in _MARKED.finditer(text):
        group = match.lastindex or 0
        start, end = match.span(group)
        if text[start:end].strip():
            spans.append(Span(start, end))
    return tuple(spans)


def spoken(text: str) -> tuple[Span, ...]:
    """The texts between double marks of an article; a quotation goes on over an open line's end."""
    return tuple(Span(*match.span(match.lastindex or 0)) for match in _DOUBLE.finditer(text))
