"""Names that have two forms: countries and their people, bodies and their letters, US states."""

from collections import defaultdict
from collections.abc import Mapping
from functools import cache

from digest.language.lexicons import lexicon
from digest.language.words import without_accents


@cache
def aliases(language: str) -> Mapping[str, frozenset[str]]:
    """A name in small letters, to all the names of the same."""
    words = lexicon(language)
    groups = [*words.aliases, *words.state_abbreviations.items()]
    found: defaultdict[str, frozenset[str]] = defaultdict(frozenset)
    for group in groups:
        for name in group:
            found[name] |= frozenset(group)
    return dict(found)


@cache
def endings(language: str) -> frozenset[str]:
    """What a name, and a word made of it, have behind the letters that they share."""
    return lexicon(language).name_endings | {""}


@cache
def forms_of_address(language: str) -> frozenset[str]:
    """What stands before a name, without accents: titles shortened or spelled out, and roles."""
    words = lexicon(language)
    written = words.forms_of_address | words.titles | words.roles
    return frozenset(without_accents(word) for word in written)
