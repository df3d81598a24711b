"""Attribution: what a source only says that somebody says keeps its owner."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from digest.model import Span
from digest.summaries.checks.alignment import aligned
from digest.summaries.checks.ground import Ground, Outcome
from digest.summaries.checks.passage import Name, Passage

MOSTLY = 0.6
"""Share of the claim's words in the reported part from which the claim is the report."""

SUPPORT = 0.75
"""Of the words that the best cited sentence has; one with fewer does not carry the claim."""
STRONG = ("”", '"', ";", ":")
NEAR = 6
"""Words between a speaker's name and the verb, at most."""
SPEAKER = 3
"""Words before a verb of saying among which its speaker stands."""
APPOSED = 2
"""Content words behind a verb of saying from which on they are what is said."""
BACK = 8
"""Sentences before a quotation in which its speaker may be named."""
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


def check(claim: Passage, ground: Ground) -> Outcome:
    """A report told as fact, or given to somebody else."""
    if not claim.lexicon.reporting:
        return Outcome(note="no word list for this language")
    if owner := _owner(claim, ground):
        return Outcome((f"the source only reports it ({owner}), this sentence tells it as fact",))
    ours = reports(claim)
    if fault := (
        _drift(claim, ours, ground) or _lent(claim, ours, ground) or _invented(claim, ours, ground)
    ):
        return Outcome((fault,))
    return Outcome(note="attributed" if _markers(claim) else "told as fact, as in the source")


def voice(claim: Passage) -> str | None:
    """The "I" or "we" of somebody, outside quotation marks."""
    for at, word in enumerate(claim.tokens):
        if at in claim.said or word.norm not in claim.lexicon.first_person:
            continue
        before = claim.tokens[at - 1] if at > 1 else None
        is_king = word.text == "I" and before is not None and before.is_capital
        is_country = word.text == "US"
        if not is_king and not is_country:
            return word.text
    return None


def reports(passage: Passage) -> tuple[Report, ...]:
    """The verbs of saying outside quotations, with what each reports."""
    found = []
    for at, word in enumerate(passage.tokens):
        if word.norm not in passage.lexicon.says or at in passage.said:
            continue
        if word.is_capital and word.norm not in passage.lexicon.sources:
            continue
        if word.norm in CALLS and not _calls(passage, at):
            continue
        found.append(Report(at, _reported(passage, at), _speakers(passage, at)))
    return tuple(found)


def _reported(passage: Passage, at: int) -> range:
    """What comes before `, X said`; else what comes after the verb."""
    tokens = passage.tokens
    if tokens[at].norm in passage.lexicon.sources:
        comma = next((i for i in range(at, len(tokens)) if tokens[i].text == ","), at + 2)
        return range(at) if at > 4 else range(comma, len(tokens))
    commas = [i for i in range(max(0, at - 12), at) if tokens[i].text in (",", "”", '"')]
    is_relative = any(word.norm in ("who", "which") for word in tokens[max(0, at - 2) : at])
    if is_relative:
        end = next((i for i in range(at + 1, len(tokens)) if tokens[i].text == ","), len(tokens))
        return range(at + 1, end)
    if commas and commas[-1] > 4 and _ends_soon(passage, at) and not _begins_anew(passage, at):
        return range(commas[-1])
    return range(at + 1, len(tokens))


def _begins_anew(passage: Passage, at: int) -> bool:
    """`…, but Breck said it costs more`, `Ms Breck, who dives there, said it costs more`."""
    tokens, lexicon = passage.tokens, passage.lexicon
    comma = max(i for i in range(at) if tokens[i].text in (",", "”", '"'))
    if tokens[comma + 1].norm in lexicon.conjunctions | lexicon.conjoins:
        return True
    name = next(iter(passage.names), None)
    if name is None or name.first > 1 or name.last + 2 >= at:
        return False
    is_apposed = (
        tokens[name.last + 1].text == "," and tokens[name.last + 2].norm in lexicon.anaphors
    )
    return is_apposed and sum(index > at for index in passage.content) > APPOSED


