"""Reports: the verbs of saying in a sentence, what each reports, and who says it."""

from collections.abc import Collection
from dataclasses import dataclass

from digest.summaries.checks.passage import Name, Passage
from digest.summaries.checks.words import Word

MOSTLY = 0.6
"""Share of some words that a report must hold to be the one they come from."""
STRONG = ("”", '"', ";", ":")
NEAR = 6
"""Words between a speaker's name and the verb, at most."""
APPOSED = 1
"""Content words behind a verb of saying from which on they are what is said."""
CALLS = frozenset(("called", "calls"))
PARTICLES = frozenset(("for", "in", "on", "off", "up", "out", "to", "by", "back", ",", "."))


@dataclass(frozen=True, slots=True)
class Report:
    """A verb of saying, what it reports, and who says it."""

    at: int
    reported: range
    """The words that are somebody's, not the article's."""
    speakers: tuple[Name, ...]
    """The names that may be the one who says it: those of the verb's own stretch."""

    @property
    def parts(self) -> frozenset[str]:
        """The words of its speakers' names."""
        return frozenset(part for name in self.speakers for part in name.parts)

    def holds(self, places: Collection[int]) -> bool:
        """Whether most of the words are somebody's."""
        return sum(there in self.reported for there in places) >= MOSTLY * len(places)


def reports(passage: Passage) -> tuple[Report, ...]:
    """The verbs of saying outside quotations, with what each reports."""
    found = []
    for at, word in enumerate(passage.tokens):
        if word.norm not in passage.lexicon.says or at in passage.said:
            continue
        if word.is_capital and word.norm not in passage.lexicon.sources:
            continue
        if word.norm in CALLS and not calls(passage, at):
            continue
        found.append(Report(at, _reported(passage, at), _speakers(passage, at)))
    return tuple(found)


def named_speakers(passage: Passage) -> tuple[Name, ...]:
    """Everybody who is named as the one who says something in it."""
    return tuple(name for report in reports(passage) for name in report.speakers)


def _reported(passage: Passage, at: int) -> range:
    """What comes before `, X said`; else what comes after the verb."""
    tokens = passage.tokens
    if tokens[at].norm in passage.lexicon.sources:
        comma = next((i for i in range(at, len(tokens)) if tokens[i].text == ","), at + 2)
        return range(_sentence_start(passage, at), at) if at > 4 else range(comma, len(tokens))
    commas = [i for i in range(max(0, at - 12), at) if tokens[i].text in (",", "”", '"')]
    is_relative = any(word.norm in ("who", "which") for word in tokens[max(0, at - 2) : at])
    if is_relative:
        end = next((i for i in range(at + 1, len(tokens)) if tokens[i].text == ","), len(tokens))
        return range(at + 1, end)
    if commas and commas[-1] > 4 and not _begins_anew(passage, at):
        closed = [i for i in commas if tokens[i].text != ","]
        if closed:
            return range(_opening(passage, closed[-1]), closed[-1])
        if _ends_soon(passage, at) and not any(index > at for index in passage.said):
            return range(commas[-1])
    stop = next((i for i in range(at, len(tokens)) if _ends(passage, i)), len(tokens))
    return range(at + 1, stop)


def _ends(passage: Passage, at: int) -> bool:
    """Whether a sentence ends there, and another begins."""
    tokens = passage.tokens
    is_stop = 0 < at < len(tokens) - 1 and tokens[at].text == "."
    return is_stop and tokens[at + 1].is_capital and not passage.is_shortened(at)


def _sentence_start(passage: Passage, at: int) -> int:
    return next((i + 1 for i in range(at - 1, 0, -1) if _ends(passage, i)), 0)


def _begins_anew(passage: Passage, at: int) -> bool:
    """`…, but Breck said it costs more`, `Ms Breck, who dives there, said it costs more`."""
    tokens, lexicon = passage.tokens, passage.lexicon
    comma = max(i for i in range(at) if tokens[i].text in (",", "”", '"'))
    if tokens[comma + 1].norm in lexicon.conjunctions | lexicon.conjoins:
        return True
    name = next(iter(passage.names), None)
    if name is None or name.first > 1 or name.last + 2 >= at:
        return False
    is_apposed = tokens[name.last + 1].text == "," and tokens[at - 1].text == ","
    return is_apposed and sum(index > at for index in passage.content) > APPOSED


def _opening(passage: Passage, closing: int) -> int:
    """The index of the first word between the marks that close there."""
    start = next(
        (s.start for s in passage.quoted if s.start <= passage.tokens[closing - 1].start < s.end), 0
    )
    return next(i for i, word in enumerate(passage.tokens) if word.start >= start)


def _ends_soon(passage: Passage, at: int) -> bool:
    """Whether little follows the verb, and no `that`: the report stands before it."""
    end = passage.clause_end(at)
    if end < len(passage.tokens) and passage.tokens[end].norm in passage.lexicon.conjunctions:
        return False
    if any(_is_auxiliary(passage, word) for word in passage.tokens[at + 1 : at + 2]):
        return False  # "a step she said would cost jobs"
    return sum(at < index < end for index in passage.content) <= 4


def _is_auxiliary(passage: Passage, word: Word) -> bool:
    return word.norm in passage.lexicon.passives or word.norm in passage.lexicon.stopwords & (
        passage.lexicon.hedges.keys()
    )


def calls(passage: Passage, at: int) -> bool:
    """`Olsen called it a day`; not `called for`, `a place called Brennick`, `also called`."""
    following = passage.tokens[at + 1].norm if at + 1 < len(passage.tokens) else "for"
    return at > 0 and _can_speak(passage, at - 1) and following not in PARTICLES


def _speakers(passage: Passage, at: int) -> tuple[Name, ...]:
    """Names outside quotations in the verb's own stretch: before it, or after it when inverted."""
    outside = (name for name in passage.names if name.first not in passage.said)
    names = [name for name in outside if not _is_owner(passage, name)]
    if passage.tokens[at].norm in passage.lexicon.sources:
        return tuple(name for name in names if at < name.first <= at + 8)
    if at > 0 and passage.tokens[at - 1].text in ("”", '"', ",", "»"):
        after = tuple(name for name in names if at < name.first <= at + 3)
        if after and passage.tokens[at].norm in passage.lexicon.inverts:
            return after
    is_apposed = at > 0 and passage.tokens[at - 1].text == ","
    stops = STRONG if is_apposed else (*STRONG, ",")
    ends = (i for i in range(at) if passage.tokens[i].text in stops or _is_dateline(passage, i))
    low = max(ends, default=-1)
    low = low if is_apposed else max(low, at - NEAR - 1)
    return tuple(name for name in names if low < name.first and name.last < at)


def _is_dateline(passage: Passage, dash: int) -> bool:
    """`TARN — Divers say`: it is not Tarn that says it."""
    before = passage.tokens[:dash]
    is_dash = passage.tokens[dash].text in ("—", "–")
    return is_dash and all(word.is_capital or not word.is_word for word in before)


def _is_owner(passage: Passage, name: Name) -> bool:
    """`Mr Quay's spokesman`: it is not Mr Quay who says it."""
    owner, owned = passage.tokens[name.last], passage.tokens[name.last + 1 : name.last + 2]
    return owner.is_owner and any(word.is_word and not word.is_capital for word in owned)


def _can_speak(claim: Passage, at: int) -> bool:
    """`Olsen called`, `he describes`; not `officially called`."""
    word = claim.tokens[at]
    return (at > 0 and word.is_capital) or word.norm in claim.lexicon.anaphors
