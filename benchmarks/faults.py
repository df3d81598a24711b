# ruff: noqa: E501  a table of words is easier to check in long lines
"""Faults planted into true points, one kind each: what the story does not have at all."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from benchmarks.true_points import TruePoint, is_whole, pick


@dataclass(frozen=True)
class Planted:
    """A point that became untrue, and the kind of fault that made it so."""

    kind: str
    text: str
    point: TruePoint


Plant = Callable[[TruePoint], Iterator[str]]


def plant(point: TruePoint) -> Iterator[Planted]:
    """Every fault that this point can be given, at most two of one kind."""
    for kind, make in PLANTS.items():
        made = 0
        for text in make(point):
            if text != point.text and is_whole(text) and not point.evidence.copies(text):
                yield Planted(kind, text, point)
                made += 1
            if made == 2:
                break


def other_story(point: TruePoint, other: TruePoint) -> Planted:
    """A fact of another story, told of this one."""
    return Planted("other story", other.text, point)


def _swap(text: str, match: re.Match[str], new: str) -> str:
    return text[: match.start()] + new + text[match.end() :]


def _has(point: TruePoint, word: str) -> bool:
    """Whether the story has it anywhere: then no veto can tell that it is wrong here."""
    story = "\n".join(f"{a.title}\n{a.text}" for a in point.evidence.articles)
    return bool(re.search(rf"(?<![\w.,]){re.escape(word)}(?!\w)", story, re.IGNORECASE))


_NUMBER = re.compile(r"(?<![\w.,$£€-])(?:[$£€])?(\d[\d,]*(?:\.\d+)?)(?![\w,]*\d|[a-z])")
_SPELLED = [
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "twenty",
    "thirty",
    "dozen",
]


def _numbers(point: TruePoint) -> Iterator[str]:
    """Another figure: a digit changed, a word for another."""
    text = point.text
    for match in _NUMBER.finditer(text):
        value = match[1]
        changed = str((int(value[0]) + 1 + pick(point.key, 7)) % 9 + 1) + value[1:]
        if changed not in (value, "1", "2") and not _has(point, changed):
            yield text[: match.start(1)] + changed + text[match.end(1) :]
    for word in _SPELLED:
        other = _SPELLED[(_SPELLED.index(word) + 1 + pick(point.key, 9)) % len(_SPELLED)]
        if (spelled := re.search(rf"\b{word}\b", text)) and not _has(point, other):
            yield _swap(text, spelled, other)


_UNITS = {
    "million": "billion", "billion": "million", "percent": "million", "%": " people", "$": "£", "£": "€",
    "€": "$", "miles": "kilometres", "kilometers": "miles", "km": "miles", "mph": "kph", "feet": "metres",
    "meters": "feet", "hours": "days", "days": "weeks", "weeks": "months", "months": "years",
    "years": "months", "minutes": "hours", "seconds": "minutes", "thousand": "million", "hundred": "thousand",
    "pounds": "tonnes", "tons": "pounds", "dollars": "euros", "inches": "feet", "kilograms": "pounds",
}  # fmt: skip


def _units(point: TruePoint) -> Iterator[str]:
    """The same figure of something else: millions for billions, miles for kilometres."""
    for unit, other in _UNITS.items():
        pattern = re.escape(unit) + r"(?=\d)" if unit in "$£€" else rf"(?<=\d) ?-?{unit}(?![a-z])"
        for match in re.finditer(pattern, point.text):
            yield _swap(point.text, match, match.group().replace(unit, other))


_WEEK = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
_YEAR = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


def _dates(point: TruePoint) -> Iterator[str]:
    """Another weekday, month, day of the month or year."""
    text = point.text
    for listed in (_WEEK, _YEAR):
        for name in listed:
            match = re.search(rf"\b{name}\b", text)
            if match and (name != "May" or re.search(r"\bMay \d", text)):
                step = 1 + pick(point.key + name, len(listed) - 1)
                other = listed[(listed.index(name) + step) % len(listed)]
                if not _has(point, other) and not _has(point, other[:3]):
                    yield _swap(text, match, other)
    for match in re.finditer(r"\b(?:19|20)\d\d\b", text):
        year = str(int(match.group()) + (-3, -2, -1, 1, 2)[pick(point.key, 5)])
        if not _has(point, year):
            yield _swap(text, match, year)


_FULL = re.compile(r"\b[A-Z][a-z]+ [A-Z][a-z]+\b|(?<=[a-z,] )[A-Z][a-z]{3,}\b")
_STRANGERS = ("Odalys Brekke", "Tormod Vask", "Imani Quell", "Jarek Hollum", "Sunniva Drax")
_NO_NAMES = frozenset((*_WEEK, *_YEAR, "Sept", "Calif", "The", "But", "And", "He", "She"))


def _names(point: TruePoint) -> Iterator[str]:
    """A stranger in the place of a name: in full, or the family name alone."""
    for match in _FULL.finditer(point.text):
        stranger = _STRANGERS[pick(point.key + match.group(), len(_STRANGERS))]
        if not set(match.group().split()) & _NO_NAMES:
            yield _swap(
                point.text, match, " ".join(stranger.split()[-len(match.group().split()) :])
            )


_QUOTED = re.compile(r"“([^”]{25,})”|\"([^\"]{25,})\"")


def _quotations(point: TruePoint) -> Iterator[str]:
    """A word of the quotation changed, dropped, or its negation turned."""
    for match in _QUOTED.finditer(point.text):
        said = list(re.finditer(r"\b[a-z]{4,}\b", match.group()))
        if len(said) < 4 or point.text.count('"') not in (0, 2):
            continue
        word = said[1 + pick(point.key, len(said) - 2)]
        others = re.findall(r"\b[a-z]{4,}\b", " ".join(a.text for a in point.evidence.articles))
        new = others[pick(point.key + "word", len(others))]
        start = match.start() + word.start()
        end = match.start() + word.end()
        if new != word.group():
            yield point.text[:start] + new + point.text[end:]
        yield point.text[:start] + point.text[end + 1 :]


PLANTS: Mapping[str, Plant] = {
    "numbers": _numbers,
    "units": _units,
    "dates": _dates,
    "names": _names,
    "quotations": _quotations,
}
