"""Numbers, money, percentages and measures, read as values that can be compared."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from digest.language import ordinals
from digest.language.lexicons import Lexicon
from digest.language.words import Word

_DASHES = frozenset("-–")
_LONGEST_HALF = 7
"""Tokens behind a figure: `-and-a-half`."""
_YEARS = range(1500, 2101)
"""Four digits that are read as a year, if nothing else makes them a figure."""
_SURE_YEARS = range(1900, 2101)
"""Those that are a year even before a unit."""
_DIGITS_OF_A_YEAR = 4
_DIGITS_OF_AN_END = 2
"""Of the second year of `2007-08`."""
_THOUSAND = 1000
_GROUP = 3
"""Digits between the marks of thousands."""
_LONGEST_FIGURE = 20
_SHORT_SCALE = 4
"""Letters of a scale that may be cut, its full stop behind it: `Mio.`"""
_HALF = 0.5


@dataclass(frozen=True, slots=True)
class Quantity:
    """One figure of a sentence, at the words `[first, last]` of it."""

    text: str
    value: float
    kind: str
    """`count`, `percent`, `money`, `year`, `ordinal`, `time` (minutes of the day)."""
    unit: str | None
    """A currency, a unit of measure, or None."""
    first: int
    last: int
    hedge: str | None = None
    """`about`, `above`, `below`: what the sentence says of its precision."""
    digits: str = ""
    """The digits as written, for figures that are names rather than amounts: `007`."""


def quantities(tokens: Sequence[Word], lexicon: Lexicon) -> tuple[Quantity, ...]:
    """The figures of a sentence, in order."""
    found: list[Quantity] = []
    position = 0
    while position < len(tokens):
        quantity = _read(tokens, position, lexicon)
        if quantity is None:
            position += 1
            continue
        if found and _ends_years(tokens, found[-1], quantity):
            century = found[-1].value // 100 * 100
            quantity = replace(quantity, value=century + quantity.value, kind="year")
        if found and _makes_range(tokens, found[-1], quantity, lexicon):
            found[-1] = replace(found[-1], kind=quantity.kind, unit=quantity.unit)
            found[-1] = _same_scale(found[-1], quantity)
        found.append(quantity)
        position = quantity.last + 1
    return tuple(found)


def _ends_years(tokens: Sequence[Word], begin: Quantity, end: Quantity) -> bool:
    """`2007-08`: the second is a year too."""
    between = [word.norm for word in tokens[begin.last + 1 : end.first]]
    is_short = len(end.digits) == _DIGITS_OF_AN_END and end.kind == "count" and end.unit is None
    return begin.kind == "year" and is_short and between in (["-"], ["–"], ["/"])


def _makes_range(tokens: Sequence[Word], low: Quantity, high: Quantity, lexicon: Lexicon) -> bool:
    """`4-7%`, `10 to 20 miles`: the unit of the second is the first's too."""
    between = [word.norm for word in tokens[low.last + 1 : high.first]]
    is_bare = low.unit is None and low.kind == "count" and low.value >= 0
    is_linked = len(between) == 1 and between[0] in lexicon.range_words | _DASHES
    return is_bare and is_linked and (high.unit is not None or _is_of_thousands(between, low, high))


def _is_of_thousands(between: Sequence[str], low: Quantity, high: Quantity) -> bool:
    """`5-6,000`: five thousand."""
    is_whole = high.kind == "count" and high.value % _THOUSAND == 0
    return between[0] in _DASHES and is_whole and 0 < low.value * _THOUSAND < high.value


def _same_scale(low: Quantity, high: Quantity) -> Quantity:
    """`4-7 million`: four million; `0 to 5,000 miles` begins at none."""
    scale = 1.0
    while 0 < low.value * scale * _THOUSAND <= high.value and low.value < _THOUSAND <= high.value:
        scale *= _THOUSAND
    return replace(low, value=low.value * scale)


