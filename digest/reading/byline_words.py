"""The patterns by which a byline is read, made of the words of all languages."""

import re
from dataclasses import dataclass
from functools import cache

from digest.language.lexicons import everywhere
from digest.language.months import months

_SHORT_MONTH = 3
"""Letters of `Jan` or `Dec`, which is glued to a name oftener than a whole month."""


@dataclass(frozen=True, slots=True)
class BylineWords:
    """What stands before, between, in and behind the names of authors."""

    byline: re.Pattern[str]
    """`By`, `Written by`, `Authors:` before the names."""
    label: re.Pattern[str]
    """A line that says nothing else."""
    between: re.Pattern[str]
    after: re.Pattern[str]
    """A date, an outlet, what was edited."""
    glued: re.Pattern[str]
    """Where a name and a date have lost the space between them."""
    role: re.Pattern[str]
    role_after_name: re.Pattern[str]
    organisation: re.Pattern[str]
    no_name: re.Pattern[str]
    never_first: frozenset[str]


@cache
def byline_words() -> BylineWords:
    """Made once, as all lexicons are read for it."""
    by, what, label = _any("by_words"), _any("by_what"), _any("author_labels")
    labelled = f"(?:{label}|{_any('colon_labels')})"
    short = "|".join(
        sorted({name for name in months() if name.isascii() and len(name) == _SHORT_MONTH})
    )
    return BylineWords(
        byline=_plain(
            rf"^\W*(?:(?:{what} )?{by}\b[:\s]+|by(?=(?-i:[A-Z][a-z]))|{labelled}\s*:\s*)"
        ),
        label=_plain(rf"^\W*(?:(?:{what} )?{by}|{label})\W*$"),
        between=re.compile(rf"\s*(?:[,;|&•]|\s/\s|\b{_any('name_joints')}\b)\s*"),
        after=_plain(
            rf"\s+(?:[|•–—-]\s|{_any('after_byline')}\b|\d{{1,2}}\b|(?:{short})[a-z]*\.?\s+\d).*$"
        ),
        glued=re.compile(rf"(?<=[a-z])(?=(?:{_capitalised(short)})[a-z]*\.? \d)"),
        role=_plain(rf"\b{_any('author_roles')}\b"),
        role_after_name=_plain(rf"\s+{_any('roles_after_name')}\b.*$"),
        organisation=_plain(rf"\b{_any('organisations')}\.?$"),
        no_name=_plain("|".join(everywhere("no_names"))),
        never_first=frozenset(everywhere("never_first_name")),
    )


def _any(name: str) -> str:
    return f"(?:{'|'.join(everywhere(name))})"


def _plain(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def _capitalised(words: str) -> str:
    return "|".join(word.capitalize() for word in words.split("|"))
