"""Texts that break off: in the middle, or inside a bracket or quotation mark."""

from digest.language.marks import facing, without_lengths

CLOSING = "'\"’”»)] "
"""What may follow the end of a text."""
_PAIRS = ("()", "[]")


def is_cut_off(text: str) -> bool:
    """Whether it stops in the middle, as the teaser of a feed does."""
    return text.rstrip(CLOSING).endswith(("...", "…"))


def is_unclosed(text: str) -> bool:
    """Whether it has an opening bracket or mark whose partner it lacks."""
    text = facing(without_lengths(text))
    if any(text.count(pair[0]) != text.count(pair[1]) for pair in _PAIRS) or text.count('"') % 2:
        return True
    low, opening, closing = map(text.count, "„“”")
    is_german = low == opening and not closing  # „so“, where “ closes
    return not is_german and closing != opening + low
