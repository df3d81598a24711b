"""Attribution: what a source only says that somebody says keeps its owner."""

from dataclasses import dataclass

from digest.summaries.checks.alignment import aligned
from digest.summaries.checks.ground import Ground, Outcome
from digest.summaries.checks.passage import Name, Passage

MOSTLY = 0.6
"""Share of the claim's words in the reported part from which the claim is the report."""

SUPPORT = 0.75
"""Of the words that the best cited sentence has; one with fewer does not carry the claim."""


@dataclass(frozen=True, slots=True)
class Report:
    """A verb of saying, what it reports, and who says it."""

    at: int
    reported: range
    """The words that are somebody's, not the article's."""
    speaker: Name | None


def check(claim: Passage, ground: Ground) -> Outcome:
    """A report told as fact, or given to somebody else."""
    if not claim.lexicon.reporting:
        return Outcome(note="no word list for this language")
    ours = reports(claim)
    if not _is_attributed(claim):
        if owner := _owner(claim, ground):
            return Outcome(
                (f"the source only reports it ({owner}), this sentence tells it as fact",)
            )
        return Outcome(note="told as fact, as in the source")
    if drift := _drift(claim, ours, ground):
        return Outcome((drift,))
    return Outcome(note="attributed")


def reports(passage: Passage) -> tuple[Report, ...]:
    """The verbs of saying outside quotations, with what each reports."""
    found = []
    for at, word in enumerate(passage.tokens):
        if word.norm in passage.lexicon.says and at not in passage.said:
            found.append(Report(at, _reported(passage, at), _speaker(passage, at)))
    return tuple(found)


def _reported(passage: Passage, at: int) -> range:
    """What comes before `, X said`; else what comes after the verb."""
    tokens = passage.tokens
    if tokens[at].norm == "according":
        comma = next((i for i in range(at, len(tokens)) if tokens[i].text == ","), len(tokens))
        return range(at) if at > 4 else range(comma, len(tokens))
    commas = [i for i in range(max(0, at - 12), at) if tokens[i].text in (",", "”", '"')]
    is_relative = any(word.norm in ("who", "which") for word in tokens[max(0, at - 2) : at])
    if is_relative:
        end = next((i for i in range(at + 1, len(tokens)) if tokens[i].text == ","), len(tokens))
        return range(at + 1, end)
    if commas and commas[-1] > 4 and _ends_soon(passage, at):
        return range(commas[-1])
    return range(at + 1, len(tokens))


def _ends_soon(passage: Passage, at: int) -> bool:
    """Whether little follows the verb: the report stands before it."""
    return sum(at < index < passage.clause_end(at) for index in passage.content) <= 4


def _speaker(passage: Passage, at: int) -> Name | None:
    """The name nearest to the verb in its own clause: before it, or after it when inverted."""
    low = max((i for i in range(at) if passage.tokens[i].text in ',”";:'), default=-1)
    before = [
        n for n in passage.names if low < n.first and n.last < at and n.first not in passage.said
    ]
    if before:
        return before[-1]
    if passage.tokens[at].norm == "according":
        return next((n for n in passage.names if at < n.first <= at + 8), None)
    is_inverted = low == at - 1
    return next((n for n in passage.names if is_inverted and at < n.first <= at + 3), None)


def _is_attributed(claim: Passage) -> bool:
    lexicon = claim.lexicon
    for index, word in enumerate(claim.tokens):
        if index in claim.said:
            continue
        if word.norm in lexicon.reporting or lexicon.hedges.get(word.norm) == "alleged":
            return True
        if word.norm in lexicon.says and index and _can_speak(claim, index - 1):
            return True
        if word.text == ":" and index and claim.tokens[index - 1].is_capital:
            return True
    return False


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
        says = _owner_of(free, passage) if free else None
        if says is None:
            return None
        owner = owner or says
    return owner


def _owner_of(places: list[int], passage: Passage) -> str | None:
    if sum(there in passage.said for there in places) > MOSTLY * len(places):
        return "in a quotation"
    for report in reports(passage):
        if sum(there in report.reported for there in places) >= MOSTLY * len(places):
            verb = passage.tokens[report.at].text
            return f"{report.speaker.text} {verb}" if report.speaker else f"“{verb}”"
    return None


def _drift(claim: Passage, ours: tuple[Report, ...], ground: Ground) -> str | None:
    """The speaker whom the claim names, when the source names another for the same words."""
    for report in ours:
        if report.speaker is None:
            continue
        said = [index for index in claim.content if index in report.reported]
        for passage in ground.passages:
            links = aligned(claim, passage)
            places = [links[index] for index in said if index in links]
            if len(places) < max(2, 0.5 * len(said)):
                continue
            theirs = [r.speaker for r in reports(passage) if r.speaker and _reports(r, places)]
            if theirs and not any(_is_same(report.speaker, other, ground) for other in theirs):
                return f"the source gives it to {theirs[0].text}, not to {report.speaker.text}"
    return None


def _reports(report: Report, places: list[int]) -> bool:
    return sum(there in report.reported for there in places) >= MOSTLY * len(places)


def _is_same(one: Name, other: Name, ground: Ground) -> bool:
    """One name in another form; or two names that the story uses for one person or body."""
    if set(one.parts) & set(other.parts):
        return True
    beside = ground.evidence.names
    return any(part in beside.get(known, ()) for part in one.parts for known in other.parts)
