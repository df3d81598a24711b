"""Which way a text runs, for pages in which texts of both ways stand beside one another."""

import unicodedata

RIGHT_TO_LEFT = frozenset(
    {"ar", "arc", "ckb", "dv", "fa", "he", "iw", "ps", "sd", "ug", "ur", "yi"}
)
_RIGHT = {"R", "AL"}
_LEFT = {"L"}


def is_right_to_left(language: str | None) -> bool:
    """Whether a language, by its code or tag, is written from right to left."""
    return (language or "").lower().replace("_", "-").split("-")[0] in RIGHT_TO_LEFT


def runs_otherwise(text: str, *, in_right_to_left: bool) -> bool:
    """Whether letters of the text run against the text around it, so that it must stand apart."""
    against = _LEFT if in_right_to_left else _RIGHT
    if text.isascii() and not in_right_to_left:
        return False
    return any(unicodedata.bidirectional(char) in against for char in text)
