"""Words that digest.json keeps in English, said again in an edition's own language.

They are found by their English: digest.json stays the same in whatever language it is printed,
and an older one is printed like a new one. What is not found stays as it is.
"""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

from digest.rendering.catalogue import ENGLISH, english
from digest.rendering.own_words import Labels
from digest.rendering.phrase import Phrase, parsed

_LONGEST_SAID = 500
"""Characters of a text that is looked for; those of the program are shorter."""
_FIGURES = {"n", "lost", "asked"}
_FATE = re.compile(r"(?P<who>.{1,200}) (?P<fate>killed|injured|arrested|missing|evacuated|rescued)")
_AGE = re.compile(r"age of (?P<name>.{1,200})")
_PEOPLE = re.compile(r"people\b ?")
_DATED = re.compile(r"(?P<day>\d{4}-\d\d-\d\d): (?P<rest>.*)", re.DOTALL)


def said(text: str, labels: Labels) -> str:
    """A notice or note of digest.json; as it stands if it is none of the program's."""
    return _again(text, labels) or text


def matter(about: str, labels: Labels) -> str:
    """What accounts differ on: the fate of people, an age; else the words of the articles."""
    if labels.language == ENGLISH:
        return about
    if found := _AGE.fullmatch(about):
        return labels.say("matters.age", name=found["name"])
    found = _FATE.fullmatch(about)
    if found is None:
        return about
    fate = labels.say(f"matters.{found['fate']}")
    who = _PEOPLE.sub("", found["who"], count=1)
    return labels.say("matters.of_whom", matter=fate, who=who) if who else fate


def continued(earlier: str, labels: Labels, *, under: str = "") -> str:
    """The story that another continues, `2026-04-24: Its headline`, with its day in words.

    Its day alone where it had the headline that it stands under.
    """
    found = _DATED.fullmatch(earlier)
    try:
        day = date.fromisoformat(found["day"]) if found else None
    except ValueError:
        day = None
    if found is None or day is None:
        return earlier
    if found["rest"] == under:
        return labels.day(day)
    return Phrase(
        "{day}{colon}{rest}",
        {"day": labels.day(day), "colon": labels.say("colon"), "rest": found["rest"]},
    )


def _again(text: str, labels: Labels) -> Phrase | None:
    if len(text) > _LONGEST_SAID:
        return None
    for label, pattern in _known():
        if found := pattern.fullmatch(text):
            values = {
                name: _value(name, value, labels) for name, value in found.groupdict().items()
            }
            n = values.pop("n", None)
            return labels.say(label, n if isinstance(n, int) else None, **values)
    return None


def _value(name: str, value: str, labels: Labels) -> object:
    if name in _FIGURES:
        return int(value.replace(",", ""))
    return (name == "why" and _again(value, labels)) or value


@cache
def _known() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(_patterns())


def _patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    """Each form of each label, those with the most words of their own first."""
    forms = (
        (label, pattern)
        for label, forms in english().items()
        if label.startswith("said.")
        for pattern in forms.values()
    )
    for label, pattern in sorted(forms, key=lambda form: -_own_letters(form[1])):
        yield label, re.compile("".join(_regular(pattern)), re.DOTALL)


def _own_letters(pattern: str) -> int:
    return sum(len(words) for words, _ in parsed(pattern))


def _regular(pattern: str) -> Iterator[str]:
    for words, name in parsed(pattern):
        yield re.escape(words)
        if name is not None:
            yield rf"(?P<{name}>\d[\d,]*)" if name in _FIGURES else f"(?P<{name}>.+?)"