def _read(tokens: Sequence[Word], first: int, lexicon: Lexicon) -> Quantity | None:
    start = tokens[first]
    if start.is_number:
        if known := ordinals.quarter(tokens, first) or ordinals.time(tokens, first, lexicon):
            return _figure(tokens, first, known)
        if _is_part_of_name(tokens, first):
            return None
        value, last = _digits(start.norm), first
        if value is None:
            return Quantity(start.text, -1.0, "count", None, first, first, None, start.norm)
    elif start.norm in lexicon.numbers and not _is_pronoun_one(tokens, first, lexicon):
        value, last = lexicon.numbers[start.norm], first
        if value in ordinals.TENS:
            value, last = _compound(tokens, first, value, lexicon)
    else:
        known = ordinals.rank(tokens, first, lexicon)
        return _figure(tokens, first, known) if known else None
    if known := ordinals.composed(tokens, first, last, value, lexicon):
        return _figure(tokens, first, known)
    value, last = _halved(tokens, *_scaled(tokens, last, value, lexicon), lexicon)
    kind, unit, first, last = _unit(tokens, first, last, value, lexicon)
    text = _text(tokens, first, last)
    hedge = _precision(tokens, first, lexicon)
    return Quantity(text, value, kind, unit, first, last, hedge, start.norm)


def _figure(tokens: Sequence[Word], first: int, known: ordinals.Figure) -> Quantity:
    text = _text(tokens, first, known.last)
    return Quantity(text, known.value, known.kind, None, first, known.last, None, known.digits)


def _text(tokens: Sequence[Word], first: int, last: int) -> str:
    """The words as they were written."""
    out = ""
    for before, word in zip((None, *tokens[first:last]), tokens[first : last + 1], strict=True):
        out += " " * (before is not None and before.end < word.start) + word.text
    return out


def _halved(tokens: Sequence[Word], value: float, last: int, lexicon: Lexicon) -> tuple[float, int]:
    """`three and a half`."""
    near = range(last + 1, min(last + _LONGEST_HALF, len(tokens)))
    told = [at for at in near if tokens[at].norm != "-"]
    for half in map(str.split, lexicon.and_a_half):
        if [tokens[at].norm for at in told[: len(half)]] == half:
            return value + 0.5, told[len(half) - 1]
    return value, last


def _is_part_of_name(tokens: Sequence[Word], at: int) -> bool:
    """`Q2`, `COVID-19`, `F-16`: the figure is part of a word."""
    before = tokens[at - 1] if at else None
    if before is None or before.end != tokens[at].start:
        return False
    if before.is_word and before.norm.isascii():
        return True
    further = tokens[at - 2] if at > 1 else None
    is_joined = further is not None and further.is_word and further.end == before.start
    return is_joined and before.text in "-–/" and further is not None and further.is_capital


def _digits(norm: str) -> float | None:
    """`1,200.5`, `1.200,5`, `1.200`: thousands and decimals told apart by their shape."""
    groups = norm.replace(",", ".").split(".")
    if not all(group.isdecimal() for group in groups) or len(norm) > _LONGEST_FIGURE:
        return None
    if len(groups) == 1:
        return float(norm)
    if all(len(group) == _GROUP for group in groups[1:]) and 1 <= len(groups[0]) <= _GROUP:
        is_decimal = not groups[2:] and "." in norm and groups[0] == "0"
        return float(".".join(groups)) if is_decimal else float("".join(groups))
    if not groups[2:]:
        return float(".".join(groups))
    if all(len(group) == _GROUP for group in groups[1:-1]) and norm.count(",") and norm.count("."):
        return float("".join(groups[:-1]) + "." + groups[-1])
    return None


