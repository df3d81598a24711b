"""Whether a text reports: it names a day, or who said so. Guides, lists and reviews do neither."""

from collections.abc import Sequence

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
    days = sum(word in known.weekdays for word in words)
    speakers = sum(word in known.inverts for word in words)
    if WORDS_TO_A_SIGN * (days + speakers) < len(words):
        return True
    readers = sum(word in known.second_person for word in words)
    return not days and WORDS_TO_A_YOU * readers >= len(words)
