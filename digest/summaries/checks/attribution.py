"""Attribution: what a source only says that somebody says keeps its owner."""

from collections import Counter

from digest.summaries.checks.alignment import aligned
from digest.summaries.checks.ground import Ground, Outcome
from digest.summaries.checks.passage import Passage
from digest.summaries.checks.reports import CALLS, MOSTLY, calls, named_speakers, reports
from digest.summaries.checks.speakers import misgiven
from digest.summaries.checks.words import runs

VERBATIM = 6
"""Words in a row from which on they are somebody's very words."""
SUPPORT = 0.75
"""Of the words that the best cited sentence has; one with fewer does not carry the claim."""


def check(claim: Passage, ground: Ground) -> Outcome:
    """A report told as fact, or given to somebody else."""
    if not claim.lexicon.reporting:
        return Outcome(note="no word list for this language")
    if owner := _owner(claim, ground):
        return Outcome((f"the source only reports it ({owner}), this sentence tells it as fact",))
    if lent := _unmarked(claim, ground):
        return Outcome((f"these words stand in a quotation of {lent}, whom it does not name",))
    if _is_told_twice(claim, ground):
        return Outcome(("it says twice who says it, and the source does so once",))
    if fault := misgiven(claim, ground):
        return Outcome((fault,))
    return Outcome(note="attributed" if _markers(claim) else "told as fact, as in the source")


def voice(claim: Passage) -> str | None:
    """Why the "I" or "we" of somebody, outside quotation marks, is not the digest's; or None."""
    for at, word in enumerate(claim.tokens):
        is_speaking = word.norm in claim.lexicon.first_person and at not in claim.said
        if is_speaking and not _is_name(claim, at):
            return f"somebody speaks in it ({word.text!r}) outside quotation marks"
    return None


def _is_name(claim: Passage, at: int) -> bool:
    """The `I` of `Carl I`, `(I-Vt.)`, `C.I.A.` and `i.e.`; the `Us` of a country or a title."""
    word = claim.tokens[at]
    if len(word.text) > 1:
        return word.text == "US" or (at > 0 and word.text == "Us")
    before, after = claim.tokens[max(0, at - 1) : at], claim.tokens[at + 1 : at + 2]
    is_glued = any(mark.start == word.end and mark.text in (".", "-", "–") for mark in after)
    return is_glued or (at > 1 and any(other.is_capital for other in before))


def _unmarked(claim: Passage, ground: Ground) -> str | None:
    """Who says words that the claim has without marks, where it does not name that speaker."""
    own = [w.norm for at, w in enumerate(claim.tokens) if at not in claim.said and w.is_word]
    unmarked = runs(own, VERBATIM)
    for passage in ground.passages:
        spoken = [w.norm for at, w in enumerate(passage.tokens) if at in passage.said and w.is_word]
        if unmarked.isdisjoint(runs(spoken, VERBATIM)):
            continue
        speakers = named_speakers(passage)
        if speakers and all(claim.norms.isdisjoint(name.parts) for name in speakers):
            return speakers[0].text
    return None


def _is_told_twice(claim: Passage, ground: Ground) -> bool:
    """`Tern said it floods, Tern said`."""
    ours = reports(claim)
    is_nested = any(
        one.at in other.reported and one.parts & other.parts for one in ours for other in ours
    )
    return is_nested and sum(len(reports(passage)) for passage in ground.passages) < 2


def _markers(passage: Passage, within: range | None = None) -> Counter[str]:
    """The words outside quotations that say that somebody says it; those of a stretch alone."""
    lexicon = passage.lexicon
    found: Counter[str] = Counter()
    for index in within if within is not None else range(len(passage.tokens)):
        word = passage.tokens[index]
        if index in passage.said:
            continue
        is_alleged = lexicon.hedges.get(word.norm) == "alleged"
        is_called = word.norm in CALLS and calls(passage, index)
        is_label = word.text == ":" and index > 0 and passage.tokens[index - 1].is_capital
        if word.norm in lexicon.reporting or is_alleged or is_called or is_label:
            found[word.norm] += 1
    return found


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
    inner = Counter(passage.tokens[index].norm for index in passage.said)
    if not passage.lexicon.first_person.isdisjoint(inner):  # "I think": the speaker's own word
        inner.clear()
    is_quoted = sum(there in passage.said for there in places) > MOSTLY * len(places)
    if is_quoted and not markers - inner:
        return "in a quotation"
    for report in reports(passage):
        if not report.holds(places):
            continue
        told = range(report.reported.start, min(report.reported.stop, max(places) + 1))
        if not markers - _markers(passage, told):
            verb = passage.tokens[report.at].text
            return f"{report.speakers[0].text} {verb}" if report.speakers else f"“{verb}”"
    return None
