"""Texts that are spelled in one way: colours, names of themes and of variables."""

import re

_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
_THEME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]*")
_KEY_VARIABLE = re.compile(r"[A-Z][A-Z0-9_]*API_KEY")


def known_colour(written: str) -> str:
    """The colour as it is. Raises ValueError for a name or another notation."""
    if not _COLOUR.fullmatch(written):
        raise ValueError(f"no colour {written!r}; write it as #rrggbb, such as #1a5fb4")
    return written


def known_theme_name(name: str) -> str:
    """The name as it is. Raises ValueError for a path: themes are folders of one folder."""
    if not _THEME.fullmatch(name):
        raise ValueError(f"no name of a theme {name!r}; it has letters, digits, '.', '-' and '_'")
    return name


def known_key_variable(name: str) -> str:
    """The name as it is. Raises ValueError for another, which is not shown: it may be the key."""
    if not _KEY_VARIABLE.fullmatch(name):
        raise ValueError("wanted is the name of a variable that ends in API_KEY, not the key")
    return name
