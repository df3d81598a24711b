"""Whether a text lays something at somebody's door, or tells somebody to do something.

Where one outlet alone says such a thing it is printed under that outlet's name.
"""

from digest.language.lexicons import has, lexicon


def is_charge(text: str, language: str) -> bool:
    """Whether it accuses, demands or instructs. Never in a language without words for that."""
    known = lexicon(language)
    return has(text, (*known.accuses, *known.crimes, *known.demands))
