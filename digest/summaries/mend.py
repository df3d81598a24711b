"""Small mends of a faulty sentence, made without a model: who says it, a day or an end left out.

What comes out is proven like any other sentence, or it is thrown away.
"""

import re
from collections.abc import Callable, Iterator, Mapping

from digest.summaries.check import Verdict, prove
from digest.summaries.checks import numbers, pronouns, quotations
from digest.summaries.checks.ground import Ground
from digest.summaries.checks.passage import Passage
from digest.summaries.checks.phrasing import phrase
from digest.summaries.checks.reports import reports
from digest.summaries.evidence import Evidence

DEEPEST = 2
"""Mends of one sentence: who says it, and one other."""
MOST = 8
"""Sentences that are tried for one."""
SHORTEST = 8
"""Words that a sentence keeps when its end is left out."""
LONGEST = 12
"""Words of who says it, or of whom it is said."""

Mend = Callable[[Passage, Ground], Iterator[str]]
_STOP = re.compile(r"[.!?]\s*$")
_OPEN_END = re.compile(r"[\s,;:–—-]+$")
_BRACKET = re.compile(r" ?\([^()]*\)")
_CLOSED = re.compile(r"[“”\"]")


def mended(verdict: Verdict, evidence: Evidence) -> Verdict | None:
    """The verdict on the sentence after its mend; None where no mend makes it true and whole."""
    waiting = [verdict]
    left = MOST
    for _ in range(DEEPEST):
        after = []
        for faulty in waiting:
            for text in _mends(faulty, evidence):
                if not left:
                    return None
                left -= 1
                found = prove(text, verdict.citations, evidence)
                if found.point is not None:
                    return found
                after.append(found)
        waiting = after
    return None


def _mends(verdict: Verdict, evidence: Evidence) -> Iterator[str]:
    ground = Ground.of(verdict.citations, evidence)
    if not ground.articles:
        return
    claim = Passage.read(verdict.text, evidence.article(ground.articles[0]).language)
    for check in dict.fromkeys(fault.check for fault in verdict.faults):
        for mend in MENDS.get(check, ()):
            yield from mend(claim, ground)


def _named(claim: Passage, ground: Ground) -> Iterator[str]:
    """`She called for` becomes `The senators called for`."""
    subject = pronouns.opening_subject(claim, ground)
    if subject and len(subject.split()) <= LONGEST:
        yield subject[0].upper() + subject[1:] + claim.text[claim.tokens[0].end :]


def _attributed(claim: Passage, ground: Ground) -> Iterator[str]:
    """`…, the ministry said` is put behind what only the ministry says."""
    who = None if reports(claim) else phrase(claim, ground)
    if who and who not in claim.text and len(who.split()) <= LONGEST and not _CLOSED.search(who):
        yield f"{_STOP.sub('', claim.text)}, {who.rstrip('.')}."


def _quoted(claim: Passage, ground: Ground) -> Iterator[str]:
    """Marks are put around somebody's very words."""
    what, comma, who = _STOP.sub("", claim.text).rpartition(", ")
    if not comma or _CLOSED.search(claim.text):
        return
    found = quotations.locate(what, ground.articles, ground.evidence, claim.language)
    spoken = ground.evidence.folded(found.article).spoken if found else ()
    if found and any(said.start <= found.span.start < said.end for said in spoken):
        yield f"“{what},” {who}."


def _undated(claim: Passage, ground: Ground) -> Iterator[str]:
    """A day that the evidence does not have is left out: `on Sunday`."""
    for day in numbers.unfounded_days(claim, ground):
        first = day.first
        if first and claim.tokens[first - 1].norm in claim.lexicon.on:
            first -= 1
        elif first and claim.tokens[first - 1].norm in claim.lexicon.stopwords:
            continue  # "by Monday" is no time of what happened
        if first:
            before = claim.text[: claim.tokens[first].start].rstrip(" ,")
            yield before + claim.text[claim.tokens[day.last].end :]


def _unbracketed(claim: Passage, _: Ground) -> Iterator[str]:
    """What stands in brackets is left out: `(R-Ky.)`."""
    for bracket in _BRACKET.finditer(claim.text):
        yield claim.text[: bracket.start()] + claim.text[bracket.end() :]


def _ended(claim: Passage, ground: Ground) -> Iterator[str]:
    """A full stop is put behind a last word behind which a clause of the source ends, too."""
    text = _OPEN_END.sub("", claim.text)
    last = text.split()[-1:]
    said = claim.lexicon.reporting
    if not last or _STOP.search(text) or last[0].casefold() in said:
        return
    ends = re.compile(rf"(?<!\w){re.escape(*last)}[.,;!?”]")
    if any(ends.search(passage.text) for passage in ground.passages):
        yield f"{text}."


def _shortened(claim: Passage, _: Ground) -> Iterator[str]:
    """What the last comma adds is left out: `, which …`, `, after …`, `, leading to …`."""
    lexicon = claim.lexicon
    comma = max((at for at, word in enumerate(claim.tokens[:-1]) if word.text == ","), default=0)
    following = claim.tokens[comma + 1].norm
    adds = lexicon.conjunctions | lexicon.linkers | lexicon.pronouns
    head = claim.text[: claim.tokens[comma].start]
    if (following in adds or following.endswith(lexicon.adding)) and len(head.split()) >= SHORTEST:
        yield f"{head}."


MENDS: Mapping[str, tuple[Mend, ...]] = {
    "pronouns": (_named,),
    "attribution": (_quoted, _attributed),
    "form": (_ended,),
    "numbers": (_undated, _unbracketed, _shortened),
    "coverage": (_unbracketed, _shortened),
    "names": (_unbracketed, _shortened),
}
"""What to try against a fault, by the check that found it."""
