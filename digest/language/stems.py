"""Sentences as bags of word stems: what centrality and "only in" compare."""

from functools import cache, lru_cache

from digest.language.lexicons import lexicon
from digest.language.words import stem, words


@lru_cache(maxsize=8192)
def terms(text: str, language: str) -> tuple[str, ...]:
    """The stems of the words and numbers of a text, in order."""
    return tuple(word.stem for word in words(text, language) if word.is_word or word.is_number)


@cache
def function_terms(language: str) -> frozenset[str]:
    """The stems that carry no content."""
    return frozenset(stem(word, language) for word in lexicon(language).stopwords)


def content(text: str, language: str) -> frozenset[str]:
    """The different stems that carry content."""
    return frozenset(terms(text, language)) - function_terms(language)