def _is_pronoun_one(tokens: Sequence[Word], at: int, lexicon: Lexicon) -> bool:
    """`one of them`, `no one`, `the second half` count nothing."""
    norm = tokens[at].norm
    before = tokens[at - 1].norm if at else ""
    if norm in lexicon.halves:
        return before in lexicon.ordinals or before in lexicon.which_half
    if norm not in lexicon.pronoun_ones:
        return False
    after = tokens[at + 1].norm if at + 1 < len(tokens) else ""
    is_alone = not after[:1].isalpha()
    return before in lexicon.before_pronoun or is_alone or after in lexicon.after_pronoun


def _compound(tokens: Sequence[Word], at: int, value: float, lexicon: Lexicon) -> tuple[float, int]:
    """`twenty-one`, `twenty one`, `treinta y dos`."""
    joint = tokens[at + 1].norm if at + 1 < len(tokens) else ""
    following = at + 2 if joint == "-" or joint in lexicon.ten_joints else at + 1
    if following < len(tokens):
        unit = lexicon.numbers.get(tokens[following].norm, 0.0)
        if 1 <= unit <= ordinals.LAST_UNIT:
            return value + unit, following
    return value, at


def _scaled(tokens: Sequence[Word], last: int, value: float, lexicon: Lexicon) -> tuple[float, int]:
    """`600 million`, `two hundred thousand`, `600mn`, `2-million`."""
    while last + 1 < len(tokens):
        follows = last + 1
        if tokens[follows].norm == "-" and follows + 1 < len(tokens):
            follows += 1
        norm = tokens[follows].norm
        scale = lexicon.scales.get(norm)
        if scale is None or (len(norm) == 1 and tokens[follows].start != tokens[last].end):
            break
        value, last = value * scale, follows
        following = [word.norm for word in tokens[last + 1 : last + 3]]
        is_cut = len(norm) <= _SHORT_SCALE and following[:1] == ["."]
        if is_cut and any(word in lexicon.currencies for word in following[1:]):
            last += 1
    return value, last


def _unit(
    tokens: Sequence[Word], first: int, last: int, value: float, lexicon: Lexicon
) -> tuple[str, str | None, int, int]:
    """Kind and unit, and the figure's words with the marks of its unit taken in."""
    currencies, units = lexicon.currencies, lexicon.units
    after = tokens[last + 1].norm if last + 1 < len(tokens) else ""
    if after == "-" and last + 2 < len(tokens) and tokens[last + 2].norm in units:
        return "count", units[tokens[last + 2].norm], first, last + 2
    further = tokens[last + 2].norm if last + 2 < len(tokens) else ""
    if value == _HALF and after in lexicon.indefinite and further in units:
        return "count", units[further], first, last + 2
    before = tokens[first - 1].norm if first else ""
    if before in currencies and not before[:1].isalpha():
        return "money", currencies[before], first - 1, last
    if after in lexicon.percent:
        return "percent", "%", first, last + 1
    if f"{after} {further}" in lexicon.percent:
        return "percent", "%", first, last + 2
    if after in currencies:
        return "money", currencies[after], first, last + 1
    if after in lexicon.of_words and further in currencies:
        return "money", currencies[further], first, last + 2
    if after in lexicon.rank_suffixes and tokens[last].end == tokens[last + 1].start:
        return "ordinal", None, first, last + 1
    norm = tokens[first].norm
    is_year = first == last and len(norm) == _DIGITS_OF_A_YEAR and norm.isdigit()
    if after in units and not (is_year and value in _SURE_YEARS):
        return "count", units[after], first, last + 1
    if is_year and value in _YEARS:
        return "year", None, first, last
    if before in currencies:
        return "money", currencies[before], first - 1, last
    return "count", None, first, last


def _precision(tokens: Sequence[Word], first: int, lexicon: Lexicon) -> str | None:
    one = tokens[first - 1].norm if first else ""
    two = f"{tokens[first - 2].norm} {one}" if first > 1 else one
    for said, kind in (
        (lexicon.above, "above"),
        (lexicon.below, "below"),
        (lexicon.about, "about"),
    ):
        if one in said or two in said:
            return kind
    return None
