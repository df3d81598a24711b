"""Whether a text lays something at somebody's door, or tells somebody to do something.

Where one outlet alone says such a thing it is printed under that outlet's name.
"""

import re
from functools import cache

from digest.language.lexicons import either, lexicon


def is_charge(text: str, language: str) -> bool:
    """Whether it accuses, demands or instructs. Never in a language without words for that."""
    pattern = _charges(language)
    return pattern is not None and pattern.search(text) is not None


@cache
def _charges(language: str) -> re.Pattern[str] | None:
    known = lexicon(language)
    return either((*known.accuses, *known.crimes, *known.demands))
