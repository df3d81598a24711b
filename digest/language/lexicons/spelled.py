"""Numbers that a language writes as one word of two: `dreiundzwanzig`, `ventitré`."""

from collections.abc import Collection, Iterator, Mapping

_TENS = range(20, 100, 10)
_UNITS = range(1, 10)
_VOWELS = "aeiou"


def composed(
    numbers: Mapping[str, float], joints: Collection[str], *, is_glued: bool
) -> dict[str, float]:
    """The numbers, and those of a ten and a unit.

    `joints` stand behind the unit and before the ten; where it `is_glued`, the unit follows the
    ten, whose last vowel goes before another.
    """
    tens = [(word, value) for word, value in numbers.items() if value in _TENS]
    units = [(word, value) for word, value in numbers.items() if value in _UNITS]
    found = dict(numbers)
    for ten, many in tens:
        for unit, few in units:
            words = [f"{unit}{joint}{ten}" for joint in joints]
            words += _glued(ten, unit) if is_glued else ()
            found |= dict.fromkeys(words, many + few)
    return found


def _glued(ten: str, unit: str) -> Iterator[str]:
    yield ten.rstrip(_VOWELS) + unit if unit[0] in _VOWELS else ten + unit
    if unit.endswith("e"):
        yield f"{ten}{unit[:-1]}é"
