"""An edition's own words in its language: labels, dates, numbers, quotation marks."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from jinja2 import BaseLoader

from digest.rendering import wording
from digest.rendering.catalogue import ENGLISH, Catalogue, catalogue, code_of, source
from digest.rendering.phrase import Phrase

if TYPE_CHECKING:
    from babel import Locale

    from digest.model import EarlierCorrection, Edition

_LABELS_KEPT = 32
_DOTTED_I = {"tr", "az"}


@dataclass(frozen=True, eq=False)
class Labels:
    """What templates and views say with. Two are the same only if they are one."""

    wanted: str
    """The language asked for, as a tag: `pt-BR`."""
    catalogue: Catalogue
    """Its labels, or the English ones where it has none."""
    zone: tzinfo

    @property
    def language(self) -> str:
        """The tag of the language that is spoken."""
        return self.wanted if self.is_found else self.catalogue.language

    @property
    def is_found(self) -> bool:
        """Whether there are labels in the language asked for."""
        return code_of(self.wanted) == self.catalogue.language

    @cached_property
    def locale(self) -> "Locale":
        from babel import Locale, UnknownLocaleError

        tag = self.language.replace("-", "_")
        for name in (wording.BRITISH if tag == ENGLISH else tag, self.catalogue.language):
            try:
                return Locale.parse(name)
            except (UnknownLocaleError, ValueError):
                continue
        return Locale.parse(wording.BRITISH)

    def say(self, label: str, n: int | None = None, /, **values: object) -> Phrase:
        """The label with its values; `n` chooses its plural form and stands in it as `{n}`.

        Numbers are written as the language writes them. Raises KeyError for a label or a value
        that is not there.
        """
        return self._plain(label, n) if not values else self._filled(label, n, values)

    @lru_cache(maxsize=1024)  # noqa: B019  labels are few, and stay
    def _plain(self, label: str, n: int | None) -> Phrase:
        return self._filled(label, n, {})

    def _filled(self, label: str, n: int | None, values: Mapping[str, object]) -> Phrase:
        forms = self.catalogue.labels[label]
        category = "other" if n is None else self.locale.plural_form(n)
        filled = {name: self._value(value) for name, value in {"n": n, **values}.items()}
        return Phrase(forms.get(category, forms["other"]), filled)

    def _value(self, value: object) -> str:
        if isinstance(value, int | float):
            return self.number(value)
        return value if isinstance(value, str) else ""

    def number(self, value: float) -> Phrase:
        return Phrase.ours(wording.number(value, self.locale))

    def dollars(self, value: float) -> Phrase:
        return Phrase.ours(wording.dollars(value, self.locale))

    def day(self, value: date, near: date | None = None) -> Phrase:
        return Phrase.ours(wording.day(wording.day_in(self.zone, value), near, self.locale))

    def long_day(self, value: date) -> Phrase:
        return Phrase.ours(wording.long_day(wording.day_in(self.zone, value), self.locale))

    def moment(self, value: datetime, near: date | None = None) -> Phrase:
        return Phrase.ours(wording.moment(value, near, self.locale, self.zone))

    def issue(self, edition: "Edition | EarlierCorrection") -> Phrase:
        """`No. 12, 3 May 2026`."""
        number = self.say("number", number=str(edition.number))
        return self.joined([number, self.day(edition.date)])

    def headed(self, head: str, text: str) -> Phrase:
        """`Corrected 3 May 2026: …`."""
        return self._between((head, text), self.say("colon"))

    def joined(self, values: Iterable[str], mark: str = "comma") -> Phrase:
        """The values with commas, or with another mark of the language, between them."""
        return self._between(values, self.say(mark))

    @staticmethod
    def _between(values: Iterable[str], mark: str) -> Phrase:
        named = {f"v{at}": value for at, value in enumerate(values)}
        return Phrase("{mark}".join(f"{{{name}}}" for name in named), {**named, "mark": mark})

    def language_name(self, code: str) -> str | None:
        """What this language calls another."""
        return self.locale.languages.get(code)

    def upper(self, text: str) -> str:
        """In capitals; `i` has its dot in Turkish."""
        dotted = self.catalogue.language in _DOTTED_I
        return (text.replace("i", "İ") if dotted else text).upper()


def labels_of(templates: BaseLoader, language: str, zone: tzinfo = UTC) -> Labels:
    """The labels in a language, in English where there are none in it; the same while they stay.

    Raises RenderError for a catalogue of the user's that is none.
    """
    code = code_of(language)
    for known in filter(None, (code, ENGLISH)):
        found = catalogue(known, source(templates, known))
        if found is not None:
            return _labels(language, found, zone)
    raise AssertionError("our English labels are part of the program")


@lru_cache(_LABELS_KEPT)
def _labels(wanted: str, found: Catalogue, zone: tzinfo) -> Labels:
    return Labels(wanted=wanted, catalogue=found, zone=zone)
