"""Speakers: what somebody says in the source is given to that one, and to nobody else."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from digest.model import Citation, Span
from digest.summaries.checks.alignment import aligned
from digest.summaries.checks.ground import Ground
from digest.summaries.checks.passage import Name, Passage
from digest.summaries.checks.reports import Report, named_speakers, reports
from digest.summaries.checks.roles import gives, story_passages

DRIFTS = 0.5
"""Share of what the claim gives to a speaker that the source must have to name another."""
SUPPORT = 0.75
"""Share of what the claim gives to a speaker that the source must say itself."""
SPEAKER = 3
"""Words before a verb of saying among which its speaker stands."""
NEAR = 5
"""Words behind one among which an unnamed speaker stands."""
GOES_ON = 3
"""Sentences over which somebody's words may go on without another "he said"."""
BACK = 8
"""Sentences before a quotation in which its speaker may be named."""


def misgiven(claim: Passage, ground: Ground) -> str | None:
    """Why what the claim lets somebody say is not theirs, or None."""
    ours = reports(claim)
    return (
        _drift(claim, ours, ground)
        or _unowned(claim, ours, ground)
        or _lent(claim, ours, ground)
        or _invented(claim, ours, ground)
    )


def reporting_outlets(claim: Passage, ground: Ground) -> tuple[Name, ...]:
    """The cited articles' outlets that the claim names as the ones who say it."""
    return tuple(name for name in named_speakers(claim) if ground.is_outlet(name.parts))


def _drift(claim: Passage, ours: tuple[Report, ...], ground: Ground) -> str | None:
    """The speaker whom the claim names, when the source names another for the same words."""
    for report in ours:
        if any(ground.is_outlet(name.parts) for name in report.speakers):
            continue  # what it printed, it reported, whoever says it there
        for passage, places in _sources(claim, report, ground, DRIFTS):
            if unnamed := _unnamed(passage, places, ground):
                return f"the source gives it to {unnamed!r}, not to {report.speakers[0].text}"
            theirs = [n for r in reports(passage) if r.holds(places) for n in r.speakers]
            same = any(_is_same(own, other, ground) for own in report.speakers for other in theirs)
            if theirs and not same:
                return f"the source gives it to {theirs[0].text}, not to {report.speakers[0].text}"
    return None


def _unowned(claim: Passage, ours: tuple[Report, ...], ground: Ground) -> str | None:
    """`The spokesman said: “…”`, where a cited sentence gives those words to a name."""
    for report in ours:
        role = (_role(claim, report) or "").casefold()
        said = [i for i in claim.content if i in claim.said and i in report.reported]
        for passage in ground.passages if role and said else ():
            links = aligned(claim, passage)
            places = [links[i] for i in said if links.get(i) in passage.said]
            theirs = named_speakers(passage)
            is_theirs = role in passage.norms or _holds(theirs, role, ground)
            if len(places) >= SUPPORT * len(said) and theirs and not is_theirs:
                return f"the source gives it to {theirs[0].text}, not to {role!r}"
    return None


def _holds(names: Sequence[Name], role: str, ground: Ground) -> bool:
    """Whether the story calls one of the names so, by more than an office in it."""
    return any(
        gives(passage, role, replace(name, parts=own))
        for passage in story_passages(ground)
        for name in names
        if (own := tuple(p for p in name.parts if p not in passage.lexicon.roles))
    )


def _sources(
    claim: Passage, report: Report, ground: Ground, share: float
) -> Iterator[tuple[Passage, list[int]]]:
    """The cited sentences with that share of what the claim lets a named speaker say, and where."""
    said = [index for index in claim.content if index in report.reported]
    for passage in ground.passages if report.speakers else ():
        links = aligned(claim, passage)
        places = [links[index] for index in said if index in links]
        if len(places) >= max(2, share * len(said)):
            yield passage, places


def _unnamed(passage: Passage, places: list[int], ground: Ground) -> str | None:
    """The `spokesman` who says it, also where his words only go on in the sentence."""
    if report := next((r for r in reports(passage) if r.holds(places)), None):
        return _role(passage, report)
    if passage.citation is None or reports(passage) or not passage.said.issuperset(places):
        return None
    article, at = passage.citation
    for index in range(at - 1, max(-1, at - GOES_ON - 1), -1):
        before = ground.evidence.passage(Citation(article, index))
        for report in reports(before)[-1:]:
            return _role(before, report)
    return None


def _role(passage: Passage, report: Report) -> str | None:
    """The office of a speaker without a name: `the spokesman said`, `said a spokesman`."""
    is_inverted = passage.tokens[report.at].norm in passage.lexicon.inverts
    near = range(report.at + 1, report.at + NEAR if is_inverted else report.at)
    places = [i for i in (report.at - 1, *near) if 0 <= i < len(passage.tokens)]
    found = (passage.tokens[i] for i in places if i not in passage.said)
    role = next((word.text for word in found if word.norm in passage.lexicon.roles), None)
    return None if report.speakers else role


def _lent(claim: Passage, ours: tuple[Report, ...], ground: Ground) -> str | None:
    """A speaker to whom the claim gives what the source says itself, beside his other words."""
    for report in ours:
        sources = list(_sources(claim, report, ground, SUPPORT))
        if sources and all(_is_own_text(p, places, report, ground) for p, places in sources):
            return f"the source says it itself, not {report.speakers[0].text}"
    return None


def _is_own_text(passage: Passage, places: list[int], ours: Report, ground: Ground) -> bool:
    """Whether the places are in no report, and no words of that speaker, or outlet, go on there."""
    theirs = reports(passage)
    if passage.said.intersection(places) or any(at in r.reported for r in theirs for at in places):
        return False
    return _speaks(ours, theirs, ground) or not _spoke(ours, passage, ground)


def _spoke(ours: Report, passage: Passage, ground: Ground) -> bool:
    """Whether the sentences before are the speaker's, or the whole article is."""
    if passage.citation is None:
        return True
    article, at = passage.citation
    outlet = ground.evidence.article(article).source.casefold()
    if any(part in outlet for name in ours.speakers for part in name.parts):
        return True
    before = (Citation(article, index) for index in range(max(0, at - GOES_ON), at))
    return any(_speaks(ours, reports(ground.evidence.passage(c)), ground) for c in before)


def _speaks(ours: Report, theirs: Sequence[Report], ground: Ground) -> bool:
    names = [name for report in theirs for name in report.speakers]
    return any(_is_same(own, name, ground) for own in ours.speakers for name in names)


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
    named = [name for passage in holding for name in named_speakers(passage)]
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
