"""What people are called for what they do: `mayor`, and `Pflegedirektorin` by its last part."""

from functools import lru_cache

from digest.language.lexicons import lexicon

_SHORTEST_PART = 4
"""Letters of a noun behind another one; before it stand three at least."""


@lru_cache(maxsize=1 << 14)
def is_office(norm: str, language: str) -> bool:
    """Whether a word in small letters is an office, alone or where nouns are joined."""
    known = lexicon(language)
    ends = range(_SHORTEST_PART - 1, len(norm) - _SHORTEST_PART + 1) if known.joins_nouns else ()
    return norm in known.held or any(norm[at:] in known.held for at in ends)
