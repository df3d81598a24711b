"""How values become part of an output: escaped for it, set apart where they run the other way."""

import re
from collections.abc import Callable
from functools import lru_cache

from markupsafe import Markup, escape

from digest.rendering.direction import is_right_to_left, runs_otherwise
from digest.rendering.output_form import Template
from digest.rendering.own_words import Labels
from digest.rendering.phrase import Phrase

_NOTHING = Markup("")
_PARTING = re.compile("(?<![,،、，]) ")


class Printer:
    """Prints into one form of an edition that speaks one language."""

    def __init__(self, template: Template, labels: Labels) -> None:
        self._language = labels.language
        self._escape = template.escape
        self._is_markup = template.is_markup
        self._is_backwards = is_right_to_left(labels.language)
        self._ours: Callable[[str], str] = _escaped if template.is_markup else str

    @property
    def sides(self) -> dict[str, str]:
        """`way`, `start` and `end` of the page, as its attributes and styles name them."""
        if self._is_backwards:
            return {"way": "rtl", "start": "right", "end": "left"}
        return {"way": "ltr", "start": "left", "end": "right"}

    def printed(self, value: object) -> object:
        """What stands in the output for a value: itself if it is markup already, escaped if not.

        Of a label, what others said in it; its own words are ours.
        """
        if isinstance(value, Phrase):
            return Markup(value.written(self._ours, self._theirs))  # noqa: S704  escaped by parts
        if hasattr(value, "__html__"):
            return value
        return Markup(self._escape(str(value)))  # noqa: S704  escaped on this very line

    def apart(self, value: object) -> Markup:
        """The value escaped, and in HTML set apart where it runs against the text around it."""
        return Markup(self._theirs(str(value)))  # noqa: S704  escaped there

    def speak(self, language: str | None, inside: str | None = None) -> Markup:
        """The attributes of an element whose text is in a language; none where all around it is.

        That is the edition's language, or the one that it stands `inside`.
        """
        outer = inside or self._language
        return _NOTHING if language is None or language == outer else _attributes(language, outer)

    def unparted(self, words: Callable[..., Phrase]) -> Callable[..., Phrase]:
        """The same words of ours, in HTML with no place but behind a comma where a line may end."""
        if not self._is_markup:
            return words
        return lambda *args, **named: _unparted(words(*args, **named))

    def _theirs(self, value: str) -> str:
        written = self._escape(value)
        if self._is_markup and runs_otherwise(value, in_right_to_left=self._is_backwards):
            return f"<bdi>{written}</bdi>"
        return written


@lru_cache
def _unparted(words: Phrase) -> Phrase:
    return Phrase.ours(_PARTING.sub("\u00a0", words))


@lru_cache
def _escaped(words: str) -> str:
    """Words of labels hold no markup of any form, but may have an apostrophe."""
    return str(escape(words))


@lru_cache
def _attributes(language: str, outer: str) -> Markup:
    way = is_right_to_left(language)
    turned = f' dir="{"rtl" if way else "ltr"}"' if way != is_right_to_left(outer) else ""
    return Markup(' lang="{}"').format(language) + Markup(turned)  # noqa: S704  one of two words
