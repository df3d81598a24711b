"""How long a text takes to read."""

from collections.abc import Iterable
from math import ceil

from digest.language.words import TOKEN

_WORDS_A_MINUTE = {
    "ar": 138,
    "de": 179,
    "en": 228,
    "es": 218,
    "fi": 161,
    "fr": 195,
    "he": 187,
    "it": 188,
    "nl": 202,
    "pl": 166,
    "pt": 181,
    "ru": 184,
    "sl": 180,
    "sv": 199,
    "tr": 166,
}
"""Words that readers of a language read in a minute (IReST: Trauzettel-Klosinski and Dietz,
Investigative Ophthalmology & Visual Science 53, 2012)."""
_CHARACTERS_A_MINUTE = {"zh": 255, "ja": 357}
"""The same in characters, where no spaces part the words."""
_MEAN = 184
"""Of the 17 languages measured there."""


def minutes(texts: Iterable[tuple[str, str]]) -> int:
    """The minutes, at least one, that texts take, each with its language (ISO 639-1)."""
    return max(1, ceil(sum(_units(text) / _pace(language) for text, language in texts)))


def _units(text: str) -> int:
    """Its words and numbers; each character of Chinese and Japanese is one."""
    return sum(found[0][0].isalnum() for found in TOKEN.finditer(text))


def _pace(language: str) -> int:
    return _CHARACTERS_A_MINUTE.get(language) or _WORDS_A_MINUTE.get(language, _MEAN)