def _ends_soon(passage: Passage, at: int) -> bool:
    """Whether little follows the verb, and no `that`: the report stands before it."""
    end = passage.clause_end(at)
    if end < len(passage.tokens) and passage.tokens[end].norm in passage.lexicon.conjunctions:
        return False
    return sum(at < index < end for index in passage.content) <= 4


def _calls(passage: Passage, at: int) -> bool:
    """`Olsen called it a day`; not `called for`, `a place called Brennick`, `also called`."""
    following = passage.tokens[at + 1].norm if at + 1 < len(passage.tokens) else "for"
    return at > 0 and _can_speak(passage, at - 1) and following not in PARTICLES


def _speakers(passage: Passage, at: int) -> tuple[Name, ...]:
    """Names outside quotations in the verb's own stretch: before it, or after it when inverted."""
    names = [name for name in passage.names if name.first not in passage.said]
    if passage.tokens[at].norm in passage.lexicon.sources:
        return tuple(name for name in names if at < name.first <= at + 8)
    if at > 0 and passage.tokens[at - 1].text in ("”", '"', ",", "»"):
        after = tuple(name for name in names if at < name.first <= at + 3)
        if after and passage.tokens[at].norm in passage.lexicon.inverts:
            return after
    is_apposed = at > 0 and passage.tokens[at - 1].text == ","
    stops = STRONG if is_apposed else (*STRONG, ",")
    low = max((i for i in range(at) if passage.tokens[i].text in stops), default=-1)
    low = low if is_apposed else max(low, at - NEAR - 1)
    return tuple(name for name in names if low < name.first and name.last < at)


def _markers(passage: Passage, within: range | None = None) -> Counter[str]:
    """The words outside quotations that say that somebody says it; those of a stretch alone."""
    lexicon = passage.lexicon
    found: Counter[str] = Counter()
    for index in within if within is not None else range(len(passage.tokens)):
        word = passage.tokens[index]
        if index in passage.said:
            continue
        is_alleged = lexicon.hedges.get(word.norm) == "alleged"
        is_called = word.norm in CALLS and _calls(passage, index)
        is_label = word.text == ":" and index > 0 and passage.tokens[index - 1].is_capital
        if word.norm in lexicon.reporting or is_alleged or is_called or is_label:
            found[word.norm] += 1
    return found


def _can_speak(claim: Passage, at: int) -> bool:
    """`Olsen called`, `he describes`; not `officially called`."""
    word = claim.tokens[at]
    return (at > 0 and word.is_capital) or word.norm in claim.lexicon.anaphors


def _owner(claim: Passage, ground: Ground) -> str | None:
    """Who says it in the source, when every cited sentence that carries it only reports it."""
    links = [(passage, aligned(claim, passage)) for passage in ground.passages]
    most = max((len(found) for _, found in links), default=0)
    owner = None
    for passage, found in links:
        if len(found) < max(2.0, SUPPORT * most):
            continue
        free = [there for here, there in found.items() if here not in claim.said]
        says = _owner_of(free, passage, _markers(claim)) if free else None
        if says is None:
            return None
        owner = owner or says
    return owner


def _owner_of(places: list[int], passage: Passage, markers: Counter[str]) -> str | None:
    """Whose words the places are, unless the claim has a marker that the words do not have."""
    if not markers and sum(there in passage.said for there in places) > MOSTLY * len(places):
        return "in a quotation"
    for report in reports(passage):
        if sum(there in report.reported for there in places) < MOSTLY * len(places):
            continue
        if not markers - _markers(passage, report.reported):
            verb = passage.tokens[report.at].text
            return f"{report.speakers[0].text} {verb}" if report.speakers else f"“{verb}”"
    return None


def _drift(claim: Passage, ours: tuple[Report, ...], ground: Ground) -> str | None:
    """The speaker whom the claim names, when the source names another for the same words."""
    for report in ours:
        said = [index for index in claim.content if index in report.reported]
        for passage in ground.passages if report.speakers else ():
            links = aligned(claim, passage)
            places = [links[index] for index in said if index in links]
            if len(places) < max(2, 0.5 * len(said)):
                continue
            theirs = [n for r in reports(passage) if _reports(r, places) for n in r.speakers]
            same = any(_is_same(own, other, ground) for own in report.speakers for other in theirs)
            if theirs and not same:
                return f"the source gives it to {theirs[0].text}, not to {report.speakers[0].text}"
    return None


