"""What a section of a lexicon is made of.

All words are lower-case. A list is written as one string of words, or as an array where phrases
have spaces; a table gives each meaning the words that say it, so that `12 = "twelve dozen"`.
"""

from collections.abc import Mapping
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict


def _listed(words: object) -> object:
    return words.split() if isinstance(words, str) else words


def _by_word(table: object) -> object:
    if not isinstance(table, Mapping):
        return table
    return {word: meaning for meaning, words in table.items() for word in _each(words)}


def _each(words: object) -> list[str]:
    listed = _listed(words)
    if not isinstance(listed, list):
        raise ValueError(f"{words!r} is no list of words")  # noqa: TRY004 -- pydantic tells it
    return listed


Words = Annotated[frozenset[str], BeforeValidator(_listed)]
Ordered = Annotated[tuple[str, ...], BeforeValidator(_listed)]
Patterns = tuple[str, ...]
"""Regular expressions; whichever is found decides, so their order says nothing."""
Values = Annotated[Mapping[str, float], BeforeValidator(_by_word)]
Numbers = Annotated[Mapping[str, int], BeforeValidator(_by_word)]
Meanings = Annotated[Mapping[str, str], BeforeValidator(_by_word)]


class Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
