"""Whether a text reports: it names a day, or who said so. Guides, lists and reviews do neither."""

from collections.abc import Container, Sequence

from digest.language.lexicons import lexicon

FEWEST_WORDS = 100
"""A shorter text may report without a day and a speaker."""
WORDS_TO_A_SIGN = 400
"""A guide, too, has a speaker or opening hours; a report has a sign in so many words at least."""
WORDS_TO_A_YOU = 100
"""Where `you` stands as often as once in so many words, the text speaks to its reader."""


def is_timeless(words: Sequence[str], language: str) -> bool:
    """Whether words in small letters hardly name a weekday or a speaker, or speak to the reader.

    Who names a weekday may speak to the reader as well. Never said of a short text, nor in a
    language whose weekdays and verbs of saying are not known.
    """
    known = lexicon(language)
    if not known.weekdays or not known.inverts or len(words) < FEWEST_WORDS:
        return False
    days, speakers = _count(words, known.weekdays), _count(words, known.inverts)
    if WORDS_TO_A_SIGN * (days + speakers) < len(words):
        return True
    return not days and WORDS_TO_A_YOU * _count(words, known.second_person) >= len(words)


def _count(words: Sequence[str], some: Container[str]) -> int:
    return sum(map(some.__contains__, words))
