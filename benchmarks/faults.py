# ruff: noqa: E501  a table of words is easier to check in long lines
"""Faults planted into true points, one kind each; every one makes the point say what is not so."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from benchmarks.true_points import TruePoint, is_whole, pick
from digest.model import Citation


@dataclass(frozen=True)
class Planted:
    """A point that became untrue, and the kind of fault that made it so."""

    kind: str
    text: str
    citations: tuple[Citation, ...]
    point: TruePoint


Plant = Callable[[TruePoint], Iterator[str]]


def plant(point: TruePoint) -> Iterator[Planted]:
    """Every fault that this point can be given, at most two of one kind."""
    for kind, make in PLANTS.items():
        made = 0
        for text in make(point):
            if text != point.text and is_whole(text) and not _is_told(text, point):
                yield Planted(kind, text, point.citations, point)
                made += 1
            if made == 2:
                break


def _is_told(text: str, point: TruePoint) -> bool:
    return bool(point.evidence.copies(text))


def _swap(text: str, match: re.Match[str], new: str) -> str:
    return text[: match.start()] + new + text[match.end() :]


def _story_text(point: TruePoint) -> str:
    return "\n".join(f"{a.title}\n{a.text}" for a in point.evidence.articles)


_NUMBER = re.compile(r"(?<![\w.,$£€-])(?:[$£€])?(\d[\d,]*(?:\.\d+)?)(?![\w,]*\d|[a-z])")
_SPELLED = [
    "two",
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
    """Another figure: a digit changed, one from elsewhere in the article, a word for another."""
    text, story = point.text, _story_text(point)
    for match in _NUMBER.finditer(text):
        value = match[1]
        others = [
            n
            for n in re.findall(r"\b\d[\d,]*(?:\.\d+)?\b", story)
            if n not in text and len(n) == len(value)
        ]
        if others:
            yield (
                text[: match.start(1)] + others[pick(point.key, len(others))] + text[match.end(1) :]
            )
        digit = str((int(value[0]) + 1 + pick(point.key, 7)) % 9 + 1)
        changed = digit + value[1:]
        if changed != value and not re.search(rf"\b{re.escape(changed)}\b", story):
            yield text[: match.start(1)] + changed + text[match.end(1) :]
    for word in _SPELLED:
        if spelled := re.search(rf"\b{word}\b", text):
            yield _swap(
                text,
                spelled,
                _SPELLED[(_SPELLED.index(word) + 1 + pick(point.key, 9)) % len(_SPELLED)],
            )


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
                yield _swap(text, match, listed[(listed.index(name) + step) % len(listed)])
    for match in re.finditer(r"\b(?:19|20)\d\d\b", text):
        year = str(int(match.group()) + (-3, -2, -1, 1, 2)[pick(point.key, 5)])
        if year not in _story_text(point):
            yield _swap(text, match, year)


_FULL = re.compile(r"\b(?:[A-Z][a-z]+ )+[A-Z][a-z]+\b|(?<=[a-z,] )[A-Z][a-z]{3,}\b")
_SHORT = [
    "Jan",
    "Feb",
    "Mar",
    "Apr",
    "Jun",
    "Jul",
    "Aug",
    "Sep",
    "Sept",
    "Oct",
    "Nov",
    "Dec",
    "Rep",
    "Reps",
    "Sen",
    "Gov",
    "Calif",
    "Any",
    "How",
]
_NO_NAMES = frozenset([*_WEEK, *_YEAR, *_SHORT, "The", "But", "And", "He", "She"])


def _names(point: TruePoint) -> Iterator[str]:
    """Another name of the same story in the place of one."""
    cited = " ".join(point.evidence.text(c) for c in point.citations)
    others = [
        name
        for name in dict.fromkeys(_FULL.findall(_story_text(point)))
        if not any(part.lower()[:6] in cited.lower() for part in name.split())
        and not set(name.split()) & _NO_NAMES
    ]
    for match in _FULL.finditer(point.text):
        fitting = [o for o in others if len(o.split()) == len(match.group().split())]
        if fitting and not set(match.group().split()) & _NO_NAMES:
            yield _swap(point.text, match, fitting[pick(point.key + match.group(), len(fitting))])


_QUOTED = re.compile(r"“([^”]{25,})”|\"([^\"]{25,})\"")


def _quotations(point: TruePoint) -> Iterator[str]:
    """A word of the quotation changed, dropped, or its negation turned."""
    for match in _QUOTED.finditer(point.text):
        said = list(re.finditer(r"\b[a-z]{4,}\b", match.group()))
        if len(said) < 4 or point.text.count('"') not in (0, 2):
            continue
        word = said[1 + pick(point.key, len(said) - 2)]
        others = re.findall(r"\b[a-z]{4,}\b", _story_text(point))
        new = others[pick(point.key + "word", len(others))]
        start = match.start() + word.start()
        end = match.start() + word.end()
        if new != word.group():
            yield point.text[:start] + new + point.text[end:]
        yield point.text[:start] + point.text[end + 1 :]


_AUXILIARY = re.compile(
    r"\b(is|are|was|were|will|would|could|should|has|have|had|does|did|can|must)\b(?! not|n['’]t| never)"
)
_NEGATED = re.compile(r"\b(is|are|was|were|will|would|could|should|has|have|had|does|did|do|must) not\b ?|"
                      r"\b(is|are|was|were|would|could|should|has|have|had|did|does|do)n['’]t\b|\bnever ")  # fmt: skip


_DENIED = re.compile(
    r"\b(?:no|not|never|nor|neither|none|hardly|without|yet|only|also)\b|n['’]t\b|[‘“’]"
)


def _negations(point: TruePoint) -> Iterator[str]:
    """A "not" put in or taken out, outside quotations."""
    for match in _NEGATED.finditer(point.text):
        kept = match[1] or match[2]
        if not _in_quotes(point.text, match.start()):
            new = f"{kept} " if match[1] else kept or ""
            yield _swap(point.text, match, new).replace("  ", " ")
    for match in _AUXILIARY.finditer(point.text):
        around = point.text[max(0, match.start() - 40) : match.end() + 25]
        if not _in_quotes(point.text, match.start()) and not _DENIED.search(around):
            yield _swap(point.text, match, f"{match[1]} not")


def _in_quotes(text: str, at: int) -> bool:
    before = text[:at]
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1


_HEDGES: Sequence[tuple[str, str]] = (
    (r"\b(?:may|might|could) have been\b", "was"), (r"\b(?:may|might|could) have\b", "had"),
    (r"\b(?:may|might|could) be\b", "is"), (r"\b(?:may|might|could)\b(?! not| \d)", "will"),
    (r"\b(?:is|are) (?:expected|likely|believed|thought) to\b", "will"),
    (r"\b(?:was|were) (?:expected|likely|believed|thought) to have\b", "had"),
    (r"\b(?:was|were) (?:expected|likely) to\b", "would"),
    (r"\b(?:alleged(?:ly)?|reportedly|suspected|possibly|probably|apparently|perhaps|likely) ", ""),
    (r"\b(?:plans|intends|hopes|wants|aims) to\b", "will"),
    (r"\b(?:appears?|appeared|seems?|seemed) to have\b", "had"),
    (r"\b(?:appears|seems) to be\b", "is"),
    (r"\b(?:appeared|seemed) to be\b", "was"),
    (r"\b(?:tried|attempted) to\b", "managed to"), (r"\bpotential(?:ly)? ", ""),
    (r"\b(?:at least|up to|more than|nearly|almost|less than) (?=\d)", ""),
)  # fmt: skip


def _hedges(point: TruePoint) -> Iterator[str]:
    """What may be, or is expected, told as what is."""
    for pattern, new in _HEDGES:
        for match in re.finditer(pattern, point.text):
            if not _in_quotes(point.text, match.start()):
                yield _swap(point.text, match, new)


_SAID = (
    r"(?:said|says|claimed|claims|told \w+|added|alleged|argued|insisted|warned|suggested|believes)"
)
_WHO = r"(?:(?!but|and|while|that|as|when|which)[^\s,;“”\"]+ ?){1,7}"
_WHAT = r"(?P<what>[^“”\"]{30,})"
_BACK = re.compile(rf"^{_WHAT}, (?:according to {_WHO}|{_WHO} {_SAID})\.$")
_FRONT = re.compile(
    rf"^(?:[A-Z]{_WHO}{_SAID}(?: (?:on )?\w+day)?(?: that)?|According to {_WHO},) {_WHAT}\.$"
)
_NO_CLAUSE = re.compile(
    r"^(?:and|but|who|which|as|for|to|of|in|about|whether|if|how|what)\b", re.IGNORECASE
)


def _attribution(point: TruePoint) -> Iterator[str]:
    """What somebody says, told as fact."""
    if point.how == "joined":
        return
    for pattern in (_FRONT, _BACK):
        if match := pattern.match(point.text):
            what = match["what"].strip(" ,")
            again = re.search(rf"\b{_SAID}\b|according to", what)
            if len(what.split()) >= 6 and not again and not _NO_CLAUSE.match(what):
                yield what[0].upper() + what[1:] + "."


_ROLES = (
    "president", "prime minister", "senator", "mayor", "judge", "lawyer", "attorney", "governor",
    "spokesman", "spokeswoman", "chief executive", "director", "minister", "secretary", "chairman",
    "founder", "coach", "manager", "professor", "scientist", "analyst", "officer", "detective",
    "producer", "actress", "actor", "ambassador", "general", "king", "commissioner", "sheriff",
    "astronomer", "researcher", "engineer", "doctor",
)  # fmt: skip
_ROLE = re.compile(rf"\b({'|'.join(_ROLES)})\b", re.IGNORECASE)


def _roles(point: TruePoint) -> Iterator[str]:
    """Another office or profession for the same person."""
    cited = " ".join(point.evidence.text(c) for c in point.citations).lower()
    for match in _ROLE.finditer(point.text):
        if _in_quotes(point.text, match.start()):
            continue
        others = [role for role in _ROLES if role not in cited and match[1].lower() not in role]
        new = others[pick(point.key + match[1], len(others))]
        yield _swap(point.text, match, new.title() if match[1][0].isupper() else new)


_PERSON = re.compile(r"(?<![“\"])\b(?:(?:Mr|Mrs|Ms|Dr)\.? )?[A-Z][a-z]{2,}(?: [A-Z][a-z]{2,})?\b")


def _actors(point: TruePoint) -> Iterator[str]:
    """Two names of the sentence in each other's places."""
    found = [m for m in _PERSON.finditer(point.text) if not _in_quotes(point.text, m.start())]
    found = [
        m
        for m in found
        if not set(m.group().split()) & _NO_NAMES and (m.start() or " " in m.group())
    ]
    for one, two in pairwise(found):
        between = point.text[one.end() : two.start()]
        if len(between.split()) < 2 or re.fullmatch(r"\W*(?:,|and|or|&|\W)+\W*", between):
            continue
        if re.search(r"\band\b|\bor\b|\bwith\b|,", between) or {one.group()} & {two.group()}:
            continue
        yield (
            point.text[: one.start()]
            + two.group()
            + between
            + one.group()
            + point.text[two.end() :]
        )


_RELATED: Sequence[tuple[str, str]] = (
    (r"\bafter (?=the |a |an |his |her |their |[A-Z])", "before "),
    (r"(?<!ever )\bbefore (?=the |a |an |his |her |their |[A-Z])", "after "),
    (r"\bbecause of\b", "despite"),
    (r"\bdue to\b", "despite"),
    (r"\bdespite\b", "because of"),
    (r"\bby (?=[A-Z][a-z]+ [A-Z])", "after "),
    (r"\bafter (?=[A-Z][a-z]+ [A-Z])", "by "),
)


def _relations(point: TruePoint) -> Iterator[str]:
    """Another time, cause or agent: `before` for `after`, `despite` for `because of`."""
    for pattern, new in _RELATED:
        for match in re.finditer(pattern, point.text):
            if not _in_quotes(point.text, match.start()):
                yield _swap(point.text, match, new)


PLANTS: Mapping[str, Plant] = {
    "numbers": _numbers,
    "units": _units,
    "dates": _dates,
    "names": _names,
    "quotations": _quotations,
    "negations": _negations,
    "hedges": _hedges,
    "attribution": _attribution,
    "roles": _roles,
    "actors": _actors,
    "relations": _relations,
}
