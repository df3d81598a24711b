"""The patterns by which page furniture is recognised, in all languages that are read.

Each cue is one pattern of plain alternatives, so that matching takes linear time; a cue alone
decides nothing: `furniture` weighs it against the shape of the line and its place in the text.
"""

import re
from functools import cache

from digest.language.lexicons import everywhere
from digest.language.months import any_month


@cache
def cue(name: str) -> re.Pattern[str]:
    """One pattern for lower-case text: matching without regard to case takes twice the time."""
    patterns = everywhere(name)
    if name == "stamp":
        patterns = (*patterns, rf"\b{any_month()}\.? \d{{1,2}}\b|\b\d{{1,2}}\.? {any_month()}\b")
    return re.compile("|".join(patterns))


@cache
def pleas() -> re.Pattern[str]:
    """Sentences that beg for a click."""
    return re.compile("|".join(everywhere("plea_sentences")), re.MULTILINE)
