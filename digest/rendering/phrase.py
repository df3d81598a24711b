"""A label filled in: text that still knows which of its words are ours and which are somebody's."""

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from string import Formatter
from typing import Self

Parts = tuple[tuple[str, str], ...]
"""Our words, and the value that follows them: a phrase itself, or somebody's words."""


_PATTERNS_KEPT = 2048


class Phrase(str):
    """The words as they are read; each form of the edition writes them safely by `written`."""

    __slots__ = ("_parts",)
    _parts: Parts

    def __new__(cls, pattern: str, values: Mapping[str, str]) -> Self:
        """The pattern with its `{name}`s filled in. Raises KeyError for one that is not given."""
        parts = tuple(_parts(pattern, values))
        phrase = super().__new__(cls, "".join(words + value for words, value in parts))
        phrase._parts = parts
        return phrase

    @classmethod
    def ours(cls, words: str) -> Self:
        """Words of our own, as they are."""
        phrase = super().__new__(cls, words)
        phrase._parts = ((words, ""),)
        return phrase

    def written(self, ours: Callable[[str], str], theirs: Callable[[str], str]) -> str:
        """Our words and those of the values, each made safe in its way."""
        return "".join(
            ours(words)
            + (value.written(ours, theirs) if isinstance(value, Phrase) else theirs(value))
            for words, value in self._parts
        )


@lru_cache(_PATTERNS_KEPT)
def parsed(pattern: str) -> tuple[tuple[str, str | None], ...]:
    """Words, and the name of what follows them. Raises ValueError for a malformed pattern."""
    return tuple((words, name) for words, name, _, _ in Formatter().parse(pattern))


def names(pattern: str) -> set[str]:
    """What a pattern needs. Raises ValueError for one that is malformed."""
    return {name for _, name in parsed(pattern) if name is not None}


def _parts(pattern: str, values: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for words, name in parsed(pattern):
        yield words, "" if name is None else values[name]