def _lent(claim: Passage, ours: tuple[Report, ...], ground: Ground) -> str | None:
    """A speaker to whom the claim gives what the source says itself, beside his other words."""
    for report in ours:
        said = [index for index in claim.content if index in report.reported]
        found = []
        for passage in ground.passages if report.speakers else ():
            links = aligned(claim, passage)
            places = [links[index] for index in said if index in links]
            if len(places) >= max(2, SUPPORT * len(said)):
                found.append(_is_own_text(passage, places, report, ground))
        if found and all(found):
            return f"the source says it itself, not {report.speakers[0].text}"
    return None


def _is_own_text(passage: Passage, places: list[int], ours: Report, ground: Ground) -> bool:
    """Whether the places are in no report, though the passage has one of the same speaker."""
    theirs = reports(passage)
    speakers = [name for report in theirs for name in report.speakers]
    is_speaker = any(_is_same(own, name, ground) for own in ours.speakers for name in speakers)
    somebodys = {at for report in theirs for at in report.reported} | passage.said
    return is_speaker and not somebodys.intersection(places)


def _invented(claim: Passage, ours: tuple[Report, ...], ground: Ground) -> str | None:
    """A speaker without a name ("the ministry said") whom neither source nor context speaks of."""
    for report in ours:
        before = range(report.at - SPEAKER, report.at)
        speaker = [i for i in claim.content if i in before and i not in report.reported]
        if report.speakers or not speaker or any(i in claim.said for i in speaker):
            continue
        stems = [claim.tokens[index].stem for index in speaker]
        known = frozenset[str]().union(*(passage.stems for passage in ground.around()))
        if not any(stem in known or ground.carries(stem) for stem in stems):
            words = " ".join(claim.tokens[index].text for index in speaker)
            return f"the source names no {words!r} who says it"
    return None


def _reports(report: Report, places: list[int]) -> bool:
    return sum(there in report.reported for there in places) >= MOSTLY * len(places)


def _is_same(one: Name, other: Name, ground: Ground) -> bool:
    """One name in another form; or two names that the story uses for one person or body."""
    if set(one.parts) & set(other.parts) or _initials(one) in other.parts:
        return True
    beside = ground.evidence.names
    return any(part in beside.get(known, ()) for part in one.parts for known in other.parts)


def _initials(name: Name) -> str:
    return "".join(part[0] for part in name.parts)


def misattributed(quote: Span, speaker: str, passages: Sequence[Passage], at: int) -> str | None:
    """Why a quotation is not the speaker's, or None.

    `passages` are the sentences of its article, `at` the first that the quotation stands in. A
    speaker who is no name (`a spokesman`) is not judged.
    """
    said = Passage.read(speaker, passages[at].language)
    parts = {part for name in said.names for part in name.parts}
    if not parts:
        return None
    holding = [passages[at]]
    if at + 1 < len(passages) and quote.end > quote.start + len(passages[at].text):
        holding.append(passages[at + 1])
    named = [name for passage in holding for report in reports(passage) for name in report.speakers]
    if named:
        if any(parts & set(name.parts) or _initials(name) in parts for name in named):
            return None
        known = {part for passage in passages for name in passage.names for part in name.parts}
        if not parts & known or not _is_one(parts, named, passages):
            return f"the source gives it to {named[0].text}, not to {speaker}"
        return None
    near = passages[max(0, at - BACK) : at + 3]
    if any(parts & passage.norms for passage in near):
        return None
    return f"the article does not name {speaker} near these words"


def _is_one(parts: set[str], named: Sequence[Name], passages: Sequence[Passage]) -> bool:
    """Whether the article has a part of both names in one run of capitals."""
    others = {part for name in named for part in name.parts}
    return any(
        parts & set(name.parts) and others & set(name.parts)
        for passage in passages
        for name in passage.names
    )
