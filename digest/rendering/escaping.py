"""Words made safe for Markdown with as few backslashes as it takes, so that it reads well raw."""

import re

from digest.rendering.text import clean, without_hosts, without_mailboxes

# Everything that can open markup in the middle of a line under CommonMark or on a forge.
_INLINE = re.compile(
    r"""
      \\(?=[!-/:-@\[-`{-~]|$)                   # a backslash that would escape something
    | [`\[\]~]                                  # code, links, strike-through
    | (?<![^\s])\*(?=[^\s])|(?<=[^\s])\*        # a star that touches a word
    | (?<![^\W_])_|_(?![^\W_])                  # an underscore at the edge of a word
    | <(?=[A-Za-z/!?])                          # a tag, a comment, an autolink
    | &(?=\#?[A-Za-z0-9]+;)                     # an entity
    | (?<=http):(?=//)|(?<=https):(?=//)|(?<=ftp):(?=//)  # addresses that forges turn into links
    | (?<=www)\.
    | \$(?!\d)                                  # mathematics on a forge; "$5" is money
    """,
    re.VERBOSE | re.IGNORECASE,
)
_LINE_START = re.compile(r"(?:>|#{1,6}(?=\s|$)|[-+](?=\s|$)|-(?=[-\s]*$)|\*(?=\s|$)|=(?==*$))")
_NUMBERED = re.compile(r"(\d{1,9})([.)])(?=\s|$)")


def escape(text: str) -> str:
    """The text as inline Markdown that shows exactly these words, on one line, with no markup.

    It may stand at the start of a block (a list item, a heading, a paragraph) or inside a line,
    as the text of a link too. Addresses in it stay words, of which no forge makes a link.
    """
    line = without_hosts(_INLINE.sub(r"\\\g<0>", without_mailboxes(clean(text))), "\\.")
    line = _NUMBERED.sub(r"\1\\\2", line, count=1) if line[:1].isdigit() else line
    if line.endswith("#"):  # the end of a heading, which would drop it
        line = line[:-1] + "\\#"
    if _LINE_START.match(line):
        line = "\\" + line
    return line


def escape_cell(text: str) -> str:
    """As `escape`, for a cell of a table."""
    return escape(text).replace("|", "\\|")
