"""The words of each language, one file a language: what names, figures, days and speakers are.

`common.toml` has what is no matter of one language, such as `km`; every lexicon has that too.
A language without a file gets only this: what needs word lists abstains there.
"""

import re
import tomllib
from collections.abc import Callable, Mapping
from functools import cache, cached_property
from pathlib import Path

from digest.language.lexicons import cldr
from digest.language.lexicons.event_words import Calendar, Events
from digest.language.lexicons.frame_words import Frames
from digest.language.lexicons.page_words import Byline, Correspondence, Orders, Page
from digest.language.lexicons.section import Section
from digest.language.lexicons.speech_words import People, Speech
from digest.language.lexicons.spelled import composed
from digest.language.lexicons.word_lists import (
    SECTIONS,
    Counting,
    Grammar,
    Headlines,
    Names,
    Sentences,
)

FOLDER = Path(__file__).parent
_COMMON = "common"


class Lexicon(
    Grammar,
    Sentences,
    Counting,
    Calendar,
    Speech,
    People,
    Names,
    Events,
    Frames,
    Headlines,
    Page,
    Byline,
    Correspondence,
    Orders,
):
    """All sections of a language, its lists under their own names."""

    language: str

    @cached_property
    def months(self) -> Mapping[str, int]:
        """Their names in small letters; none of a language without a file. January is 1."""
        return self._named(cldr.months, self.more_months)

    @cached_property
    def weekdays(self) -> Mapping[str, int]:
        """The same of the days of the week. Monday is 0."""
        return self._named(cldr.weekdays, self.more_weekdays)

    @cached_property
    def day_openers(self) -> frozenset[str]:
        """Words in which a day or a month may begin: the first of `quarta-feira` and `i går`."""
        names = (*self.months, *self.weekdays, *self.days)
        return frozenset(re.split("[ -]", name)[0] for name in names) | {"9"}

    @cached_property
    def held(self) -> frozenset[str]:
        """What people are called for what they do."""
        return self.roles | self.offices

    def _named(
        self, known: Callable[[str], Mapping[str, int]], more: Mapping[str, int]
    ) -> Mapping[str, int]:
        return {**known(self.language), **more} if self.language in languages() else {}


@cache
def languages() -> tuple[str, ...]:
    """The languages that have a file, by their ISO 639-1 codes."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.toml") if path.stem != _COMMON))


@cache
def lexicon(language: str) -> Lexicon:
    """The words of a language (ISO 639-1); those of all languages where there are no more."""
    common = read(FOLDER / f"{_COMMON}.toml")
    own = read(FOLDER / f"{language}.toml") if language in languages() else {}
    fields = {**common, **own}
    for name in common.keys() & own.keys():
        fields[name] = _joined(common[name], own[name])
    built = Lexicon.model_construct(language=language, **fields)  # type: ignore[arg-type]  # by section, they were read
    spelled = composed(built.numbers, built.unit_joints, is_glued=built.is_unit_glued)
    return built.model_copy(update={"numbers": spelled})


@cache
def everywhere(name: str) -> tuple[str, ...]:
    """The patterns or words that all lexicons have under a name, each once."""
    found: list[str] = []
    for code in (_COMMON, *languages()):
        words = read(FOLDER / f"{code}.toml").get(name, ())
        assert isinstance(words, tuple | frozenset)
        found += sorted(words) if isinstance(words, frozenset) else words
    return tuple(dict.fromkeys(found))


@cache
def either(patterns: tuple[str, ...]) -> re.Pattern[str] | None:
    """One pattern of several, without regard to case; None for none."""
    joined = "|".join(patterns)
    return re.compile(joined, re.IGNORECASE) if joined else None


def has(text: str, patterns: tuple[str, ...]) -> bool:
    """Whether one of them is found in the text."""
    pattern = either(patterns)
    return pattern is not None and pattern.search(text) is not None


@cache
def read(path: Path) -> dict[str, object]:
    """The lists of one file. Raises ValueError for a section or a list that there is none of."""
    with path.open("rb") as file:
        tables = tomllib.load(file)
    unknown = tables.keys() - SECTIONS.keys()
    if unknown:
        raise ValueError(f"{path.name}: no sections {sorted(unknown)}; there are {[*SECTIONS]}")
    return {
        name: value
        for section, table in tables.items()
        for name, value in _filled(SECTIONS[section], table)
    }


def _filled(section: type[Section], table: object) -> list[tuple[str, object]]:
    found = section.model_validate(table)
    return [(name, getattr(found, name)) for name in found.model_fields_set]


def _joined(common: object, own: object) -> object:
    if isinstance(common, frozenset) and isinstance(own, frozenset):
        return common | own
    if isinstance(common, Mapping) and isinstance(own, Mapping):
        return {**common, **own}
    if isinstance(common, tuple) and isinstance(own, tuple):
        return common + own
    return own
